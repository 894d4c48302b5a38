package com.totvs.billing.azurecost;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whether a page is one at all.
class ShapesTest extends AzureCostTest {

  @Test
  void no_content_is_no_cost() {
    server.answers(204, "");

    assertThat(items(read())).isEmpty();
  }

  @Test
  void no_rows_are_no_cost() {
    server.answers(200, page(COLUMNS, "", NO_LINK));

    assertThat(items(read())).isEmpty();
  }

  @Test
  void an_empty_page_is_not_the_last_one() {
    server.answers(200, page(COLUMNS, "", link("a")));
    server.answers(200, page(COLUMNS, ROW, "\"\""));

    assertThat(items(read())).hasSize(1);
  }

  @Test
  void fields_that_are_not_known_do_not_matter() {
    server.answers(
        200, page(COLUMNS, ROW, NO_LINK).replace("\"sku\": null", "\"kind\": {\"a\": [1]}"));

    assertThat(items(read())).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Cost", "ServiceName", "ResourceId", "UsageDate", "Currency"})
  void a_column_that_is_missing_is_named(String column) {
    server.answers(200, page(COLUMNS.replace(column, "Other"), ROW, NO_LINK));

    assertThat(why(read())).contains("column " + column, "is missing");
  }

  @Test
  void two_columns_of_one_name_are_refused() {
    server.answers(200, page(COLUMNS + ", cost", ROW.replace("\"BRL\"", "\"BRL\", 2"), NO_LINK));

    assertThat(why(read())).contains("two columns have the same name");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[1.5, \"Azure OpenAI\", \"/r/1\", 20260901]",
        "[1.5, \"Azure OpenAI\", \"/r/1\", 20260901, \"BRL\", 1]",
        "[]",
        "{}",
        "null"
      })
  void a_row_that_does_not_fit_its_columns_is_refused(String row) {
    server.answers(200, page(COLUMNS, ROW + ", " + row, NO_LINK));

    assertThat(why(read())).contains("a row has not one cell for each of its 5 columns");
  }

  @ParameterizedTest
  @ValueSource(strings = {"columns", "rows"})
  void a_part_that_is_missing_is_named(String part) {
    server.answers(200, page(COLUMNS, ROW, NO_LINK).replace("\"" + part + "\"", "\"x\""));
    server.answers(200, page(COLUMNS, ROW, NO_LINK).replace("\"" + part + "\": [", "\"x\": ["));

    assertThat(why(read())).contains("properties." + part + " is missing");
    assertThat(why(read())).contains("properties." + part + " is missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "null", "\"\"", "{\"properties\": null}", "{\"error\": {}}"})
  void what_is_no_page_is_refused(String body) {
    server.answers(200, body);

    assertThat(why(read())).contains("properties.columns is missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>", "{", "{} {}", "{\"properties\": 1, \"properties\": 2}"})
  void what_is_no_sound_json_is_refused(String body) {
    server.answers(200, body);

    assertThat(why(read())).contains("it is no sound JSON");
    assertThat(server.asked).hasSize(1);
  }

  @Test
  void an_empty_body_is_no_page() {
    server.answers(200, "");

    assertThat(why(read())).contains("properties.columns is missing");
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 202, 206, 304, 402, 418, 501, 599})
  void a_status_that_is_not_known_is_told(int status) {
    server.answers(status, "");

    assertThat(why(read())).contains("Azure answers " + status);
    assertThat(server.asked).hasSize(1);
  }

  @Test
  void an_answer_that_is_too_long_is_refused() {
    server.answers(200, page(COLUMNS, ROW, NO_LINK) + " ".repeat(100_000));

    assertThat(why(costs(config(limits(LONG, 9, 50_000))).read(GROUP, MONTH, BY_RESOURCE)))
        .contains("longer than 50000 bytes");
    assertThat(server.asked).hasSize(1);
  }

  @Test
  void an_answer_as_long_as_allowed_is_read() {
    String page = page(COLUMNS, ROW, NO_LINK);
    server.answers(200, page);

    assertThat(items(costs(config(limits(LONG, 9, page.length()))).read(GROUP, MONTH, BY_RESOURCE)))
        .hasSize(1);
  }
}
