package com.totvs.billing.domain.license;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class EmergencyKeyUseTest {
  private static final Instant FIRST = Instant.parse("2026-11-01T12:00:00Z");

  @Test
  void a_key_ends_fifteen_days_after_its_first_use() {
    EmergencyKeyUse use = use(EmergencyKey.NOT_TOLD);

    assertThat(use.end()).isEqualTo("2026-11-16T12:00:00Z");
    assertThat(use.over(use.end().minusNanos(1))).isFalse();
    assertThat(use.over(use.end())).isTrue();
  }

  @Test
  void a_key_ends_when_license_server_says_so() {
    Instant told = FIRST.plus(Duration.ofDays(3));

    EmergencyKeyUse use =
        use(new EmergencyKey(EmergencyKey.State.ACTIVE, Optional.empty(), Optional.of(told)));

    assertThat(use.end()).isEqualTo(told);
  }

  private static EmergencyKeyUse use(EmergencyKey key) {
    return new EmergencyKeyUse(
        new LicenseId("LS-1"), Optional.empty(), FIRST, FIRST.plusSeconds(1), 1, 2, key);
  }
}
