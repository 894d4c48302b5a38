package com.totvs.billing.domain.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

class RatiosTest {

  @Property(tries = 2_000, shrinking = ShrinkingMode.OFF)
  void ratios_of_a_split_sum_add_up_to_exactly_1_whatever_divides_it(
      @ForAll(supplier = Seeds.class) long seed) {
    MonthSketch sketch = new MonthSketch(seed);
    Allocation allocation = new Allocation(MonthSketch.MONTH, sketch.rules(), sketch.usage());
    for (RoundedSum sum : RoundedSum.of(sketch.sums())) {
      AllocatedSum divided = allocation.divide(sum);
      ChargedSum charged =
          new ChargedSum(
              new ChargedSum.Heading(
                  1, Optional.empty(), sum.sum(), sum.rounded(), divided.rule(), Driver.CALLS),
              divided.lines());
      List<BigDecimal> ratios = Ratios.of(charged).orElse(List.of(BigDecimal.ONE));

      assertThat(ratios).allMatch(ratio -> ratio.signum() >= 0);
      assertThat(ratios.stream().reduce(BigDecimal.ZERO, BigDecimal::add))
          .isEqualByComparingTo(BigDecimal.ONE);
    }
  }
}
