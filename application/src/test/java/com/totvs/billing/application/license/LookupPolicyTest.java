package com.totvs.billing.application.license;

import static com.totvs.billing.application.license.LookupPolicy.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LookupPolicyTest {
  private final RandomGenerator random = new Random(1);

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2", "3, 4", "9, 256", "10, 300", "64, 300", "2147483647, 300", "0, 1"})
  void the_wait_doubles_with_each_failure_up_to_its_limit(int failures, int seconds) {
    Duration whole = Duration.ofSeconds(seconds);

    for (int i = 0; i < 1_000; i++) {
      assertThat(DEFAULT.backoff(failures, random)).isBetween(whole.dividedBy(2), whole);
    }
  }

  @Test
  void licenses_that_failed_together_are_not_asked_together_again() {
    assertThat(Stream.generate(() -> DEFAULT.backoff(10, random)).limit(100).distinct())
        .hasSizeGreaterThan(90);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3})
  void a_short_delay_stays_a_delay(long millis) {
    assertThat(DEFAULT.jittered(Duration.ofMillis(millis), random))
        .isBetween(Duration.ZERO, Duration.ofMillis(millis));
  }
}
