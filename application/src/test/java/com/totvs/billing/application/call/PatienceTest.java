package com.totvs.billing.application.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class PatienceTest {

  @Test
  void work_for_a_caller_knows_how_long_he_still_waits() {
    Duration left =
        Patience.within(Duration.ofMinutes(1), () -> Patience.left().orElse(Duration.ZERO));

    assertThat(left).isPositive().isLessThanOrEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void a_caller_who_waits_no_longer_has_no_time_left() {
    assertThat(Patience.within(Duration.ofNanos(-1), Patience::left)).contains(Duration.ZERO);
  }

  @Test
  void work_in_the_background_has_no_caller() {
    assertThat(Patience.left()).isEmpty();
  }
}
