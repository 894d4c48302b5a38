package com.totvs.billing.domain.purge;

import static com.totvs.billing.domain.Refusals.refusal;
import static com.totvs.billing.domain.Refusals.wrongFields;
import static org.assertj.core.api.Assertions.assertThat;

import com.totvs.billing.domain.Span;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PurgeRuleTest {
  private static final Instant NOW = Instant.parse("2026-11-20T15:00:00Z");
  private static final Instant LATEST = Instant.parse("2026-11-19T15:00:00Z");

  @Test
  void what_ended_a_day_ago_may_be_purged() {
    Span over = span(Optional.of(LATEST.minusSeconds(1)), Optional.of(LATEST));

    assertThat(PurgeRule.DEFAULT.allows(over, NOW)).isTrue();
    assertThat(PurgeRule.DEFAULT.require(over, NOW)).isEqualTo(over);
  }

  @Test
  void everything_up_to_an_end_may_be_purged() {
    Span over = span(Optional.empty(), Optional.of(LATEST));

    assertThat(PurgeRule.DEFAULT.require(over, NOW)).isEqualTo(over);
  }

  @Test
  void what_ended_later_may_not_be_purged() {
    Span young = span(Optional.empty(), Optional.of(LATEST.plusNanos(1_000)));

    assertThat(PurgeRule.DEFAULT.allows(young, NOW)).isFalse();
    assertThat(refusal(() -> PurgeRule.DEFAULT.require(young, NOW)))
        .hasMessage(
            "period: ends at 2026-11-19T15:00:00.000001Z,"
                + " only what ended by 2026-11-19T15:00:00Z can be purged");
  }

  @Test
  void a_period_without_an_end_is_refused() {
    assertThat(wrongFields(() -> PurgeRule.DEFAULT.require(Span.ALWAYS, NOW)))
        .containsExactly("period");
    assertThat(wrongFields(() -> PurgeRule.requireEnd(Span.ALWAYS))).containsExactly("period");
  }

  @Test
  void a_period_that_holds_nothing_is_refused() {
    assertThat(
            wrongFields(() -> PurgeRule.requireEnd(span(Optional.of(LATEST), Optional.of(LATEST)))))
        .containsExactly("period");
  }

  private static Span span(Optional<Instant> start, Optional<Instant> end) {
    return new Span(start, end);
  }
}
