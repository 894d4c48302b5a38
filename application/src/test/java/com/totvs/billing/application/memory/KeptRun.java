package com.totvs.billing.application.memory;

import com.totvs.billing.application.allocation.AllocationBook.Inputs;
import com.totvs.billing.application.allocation.AllocationBook.KeptLine;
import com.totvs.billing.application.allocation.AllocationBook.LinePlace;
import com.totvs.billing.application.allocation.AllocationRun;
import com.totvs.billing.domain.allocation.ChargedSum;
import com.totvs.billing.domain.allocation.MonthInputs;
import com.totvs.billing.domain.allocation.Payer;
import com.totvs.billing.domain.allocation.UsageShare;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A run with its sums and what it was made from.
record KeptRun(AllocationRun run, List<ChargedSum> sums, Inputs from) {

  /// A sum that the run charges, and the month it is for.
  record Charge(YearMonth month, ChargedSum sum) {}

  Stream<Charge> charges() {
    return sums.stream().map(sum -> new Charge(sum.heading().forMonth().orElse(run.month()), sum));
  }

  /// What its own month was divided by, or a closed month that it corrects.
  List<UsageShare> usage(Optional<YearMonth> forMonth) {
    return forMonth.map(this::corrected).orElse(from.own()).usage();
  }

  private MonthInputs corrected(YearMonth month) {
    return from.corrected().stream()
        .filter(one -> one.month().equals(month))
        .findFirst()
        .orElseThrow();
  }

  Stream<KeptLine> lines() {
    return sums.stream().flatMap(this::lines);
  }

  private Stream<KeptLine> lines(ChargedSum sum) {
    List<UsageShare> usage = usage(sum.heading().forMonth());
    return IntStream.range(0, sum.lines().size())
        .mapToObj(
            i ->
                new KeptLine(
                    new LinePlace(run.number(), sum.heading().number(), i + 1),
                    sum.heading(),
                    sum.lines().get(i),
                    sum.lines().get(i).payer().map(payer -> use(usage, payer))));
  }

  private static UsageShare use(Collection<UsageShare> usage, Payer payer) {
    return usage.stream()
        .filter(share -> share.payer().equals(payer))
        .findFirst()
        .orElseGet(() -> UsageShare.nothing(payer));
  }
}
