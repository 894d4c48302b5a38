package com.totvs.billing.domain.usage;

import static com.totvs.billing.domain.Refusals.wrongFields;
import static org.assertj.core.api.Assertions.assertThat;

import com.totvs.billing.domain.catalog.Application;
import com.totvs.billing.domain.catalog.Solution;
import com.totvs.billing.domain.customer.Customer;
import com.totvs.billing.domain.license.LicenseId;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.UUID;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class UsageRecordTest {
  private static final Instant TIME = Instant.parse("2026-11-20T14:00:00.123456Z");
  private static final Consumption CONSUMPTION = new Consumption(1, 2, 3);

  @Test
  void a_time_is_cut_off_at_the_microsecond() {
    assertThat(record(TIME.plusNanos(999), "", Purpose.PRODUCTION).occurredTime()).isEqualTo(TIME);
    assertThat(record(TIME.plusNanos(999), "", Purpose.PRODUCTION).key())
        .isEqualTo(record(TIME, "", Purpose.PRODUCTION).key());
  }

  @Test
  void the_internal_client_answers_for_support_and_development() {
    assertThat(record(TIME, "", Purpose.PRODUCTION).answeredInternally()).isEmpty();
    assertThat(record(TIME, "", Purpose.SUPPORT).answeredInternally()).hasValue(Customer.INTERNAL);
    assertThat(record(TIME, "", Purpose.DEVELOPMENT).answeredInternally())
        .hasValue(Customer.INTERNAL);
  }

  @Test
  void descriptions_are_no_content() {
    UsageRecord one = record(TIME, "", Purpose.PRODUCTION);
    UsageRecord described =
        new UsageRecord(
            one.id(),
            TIME,
            one.license(),
            Solution.of("vision", "another"),
            Application.of("rm", "another"),
            "maria",
            CONSUMPTION,
            OptionalInt.empty(),
            Purpose.PRODUCTION);

    assertThat(described).isNotEqualTo(one);
    assertThat(described.sameContent(one)).isTrue();
    assertThat(record(TIME, "", Purpose.SUPPORT).sameContent(one)).isFalse();
  }

  @Test
  void every_wrong_quantity_is_named() {
    assertThat(wrongFields(() -> new Consumption(-1, 1_000_000_001, -1)))
        .containsExactly("input_tokens", "output_tokens", "image_size_kb");
  }

  @Test
  void each_meter_counts_its_own() {
    assertThat(CONSUMPTION.on(Meter.CALLS)).isEqualTo(1);
    assertThat(CONSUMPTION.on(Meter.INPUT_TOKENS)).isEqualTo(1);
    assertThat(CONSUMPTION.on(Meter.OUTPUT_TOKENS)).isEqualTo(2);
    assertThat(CONSUMPTION.on(Meter.IMAGE_SIZE_KB)).isEqualTo(3);
  }

  @Test
  void a_purpose_is_found_by_its_number() {
    assertThat(Purpose.of(1)).hasValue(Purpose.PRODUCTION);
    assertThat(Purpose.of(0)).isEmpty();
    assertThat(Purpose.of(4)).isEmpty();
  }

  @Property
  void keys_of_one_moment_are_ordered_by_the_bytes_of_their_ids(
      @ForAll long high, @ForAll long low, @ForAll long otherHigh, @ForAll long otherLow) {
    int unsigned =
        high == otherHigh
            ? Long.compareUnsigned(low, otherLow)
            : Long.compareUnsigned(high, otherHigh);

    assertThat(Integer.signum(key(high, low).compareTo(key(otherHigh, otherLow))))
        .isEqualTo(Integer.signum(unsigned));
  }

  private static UsageKey key(long high, long low) {
    Assume.that(high != 0 || low != 0);
    return new UsageKey(TIME, new UsageId(new UUID(high, low)), new LicenseId("LS-1"));
  }

  private static UsageRecord record(Instant time, String description, Purpose purpose) {
    return new UsageRecord(
        UsageId.parse("0f1e2d3c-4b5a-4978-8697-a6b5c4d3e2f1"),
        time,
        new LicenseId("LS-1"),
        Solution.of("vision", description),
        Application.of("rm", description),
        "maria",
        CONSUMPTION,
        OptionalInt.empty(),
        purpose);
  }
}
