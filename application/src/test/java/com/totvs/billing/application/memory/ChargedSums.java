package com.totvs.billing.application.memory;

import com.totvs.billing.application.allocation.AllocationBook.Charged;
import com.totvs.billing.application.allocation.AllocationBook.ChargedBefore;
import com.totvs.billing.application.allocation.AllocationBook.KeptLine;
import com.totvs.billing.application.memory.KeptRun.Charge;
import com.totvs.billing.domain.allocation.AllocatedLine;
import com.totvs.billing.domain.allocation.ChargedSum;
import com.totvs.billing.domain.allocation.Correction;
import com.totvs.billing.domain.allocation.MonthSum;
import com.totvs.billing.domain.allocation.Origin;
import com.totvs.billing.domain.month.Closing;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What closings charge for months.
final class ChargedSums {
  private static final Comparator<Charged> ORDER =
      Comparator.comparing((Charged one) -> one.sum().currency().getCurrencyCode())
          .thenComparing(one -> one.sum().origin());

  private final KeptRuns runs;

  ChargedSums(KeptRuns runs) {
    this.runs = runs;
  }

  /// Everything that these closings charge.
  Stream<Charge> by(List<Closing> closings) {
    return closings.stream().flatMap(closing -> runs.get(closing.run()).charges());
  }

  private Stream<ChargedSum> by(List<Closing> closings, YearMonth month) {
    return by(closings).filter(charge -> charge.month().equals(month)).map(Charge::sum);
  }

  /// What they charge for a month, by origin and currency.
  List<Charged> sums(List<Closing> closings, YearMonth month) {
    Map<List<Object>, Charged> all = new HashMap<>();
    by(closings, month)
        .map(ChargedSum::heading)
        .forEach(
            one ->
                all.merge(
                    List.of(one.sum().origin(), one.sum().currency()),
                    new Charged(one.sum(), one.amount()),
                    Charged::plus));
    return all.values().stream().sorted(ORDER).toList();
  }

  /// The same of one of its sums, line by line.
  Map<Correction.Line, BigInteger> lines(
      List<Closing> closings, YearMonth month, Origin origin, Currency currency) {
    return by(closings, month)
        .filter(one -> isOf(one.heading().sum(), origin, currency))
        .flatMap(one -> one.lines().stream())
        .collect(
            Collectors.toMap(
                line -> new Correction.Line(origin, currency, line.payer()),
                AllocatedLine::amount,
                BigInteger::add,
                TreeMap::new));
  }

  private static boolean isOf(MonthSum sum, Origin origin, Currency currency) {
    return sum.origin().equals(origin) && sum.currency().equals(currency);
  }

  /// What had been charged when a correction was made.
  ChargedBefore before(KeptLine correction) {
    List<Closing> closings = runs.get(correction.place().run()).from().closings();
    MonthSum sum = correction.sum().sum();
    YearMonth month = correction.sum().forMonth().orElseThrow();
    Optional<Charged> before =
        sums(closings, month).stream()
            .filter(one -> isOf(one.sum(), sum.origin(), sum.currency()))
            .findFirst();
    return new ChargedBefore(
        before.map(one -> one.sum().amount()).orElse(BigDecimal.ZERO),
        before.map(Charged::amount).orElse(BigInteger.ZERO),
        lines(closings, month, sum.origin(), sum.currency())
            .getOrDefault(
                new Correction.Line(sum.origin(), sum.currency(), correction.line().payer()),
                BigInteger.ZERO));
  }
}
