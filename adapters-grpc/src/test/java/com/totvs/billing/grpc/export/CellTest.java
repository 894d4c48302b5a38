package com.totvs.billing.grpc.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CellTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\uFF1D1", "\uFF0B1", "\uFF0D1", "\uFF20A"})
  void a_text_that_a_spreadsheet_would_run_begins_with_an_apostrophe(String text) {
    assertThat(Cell.text(text)).isEqualTo("'" + text);
  }

  static Stream<Arguments> textsOfSeveralCells() {
    return Stream.of(
        Arguments.of("x;=1+1", "x;'=1+1"),
        Arguments.of("x;+1;-2;@A", "x;'+1;'-2;'@A"),
        Arguments.of("x;\"=1\"", "x;'\"=1\""),
        Arguments.of("x; =1", "x;' =1"),
        Arguments.of("a\t=1", "a\t'=1"),
        Arguments.of("a\n=1", "a\n'=1"),
        Arguments.of("x;\uFF1D1", "x;'\uFF1D1"),
        Arguments.of("\t=1", "'\t'=1"),
        Arguments.of("\r=1", "'\r'=1"),
        Arguments.of("=1;=2", "'=1;'=2"));
  }

  @ParameterizedTest
  @MethodSource("textsOfSeveralCells")
  void what_begins_a_cell_elsewhere_begins_with_an_apostrophe_too(String text, String cell) {
    assertThat(Cell.text(text)).isEqualTo(cell);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "maria",
        "a;b",
        "a;b=1",
        "tel.: 1;2",
        "1-1",
        "a=b",
        "'=1",
        "\u00E7=1",
        "\uD83E\uDD9C"
      })
  void any_other_text_stays_as_it_is(String text) {
    assertThat(Cell.text(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-11-20T15:00:00.000000Z", "0001-01-01T00:00:00.000001Z"})
  void a_time_is_written_in_utc_to_the_microsecond(String text) {
    assertThat(Cell.time(Instant.parse(text))).isEqualTo(text);
  }

  @Test
  void what_is_shorter_than_a_microsecond_is_left_out() {
    assertThat(Cell.time(Instant.parse("2026-11-20T15:00:00.123456999Z")))
        .isEqualTo("2026-11-20T15:00:00.123456Z");
  }
}
