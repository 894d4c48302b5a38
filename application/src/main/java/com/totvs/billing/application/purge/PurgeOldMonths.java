package com.totvs.billing.application.purge;

import com.totvs.billing.application.operation.Operations;
import com.totvs.billing.application.report.UsageReports;
import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.domain.Span;
import com.totvs.billing.domain.operation.OperationKind;
import com.totvs.billing.domain.operation.Order;
import com.totvs.billing.domain.purge.PurgeRule;
import com.totvs.billing.domain.report.SummaryOrder;
import com.totvs.billing.domain.report.SummaryQuery;
import com.totvs.billing.domain.report.UsageDimension;
import com.totvs.billing.domain.report.UsageGroup;
import com.totvs.billing.domain.report.UsageSummary;
import com.totvs.billing.domain.usage.Place;
import com.totvs.billing.domain.usage.UsageFilter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Purges finished months by itself, so that only the newest stay online.
public final class PurgeOldMonths {

  /// Who asks, in operations and in the audit log.
  public static final String SUBJECT = "job: purging old months";

  private static final int MOST_MONTHS = 1_000;

  private final Operations operations;
  private final UsageReports reports;
  private final PurgeRule rule;
  private final BusinessZone zone;
  private final Clock clock;
  private final int monthsOnline;

  /// @param monthsOnline how many months stay online, the present one included
  public PurgeOldMonths(
      Operations operations,
      UsageReports reports,
      PurgeRule rule,
      BusinessZone zone,
      Clock clock,
      int monthsOnline) {
    this.operations = operations;
    this.reports = reports;
    this.rule = rule;
    this.zone = zone;
    this.clock = clock;
    this.monthsOnline = monthsOnline;
  }

  /// Orders a purge of each month that is too old, may be purged and has usage online, each month
  /// once a day at most.
  public void run() {
    YearMonth first = zone.month(clock.instant()).minusMonths(monthsOnline - 1L);
    oldMonths(first).stream()
        .map(this::span)
        .filter(span -> rule.allows(span, clock.instant()))
        .forEach(this::order);
  }

  private List<YearMonth> oldMonths(YearMonth first) {
    UsageFilter before =
        new UsageFilter(
            new Span(Optional.empty(), Optional.of(zone.start(first))),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(Place.ONLINE),
            Optional.empty(),
            Optional.empty());
    SummaryQuery months =
        new SummaryQuery(before, List.of(UsageDimension.MONTH), false, SummaryOrder.BY_KEY);
    return reports.summarize(months, Optional.empty(), MOST_MONTHS).summaries().stream()
        .map(UsageSummary::group)
        .map(UsageGroup::month)
        .flatMap(Optional::stream)
        .toList();
  }

  private Span span(YearMonth month) {
    return new Span(Optional.of(zone.start(month)), Optional.of(zone.start(month.plusMonths(1))));
  }

  private void order(Span span) {
    YearMonth month = zone.month(span.start().orElseThrow());
    String once = month + " on " + zone.day(clock.instant());
    UUID requestId = UUID.nameUUIDFromBytes(once.getBytes(StandardCharsets.UTF_8));
    var _ =
        operations.start(
            new Order(OperationKind.PURGE_USAGE, span, false, SUBJECT, Optional.of(requestId)));
  }
}
