package com.totvs.billing.grpc.export;

import com.totvs.billing.application.allocation.AllocationBook;
import com.totvs.billing.application.allocation.AllocationBook.KeptLine;
import com.totvs.billing.application.allocation.AllocationBook.LineFilter;
import com.totvs.billing.application.allocation.AllocationBook.LinePlace;
import com.totvs.billing.application.allocation.Months;
import com.totvs.billing.application.call.Patience;
import com.totvs.billing.application.catalog.Catalog;
import com.totvs.billing.application.report.CostReports;
import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.Reason;
import com.totvs.billing.domain.month.MonthState;
import com.totvs.billing.domain.report.CostGaps;
import com.totvs.billing.domain.report.CostQuery;
import com.totvs.billing.grpc.call.Streamed;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes the lines of the reported allocations as CSV (RFC 4180), sum by sum. Runs never change,
/// so nothing is locked meanwhile, and no more than a page of lines and the lines of one sum are in
/// memory.
public final class CostExports {
  private static final int LINES_AT_ONCE = 5_000;
  private static final Duration PAGE_WITHIN = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofMinutes(30);

  private final AllocationBook book;
  private final CostReports reports;
  private final Months months;
  private final Catalog catalog;

  /// What an export has columns for.
  public interface Columns {
    /// Their names, in the order of the cells.
    List<String> header();

    /// The cells of each line of a sum.
    Stream<List<Object>> of(ExportedSum sum);
  }

  /// The lines of a month sum that are exported.
  ///
  /// @param closed whether the month is, so that they will not change
  record ExportedSum(YearMonth month, boolean closed, List<KeptLine> lines) {}

  CostExports(AllocationBook book, CostReports reports, Months months, Catalog catalog) {
    this.book = book;
    this.reports = reports;
    this.months = months;
    this.catalog = catalog;
  }

  /// The names of those who pay, as far as the query may see them.
  public PayerNames names(CostQuery query) {
    return PayerNames.read(catalog, query.visible());
  }

  /// The months whose lines would be outdated in a file. One that lacks a month's cost would be
  /// taken for all of it, so that there is none then.
  ///
  /// @throws BillingException `MONTH_NOT_ALLOCATED`, naming every month that cost something and was
  ///   never allocated; a query limited to some solutions is not told
  public List<YearMonth> outdated(CostQuery query) {
    CostGaps gaps = Patience.within(PAGE_WITHIN, () -> reports.gaps(query));
    if (!gaps.notAllocated().isEmpty()) {
      String missing =
          gaps.notAllocated().stream().map(YearMonth::toString).collect(Collectors.joining(", "));
      throw BillingException.of(
          Reason.MONTH_NOT_ALLOCATED,
          "cost was never allocated of " + missing + ": allocate it, or leave the month out",
          Map.of("months", missing));
    }
    return gaps.outdated();
  }

  /// Every line that fits.
  public void lines(CostQuery query, Columns columns, Streamed content) {
    long end = System.nanoTime() + LONGEST.toNanos();
    CsvLines lines = new CsvLines(content);
    lines.add(columns.header());
    for (YearMonth month = query.first();
        !month.isAfter(query.last());
        month = month.plusMonths(1)) {
      Optional<MonthState> state = state(month);
      if (state.isPresent() && state.get().run().isPresent()) {
        each(query, state.get(), end, sum -> columns.of(sum).forEach(lines::add));
      }
    }
    lines.flush();
  }

  private Optional<MonthState> state(YearMonth month) {
    return Patience.within(PAGE_WITHIN, () -> months.list(month, Optional.empty(), 1)).stream()
        .filter(one -> one.month().equals(month))
        .findFirst();
  }

  private void each(CostQuery query, MonthState month, long end, Consumer<ExportedSum> reader) {
    LineFilter filter =
        new LineFilter(
            month.run().orElseThrow(),
            query.solution(),
            query.application(),
            query.customer(),
            query.visible());
    List<KeptLine> sum = new ArrayList<>();
    Optional<LinePlace> last = Optional.empty();
    List<KeptLine> page;
    do {
      requireInTime(end);
      page = page(filter, last);
      for (KeptLine line : page) {
        if (!sum.isEmpty() && sum.getLast().place().sum() != line.place().sum()) {
          reader.accept(exported(month, sum));
          sum.clear();
        }
        sum.add(line);
        last = Optional.of(line.place());
      }
    } while (page.size() == LINES_AT_ONCE);
    if (!sum.isEmpty()) {
      reader.accept(exported(month, sum));
    }
  }

  private static ExportedSum exported(MonthState month, List<KeptLine> lines) {
    return new ExportedSum(month.month(), month.closed(), List.copyOf(lines));
  }

  private List<KeptLine> page(LineFilter filter, Optional<LinePlace> after) {
    return Patience.within(PAGE_WITHIN, () -> book.lines(filter, after, LINES_AT_ONCE));
  }

  private static void requireInTime(long end) {
    if (System.nanoTime() - end > 0) {
      throw BillingException.of(
          Reason.EXPORT_TOO_SLOW,
          "the export was not read within " + LONGEST.toMinutes() + " minutes");
    }
  }
}
