package com.totvs.billing.domain.usage;

import static com.totvs.billing.domain.Refusals.wrongFields;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UsageIdTest {

  @Property
  void a_new_id_carries_its_time_as_version_seven(
      @ForAll @LongRange(max = 0xFFFF_FFFF_FFFFL) long millis, @ForAll long seed) {
    Instant time = Instant.ofEpochMilli(millis);

    UsageId id = UsageId.create(time, new Random(seed));

    assertThat(id.value().version()).isEqualTo(7);
    assertThat(id.value().variant()).isEqualTo(2);
    assertThat(id.time()).hasValue(time);
  }

  @Property
  void an_id_is_read_as_it_is_written_in_either_case(@ForAll long high, @ForAll long low) {
    Assume.that(high != 0 || low != 0);
    UsageId id = new UsageId(new UUID(high, low));

    assertThat(UsageId.parse(id.toString())).isEqualTo(id);
    assertThat(UsageId.parse(id.toString().toUpperCase(Locale.ROOT))).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0f1e2d3c-4b5a-4978-8697-a6b5c4d3e2f1", // 4
        "00000000-0000-0000-0000-000000000001", // none
        "0f1e2d3c-4b5a-7978-0697-a6b5c4d3e2f1", // 7, but another variant
      })
  void only_a_version_seven_id_carries_a_time(String text) {
    assertThat(UsageId.parse(text).time()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "0f1e2d3c4b5a49788697a6b5c4d3e2f1",
        "{0f1e2d3c-4b5a-4978-8697-a6b5c4d3e2f1}",
        "0f1e2d3c-4b5a-4978-8697-a6b5c4d3e2g1",
        "0f1e2d3c-4b5a-4978-8697-a6b5c4d3e2f",
        " 0f1e2d3c-4b5a-4978-8697-a6b5c4d3e2f",
        "123456789-4b5-4978-8697-a6b5c4d3e2f1", // hyphens out of place
        "+f1e2d3c-4b5a-4978-8697-a6b5c4d3e2f1",
        "0f1e2d3c-4b5a-4978-8697-a6b5c4d3e2f１", // a wide digit
      })
  void only_the_canonical_form_is_an_id(String text) {
    assertThat(wrongFields(() -> UsageId.parse(text))).containsExactly("usage_id");
  }

  // Computed by another program: version 5 of the target's text, in a namespace of its own.
  @ParameterizedTest
  @CsvSource({
    "0f1e2d3c-4b5a-7978-8697-a6b5c4d3e2f1, b1fa8bf9-e6a8-592b-afdc-20c38c4725cf",
    "01935c9e-0000-7000-8000-000000000000, 9962c3d1-169e-54eb-9b3e-bb3d1bb5428c"
  })
  void the_id_of_the_cancelling_record_follows_from_that_of_its_target(String target, String by) {
    assertThat(UsageId.parse(target).cancelling()).isEqualTo(UsageId.parse(by));
  }

  @Test
  void the_id_of_a_cancelling_record_carries_no_time() {
    assertThat(UsageId.create(Instant.EPOCH, new Random(1)).cancelling().time()).isEmpty();
  }

  @Test
  void the_nil_uuid_is_no_id() {
    assertThat(wrongFields(() -> UsageId.parse("00000000-0000-0000-0000-000000000000")))
        .containsExactly("usage_id");
  }
}
