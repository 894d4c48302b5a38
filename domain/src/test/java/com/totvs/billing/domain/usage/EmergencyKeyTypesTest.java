package com.totvs.billing.domain.usage;

import static com.totvs.billing.domain.Refusals.wrongFields;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EmergencyKeyTypesTest {

  @ParameterizedTest
  @CsvSource({
    "'1,2', 1, true",
    "'1,2', 3, false",
    "!0, 0, false",
    "!0, -7, true",
    "' ! 0 , 9 ', 9, false"
  })
  void a_setting_says_which_types_are_emergency_keys(String setting, int type, boolean included) {
    assertThat(EmergencyKeyTypes.parse(setting).include(OptionalInt.of(type))).isEqualTo(included);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "!0", "1,2"})
  void a_type_that_was_not_told_is_never_an_emergency_key(String setting) {
    assertThat(EmergencyKeyTypes.parse(setting).include(OptionalInt.empty())).isFalse();
  }

  @Test
  void every_type_but_zero_is_one_unless_set_otherwise() {
    assertThat(EmergencyKeyTypes.parse("!0")).isEqualTo(EmergencyKeyTypes.ALL_BUT_ZERO);
    assertThat(EmergencyKeyTypes.ALL_BUT_ZERO).hasToString("!0");
  }

  @Property
  void a_setting_is_read_as_it_is_written(
      @ForAll @NotEmpty Set<Integer> types, @ForAll boolean listed) {
    EmergencyKeyTypes setting = new EmergencyKeyTypes(types, listed);

    assertThat(EmergencyKeyTypes.parse(setting.toString())).isEqualTo(setting);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "!", "one", "1;2", "1,,2", "99999999999"})
  void a_setting_holds_whole_numbers(String setting) {
    assertThat(wrongFields(() -> EmergencyKeyTypes.parse(setting)))
        .containsExactly("emergency-key.types");
  }
}
