package com.totvs.billing.application.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import com.totvs.billing.application.allocation.AllocationBook.Charged;
import com.totvs.billing.application.allocation.AllocationBook.Inputs;
import com.totvs.billing.domain.allocation.AllocatedLine;
import com.totvs.billing.domain.allocation.Allocation;
import com.totvs.billing.domain.allocation.ChargedSum;
import com.totvs.billing.domain.allocation.Correction;
import com.totvs.billing.domain.allocation.MonthInputs;
import com.totvs.billing.domain.allocation.MonthSum;
import com.totvs.billing.domain.allocation.RoundedSum;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/// What holds for closed months, whatever comes late and however often they are reopened. A case is
/// a step: something happens, and all of it is added up again. Of 15,000, more than 10,000 have a
/// closed month.
final class WhatComesLateTest {
  private static final int HISTORIES = 600;
  private static final int STEPS = 25;

  @Property(tries = HISTORIES, shrinking = ShrinkingMode.OFF)
  void closed_lines_and_corrections_are_the_month_from_everything_known(
      @ForAll(supplier = Seeds.class) long seed) {
    LateHistory history = new LateHistory(seed);
    for (int i = 0; i < STEPS; i++) {
      boolean closed = history.step();
      history.oldestOpen().ifPresent(open -> assertCharged(history.book(), open, closed));
    }
  }

  private static void assertCharged(AllocationBook book, YearMonth open, boolean justClosed) {
    Inputs inputs = book.inputs(open, () -> {});
    List<ChargedSum> corrections = new ArrayList<>();
    for (ChargedSum sum : new ChargedSums(book, inputs)) {
      if (sum.heading().forMonth().isPresent()) {
        corrections.add(sum);
      }
    }
    if (justClosed) {
      assertThat(corrections).as("what a closing has just posted is not charged again").isEmpty();
    }
    YearMonth first = inputs.firstWithCost().orElseThrow();
    for (YearMonth month = first; month.isBefore(open); month = month.plusMonths(1)) {
      YearMonth one = month;
      assertCharged(
          book,
          inputs,
          book.inputs(month, () -> {}).own(),
          corrections.stream()
              .filter(sum -> sum.heading().forMonth().equals(Optional.of(one)))
              .toList());
    }
  }

  private static void assertCharged(
      AllocationBook book, Inputs inputs, MonthInputs known, List<ChargedSum> corrections) {
    List<Charged> charged = book.charged(inputs.closings(), known.month());
    Map<Correction.Line, BigInteger> lines = new TreeMap<>();
    for (Charged one : charged) {
      book.charged(inputs.closings(), known.month(), one.sum().origin(), one.sum().currency())
          .forEach((line, amount) -> lines.merge(line, amount, BigInteger::add));
    }
    corrections.forEach(sum -> add(lines, sum.heading().sum(), sum.lines()));
    assertThat(withoutZeros(lines)).isEqualTo(withoutZeros(divided(known)));

    Map<String, BigDecimal> now = exact(known.sums());
    Map<String, BigDecimal> before = exact(charged.stream().map(Charged::sum).toList());
    for (ChargedSum sum : corrections) {
      String code = sum.heading().sum().currency().getCurrencyCode();
      assertThat(corrected(corrections, code))
          .isEqualTo(cents(now, code).subtract(cents(before, code)));
    }
  }

  private static Map<Correction.Line, BigInteger> divided(MonthInputs known) {
    Allocation allocation = known.allocation();
    Map<Correction.Line, BigInteger> lines = new TreeMap<>();
    for (RoundedSum sum : RoundedSum.of(known.sums())) {
      add(lines, sum.sum(), allocation.divide(sum).lines());
    }
    return lines;
  }

  private static void add(
      Map<Correction.Line, BigInteger> lines, MonthSum sum, List<AllocatedLine> more) {
    more.forEach(
        line ->
            lines.merge(
                new Correction.Line(sum.origin(), sum.currency(), line.payer()),
                line.amount(),
                BigInteger::add));
  }

  private static Map<Correction.Line, BigInteger> withoutZeros(
      Map<Correction.Line, BigInteger> lines) {
    lines.values().removeIf(amount -> amount.signum() == 0);
    return lines;
  }

  private static Map<String, BigDecimal> exact(List<MonthSum> sums) {
    Map<String, BigDecimal> exact = new TreeMap<>();
    sums.forEach(
        sum -> exact.merge(sum.currency().getCurrencyCode(), sum.amount(), BigDecimal::add));
    return exact;
  }

  private static BigInteger cents(Map<String, BigDecimal> exact, String currency) {
    return exact
        .getOrDefault(currency, BigDecimal.ZERO)
        .setScale(2, RoundingMode.HALF_EVEN)
        .unscaledValue();
  }

  private static BigInteger corrected(List<ChargedSum> corrections, String currency) {
    return corrections.stream()
        .map(ChargedSum::heading)
        .filter(sum -> sum.sum().currency().getCurrencyCode().equals(currency))
        .map(ChargedSum.Heading::amount)
        .reduce(BigInteger.ZERO, BigInteger::add);
  }
}
