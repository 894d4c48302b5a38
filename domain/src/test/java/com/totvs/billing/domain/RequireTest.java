package com.totvs.billing.domain;

import static com.totvs.billing.domain.Refusals.refusal;
import static com.totvs.billing.domain.Refusals.wrongFields;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RequireTest {

  @Test
  void a_text_is_measured_in_code_points() {
    assertThat(Require.text("😀".repeat(64), "user", 1, 64)).isEqualTo("😀".repeat(64));
    assertThat(Require.text("é".repeat(64), "user", 1, 64)).isEqualTo("é".repeat(64));
    assertThat(wrongFields(() -> Require.text("😀".repeat(65), "user", 1, 64)))
        .containsExactly("user");
    assertThat(refusal(() -> Require.text("x".repeat(65), "user", 1, 64)))
        .hasMessage("user: has 65 code points, at most 64 fit");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\u2003 "})
  void a_text_that_must_be_there_is_not_blank(String blank) {
    assertThat(refusal(() -> Require.text(blank, "user", 1, 64)))
        .hasMessage("user: must not be empty");
    assertThat(Require.text(blank, "user", 0, 64)).isEqualTo(blank);
  }

  @ParameterizedTest
  @ValueSource(ints = {0x00, 0x09, 0x0A, 0x1F, 0x7F, 0x80, 0x9F})
  void a_text_holds_no_control_character_wherever_it_stands(int control) {
    String character = Character.toString(control);

    for (String text : new String[] {character + "ab", "a" + character + "b", "ab" + character}) {
      assertThat(refusal(() -> Require.text(text, "user", 0, 64)))
          .hasMessage("user: holds the control character U+%04X".formatted(control));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uD83D", "\uDE00", "\uDE00\uD83D", "a\uD83Db", "\uD83D\uD83D\uDE00"})
  void a_text_holds_no_half_of_a_surrogate_pair(String text) {
    assertThat(refusal(() -> Require.text(text, "user", 0, 64)))
        .hasMessage("user: holds half of a surrogate pair");
  }

  @Property
  void a_text_is_taken_unchanged_or_refused_by_name(
      @ForAll String text, @ForAll @IntRange(max = 20) int max) {
    boolean fits = text.codePointCount(0, text.length()) <= max;
    boolean clean = text.codePoints().noneMatch(c -> Character.isISOControl(c) || isSurrogate(c));

    if (fits && clean) {
      assertThat(Require.text(text, "user", 0, max)).isSameAs(text);
    } else {
      assertThat(wrongFields(() -> Require.text(text, "user", 0, max))).containsExactly("user");
    }
  }

  @Property
  void a_quantity_lies_between_nothing_and_a_thousand_million(
      @ForAll @LongRange(max = 1_000_000_000) long fits, @ForAll long any) {
    assertThat(Require.quantity(fits, "input_tokens")).isEqualTo(fits);
    Assume.that(any < 0 || any > 1_000_000_000);
    assertThat(wrongFields(() -> Require.quantity(any, "input_tokens")))
        .containsExactly("input_tokens");
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 1_000_000_001, Long.MIN_VALUE, Long.MAX_VALUE})
  void a_quantity_just_outside_is_refused(long quantity) {
    assertThat(refusal(() -> Require.quantity(quantity, "input_tokens")))
        .hasMessage("input_tokens: is " + quantity + ", allowed are 0 to 1000000000");
  }

  private static boolean isSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }
}
