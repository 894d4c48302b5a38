package com.totvs.billing.domain.usage;

import static com.totvs.billing.domain.Refusals.wrongFields;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AcceptedWindowTest {
  private static final Instant NOW = Instant.parse("2026-11-20T15:00:00Z");
  private static final Instant OLDEST = NOW.minus(Duration.ofDays(400));
  private static final Instant NEWEST = NOW.plus(Duration.ofMinutes(15));

  @Test
  void a_time_may_lie_400_days_back_and_15_minutes_ahead() {
    for (Instant time : List.of(OLDEST, NOW, NEWEST)) {
      assertThat(AcceptedWindow.DEFAULT.require(time, NOW)).isEqualTo(time);
    }
  }

  @Test
  void a_time_beyond_is_refused_up_to_the_ends_of_the_calendar() {
    for (Instant time :
        List.of(OLDEST.minusNanos(1), NEWEST.plusNanos(1), Instant.MIN, Instant.MAX)) {
      assertThat(wrongFields(() -> AcceptedWindow.DEFAULT.require(time, NOW)))
          .containsExactly("occurred_time");
    }
  }
}
