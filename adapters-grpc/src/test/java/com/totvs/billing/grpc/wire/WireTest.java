package com.totvs.billing.grpc.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import com.google.type.Interval;
import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.domain.Span;
import com.totvs.billing.v1.Period;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WireTest {

  @Test
  void an_interval_that_ends_within_a_microsecond_holds_what_it_held_by_the_nanosecond() {
    Instant kept = Instant.parse("2026-11-20T15:00:00.000001Z");

    assertThat(between(kept.minusNanos(1), kept.plusNanos(1)).contains(kept)).isTrue();
    assertThat(between(kept.minusNanos(1), kept.plusNanos(1)))
        .isEqualTo(between(kept, kept.plusNanos(1_000)));
    assertThat(between(kept.plusNanos(1), kept.plusNanos(999)))
        .isEqualTo(between(kept.plusNanos(1_000), kept.plusNanos(1_000)));
  }

  private static Span between(Instant start, Instant end) {
    return Wire.span(
        Period.newBuilder()
            .setInterval(Interval.newBuilder().setStartTime(time(start)).setEndTime(time(end)))
            .build(),
        BusinessZone.SAO_PAULO);
  }

  private static Timestamp time(Instant time) {
    return Wire.timestamp(time);
  }
}
