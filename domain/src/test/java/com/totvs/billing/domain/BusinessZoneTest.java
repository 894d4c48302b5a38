package com.totvs.billing.domain;

import static com.totvs.billing.domain.BusinessZone.SAO_PAULO;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

final class BusinessZoneTest {

  @Test
  void a_day_begins_at_midnight_in_sao_paulo() {
    Instant midnight = Instant.parse("2026-11-10T03:00:00Z");

    assertThat(SAO_PAULO.day(midnight)).isEqualTo("2026-11-10");
    assertThat(SAO_PAULO.day(midnight.minusNanos(1))).isEqualTo("2026-11-09");
    assertThat(SAO_PAULO.start(LocalDate.parse("2026-11-10"))).isEqualTo(midnight);
  }

  @Test
  void a_month_begins_with_its_first_day() {
    Instant december = Instant.parse("2026-12-01T03:00:00Z");

    assertThat(SAO_PAULO.month(december)).isEqualTo(YearMonth.of(2026, 12));
    assertThat(SAO_PAULO.month(december.minusNanos(1))).isEqualTo(YearMonth.of(2026, 11));
    assertThat(SAO_PAULO.start(YearMonth.of(2026, 12))).isEqualTo(december);
  }

  @Test
  void a_day_whose_midnight_daylight_saving_skips_begins_later() {
    assertThat(SAO_PAULO.start(LocalDate.parse("2018-11-04"))).isEqualTo("2018-11-04T03:00:00Z");
    assertThat(SAO_PAULO.day(Instant.parse("2018-11-04T02:59:59Z"))).isEqualTo("2018-11-03");
  }

  @Property
  void every_instant_lies_in_its_day_and_its_month(
      @ForAll @LongRange(min = 0, max = 4_102_444_800L) long second) {
    Instant instant = Instant.ofEpochSecond(second);
    LocalDate day = SAO_PAULO.day(instant);
    YearMonth month = SAO_PAULO.month(instant);

    assertThat(instant)
        .isBetween(SAO_PAULO.start(day), SAO_PAULO.start(day.plusDays(1)).minusNanos(1))
        .isBetween(SAO_PAULO.start(month), SAO_PAULO.start(month.plusMonths(1)).minusNanos(1));
  }
}
