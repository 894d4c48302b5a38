package com.totvs.billing.domain.allocation;

import static com.totvs.billing.domain.allocation.MonthSketch.MONTH;
import static org.assertj.core.api.Assertions.assertThat;

import com.totvs.billing.domain.customer.CustomerCode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/// What holds for any cost, any rules and any use.
final class AllocationTest {
  private static final int CASES = 10_000;

  @Property(tries = CASES, shrinking = ShrinkingMode.OFF)
  void parts_add_up_to_each_sum_to_each_rule_and_to_the_whole_month(
      @ForAll(supplier = Seeds.class) long seed) {
    MonthSketch sketch = new MonthSketch(seed);
    List<MonthSum> sums = sketch.sums();
    List<AllocatedSum> divided = divide(sums, sketch.rules(), sketch.usage());

    assertThat(divided).hasSameSizeAs(sums);
    for (AllocatedSum one : divided) {
      assertThat(total(one.lines())).isEqualTo(one.sum().rounded());
    }
    Map<String, BigInteger> byRule = new TreeMap<>();
    divided.forEach(
        one -> byRule.merge(currency(one) + one.rule(), total(one.lines()), BigInteger::add));
    Map<String, BigInteger> taken = new TreeMap<>();
    divided.forEach(
        one -> taken.merge(currency(one) + one.rule(), one.sum().rounded(), BigInteger::add));
    assertThat(byRule).isEqualTo(taken);
    for (String currency : sums.stream().map(AllocationTest::currency).distinct().toList()) {
      assertThat(
              divided.stream()
                  .filter(one -> currency(one).equals(currency))
                  .map(one -> total(one.lines()))
                  .reduce(BigInteger.ZERO, BigInteger::add))
          .isEqualTo(roundedTotal(sums, currency));
    }
  }

  @Property(tries = CASES, shrinking = ShrinkingMode.OFF)
  void each_part_is_within_one_minor_unit_of_its_exact_share_and_has_the_sign_of_the_sum(
      @ForAll(supplier = Seeds.class) long seed) {
    MonthSketch sketch = new MonthSketch(seed);
    for (AllocatedSum one : divide(sketch.sums(), sketch.rules(), sketch.usage())) {
      BigInteger sum = one.sum().rounded();
      assertThat(one.sum().sum().amount().movePointRight(2).subtract(new BigDecimal(sum)).abs())
          .isLessThan(BigDecimal.ONE);
      for (AllocatedLine line : one.lines()) {
        BigInteger total = line.driver().total();
        BigInteger off =
            line.amount().multiply(total).subtract(sum.multiply(line.driver().quantity())).abs();
        assertThat(off).isLessThan(total);
        assertThat(line.amount().signum()).isIn(0, sum.signum());
      }
    }
  }

  @Property(tries = CASES, shrinking = ShrinkingMode.OFF)
  void neither_the_order_of_the_input_nor_repeating_changes_a_line(
      @ForAll(supplier = Seeds.class) long seed) {
    MonthSketch sketch = new MonthSketch(seed);
    List<MonthSum> sums = sketch.sums();
    List<AllocationRule> rules = sketch.rules();
    List<UsageShare> usage = sketch.usage();

    assertThat(divide(sketch.shuffled(sums), sketch.shuffled(rules), sketch.shuffled(usage)))
        .isEqualTo(divide(sums, rules, usage));
  }

  @Property(tries = CASES, shrinking = ShrinkingMode.OFF)
  void more_use_of_one_customer_raises_no_line_of_another_by_more_than_a_minor_unit(
      @ForAll(supplier = Seeds.class) long seed) {
    MonthSketch sketch = new MonthSketch(seed);
    List<MonthSum> sums = sketch.sums();
    List<AllocationRule> rules = sketch.rules();
    List<UsageShare> usage = sketch.usage();
    CustomerCode customer = sketch.customer();

    Map<Correction.Line, BigInteger> before = lines(divide(sums, rules, usage));
    Map<Correction.Line, BigInteger> after =
        lines(divide(sums, rules, sketch.withMoreOf(customer, usage)));
    after.forEach(
        (line, amount) -> {
          boolean others =
              line.payer()
                  .map(payer -> !payer.customer().equals(Optional.of(customer)))
                  .orElse(false);
          if (others) {
            BigInteger was = before.getOrDefault(line, BigInteger.ZERO);
            assertThat(amount.abs().subtract(was.abs())).isLessThanOrEqualTo(BigInteger.ONE);
          }
        });
  }

  @Property(tries = CASES, shrinking = ShrinkingMode.OFF)
  void corrections_bring_a_closed_month_to_what_is_known_and_add_up_to_the_late_cost(
      @ForAll(supplier = Seeds.class) long seed) {
    MonthSketch sketch = new MonthSketch(seed);
    List<MonthSum> sums = sketch.sums();
    List<AllocationRule> rules = sketch.rules();
    List<UsageShare> usage = sketch.usage();
    Map<Correction.Line, BigInteger> charged = lines(divide(sums, rules, usage));

    for (int round = sketch.upTo(3); round >= 0; round--) {
      List<MonthSum> restated = sketch.upTo(1) == 0 ? sums : sketch.restated(sums);
      usage = sketch.changed(usage);
      Map<Correction.Line, BigInteger> now = lines(divide(restated, rules, usage));
      Map<Correction.Line, BigInteger> correction = Correction.of(now, charged);

      for (Currency currency : List.of(Currency.getInstance("BRL"), Currency.getInstance("USD"))) {
        String code = currency.getCurrencyCode();
        assertThat(total(correction, code))
            .isEqualTo(roundedTotal(restated, code).subtract(roundedTotal(sums, code)));
      }
      correction.forEach((line, amount) -> charged.merge(line, amount, BigInteger::add));
      charged.values().removeIf(amount -> amount.signum() == 0);
      now.values().removeIf(amount -> amount.signum() == 0);
      assertThat(charged).isEqualTo(now);
      assertThat(Correction.of(lines(divide(restated, rules, usage)), charged)).isEmpty();
      sums = restated;
    }
  }

  private static List<AllocatedSum> divide(
      List<MonthSum> sums, List<AllocationRule> rules, List<UsageShare> usage) {
    Allocation allocation = new Allocation(MONTH, rules, usage);
    return RoundedSum.of(sums).stream().map(allocation::divide).toList();
  }

  private static Map<Correction.Line, BigInteger> lines(List<AllocatedSum> divided) {
    Map<Correction.Line, BigInteger> lines = new TreeMap<>();
    for (AllocatedSum one : divided) {
      MonthSum sum = one.sum().sum();
      one.lines()
          .forEach(
              line ->
                  lines.put(
                      new Correction.Line(sum.origin(), sum.currency(), line.payer()),
                      line.amount()));
    }
    return lines;
  }

  private static BigInteger total(List<AllocatedLine> lines) {
    return lines.stream().map(AllocatedLine::amount).reduce(BigInteger.ZERO, BigInteger::add);
  }

  private static BigInteger total(Map<Correction.Line, BigInteger> lines, String currency) {
    return lines.entrySet().stream()
        .filter(entry -> entry.getKey().currency().getCurrencyCode().equals(currency))
        .collect(Collectors.reducing(BigInteger.ZERO, Map.Entry::getValue, BigInteger::add));
  }

  private static BigInteger roundedTotal(List<MonthSum> sums, String currency) {
    return sums.stream()
        .filter(sum -> currency(sum).equals(currency))
        .map(MonthSum::amount)
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .setScale(2, RoundingMode.HALF_EVEN)
        .unscaledValue();
  }

  private static String currency(AllocatedSum sum) {
    return currency(sum.sum().sum());
  }

  private static String currency(MonthSum sum) {
    return sum.currency().getCurrencyCode();
  }
}
