package com.totvs.billing.application.allocation;

import static com.totvs.billing.application.cost.Bills.OCTOBER;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class MonthsTest {
  private static final YearMonth DECEMBER = OCTOBER.plusMonths(2);
  private static final YearMonth LONG_AGO = YearMonth.of(2019, 10);

  @Test
  void months_are_listed_from_the_first_that_cost_anything_newest_first() {
    assertThat(Months.listed(Optional.of(OCTOBER), DECEMBER, List.of(OCTOBER)))
        .containsExactly(DECEMBER, OCTOBER.plusMonths(1), OCTOBER);
  }

  @Test
  void a_month_before_the_first_is_listed_when_it_was_closed_so_that_it_can_be_reopened() {
    assertThat(Months.listed(Optional.of(DECEMBER), DECEMBER, List.of(LONG_AGO)))
        .containsExactly(DECEMBER, LONG_AGO);
    assertThat(Months.listed(Optional.empty(), DECEMBER, List.of(LONG_AGO)))
        .containsExactly(LONG_AGO);
    assertThat(Months.listed(Optional.empty(), DECEMBER, List.of())).isEmpty();
  }
}
