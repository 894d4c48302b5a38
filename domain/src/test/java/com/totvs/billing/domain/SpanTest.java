package com.totvs.billing.domain;

import static com.totvs.billing.domain.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SpanTest {
  private static final Instant START = Instant.parse("2026-11-01T03:00:00Z");
  private static final Instant END = Instant.parse("2026-12-01T03:00:00Z");

  @Test
  void a_span_holds_its_start_but_not_its_end() {
    Span span = Span.of(Optional.of(START), Optional.of(END), "period");

    assertThat(span.contains(START)).isTrue();
    assertThat(span.contains(END.minusNanos(1))).isTrue();
    assertThat(span.contains(END)).isFalse();
    assertThat(span.contains(START.minusNanos(1))).isFalse();
  }

  @Test
  void a_missing_side_is_open() {
    assertThat(Span.ALWAYS.contains(Instant.MIN)).isTrue();
    assertThat(Span.ALWAYS.contains(Instant.MAX)).isTrue();
    assertThat(new Span(Optional.of(START), Optional.empty()).contains(Instant.MAX)).isTrue();
    assertThat(new Span(Optional.empty(), Optional.of(END)).contains(Instant.MIN)).isTrue();
  }

  @Test
  void a_span_without_length_holds_nothing() {
    assertThat(Span.of(Optional.of(START), Optional.of(START), "period").contains(START)).isFalse();
  }

  @Test
  void a_span_does_not_end_before_it_starts() {
    assertThat(refusal(() -> Span.of(Optional.of(END), Optional.of(START), "period")))
        .hasMessage("period: ends before it starts");
  }

  @Test
  void a_span_in_microseconds_holds_the_same_microseconds() {
    Instant micro = START.plusNanos(1_000);
    Span fine = new Span(Optional.of(START.plusNanos(1)), Optional.of(micro.plusNanos(999)));

    Span span = fine.inMicros();

    assertThat(span).isEqualTo(new Span(Optional.of(micro), Optional.of(micro.plusNanos(1_000))));
    assertThat(fine.contains(START)).isEqualTo(span.contains(START)).isFalse();
    assertThat(fine.contains(micro)).isEqualTo(span.contains(micro)).isTrue();
    assertThat(span.inMicros()).isEqualTo(span);
    assertThat(Span.ALWAYS.inMicros()).isEqualTo(Span.ALWAYS);
  }

  @Test
  void a_span_covers_itself_and_what_lies_in_it_and_an_open_side_covers_all() {
    Instant start = Instant.parse("2026-10-01T03:00:00Z");
    Instant end = Instant.parse("2026-11-01T03:00:00Z");
    Span month = new Span(Optional.of(start), Optional.of(end));

    assertThat(month.covers(month)).isTrue();
    assertThat(Span.ALWAYS.covers(month)).isTrue();
    assertThat(month.covers(Span.ALWAYS)).isFalse();
    assertThat(month.covers(new Span(Optional.of(start.plusSeconds(1)), Optional.of(end))))
        .isTrue();
    assertThat(month.covers(new Span(Optional.of(start.minusSeconds(1)), Optional.of(end))))
        .isFalse();
    assertThat(month.covers(new Span(Optional.of(start), Optional.of(end.plusSeconds(1)))))
        .isFalse();
    assertThat(new Span(Optional.of(start), Optional.empty()).covers(month)).isTrue();
  }
}
