package com.totvs.billing.azurecost;

import static org.assertj.core.api.Assertions.assertThat;

import com.totvs.billing.application.cost.AzureAnswer;
import com.totvs.billing.azurecost.AzureCostModule.Config;
import com.totvs.billing.azurecost.AzureCostModule.Credential;
import com.totvs.billing.domain.cost.AzureCostItem;
import com.totvs.billing.domain.cost.CostGrouping;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the rows of a page say.
class RowsTest extends AzureCostTest {
  private static final AzureCostItem ITEM =
      new AzureCostItem(
          LocalDate.of(2026, 9, 1),
          "Azure OpenAI",
          "/r/1",
          Currency.getInstance("BRL"),
          new BigDecimal("1.5"));

  @Test
  void a_row_is_read() {
    server.answers(200, page(COLUMNS, ROW, NO_LINK));

    assertThat(items(read())).containsExactly(ITEM);
  }

  @Test
  void columns_are_found_by_name_whatever_their_order_and_case() {
    server.answers(
        200,
        page(
            "currency, USAGEDATE, Location, resourceId, servicename, cost",
            "[\"BRL\", 20260901, \"brazilsouth\", \"/r/1\", \"Azure OpenAI\", 1.5]",
            NO_LINK));

    assertThat(items(read())).containsExactly(ITEM);
  }

  @Test
  void the_cost_may_be_called_pre_tax_cost() {
    server.answers(200, page(COLUMNS.replace("Cost,", "PreTaxCost,"), ROW, NO_LINK));

    assertThat(items(read())).containsExactly(ITEM);
  }

  @Test
  void another_cost_is_not_taken_for_the_one_asked_for() {
    server.answers(200, page(COLUMNS, ROW, NO_LINK));
    Config dollars =
        new Config(
            server.address(),
            "2025-03-01",
            new Credential.Fixed(SECRET),
            "ActualCost",
            "CostUSD",
            config().limits());

    assertThat(why(costs(dollars).read(GROUP, MONTH, BY_RESOURCE)))
        .contains("column CostUSD is missing");
  }

  @ParameterizedTest
  @CsvSource({
    "20.359416562625452, 20.359416562625452",
    "2.1033330705966123, 2.1033330705966123",
    "0.10, 0.1",
    "-12.5, -12.5",
    "1E-7, 0.0000001",
    "2.5e3, 2500",
    "0, 0",
    "'\"20.359416562625452\"', 20.359416562625452"
  })
  void amounts_keep_each_digit(String json, String amount) {
    server.answers(200, page(COLUMNS, row(json), NO_LINK));

    assertThat(amounts(read())).containsExactly(amount);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"null", "\"\"", "\"a\"", "\"NaN\"", "true", "[]", "1e99", "1E2147483647", "1e-99"})
  void what_is_no_amount_is_refused(String json) {
    server.answers(200, page(COLUMNS, row(json), NO_LINK));

    assertThat(why(read())).contains("a cell of the cost");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"20260901\"",
        "\"2026-09-01\"",
        "\"2026-09-01T00:00:00\"",
        "\"2026-09-01T00:00:00Z\"",
        "\"2026-09-01T23:30:00-03:00\""
      })
  void a_date_may_be_text(String json) {
    server.answers(200, page(COLUMNS, ROW.replace("20260901", json), NO_LINK));

    assertThat(items(read())).containsExactly(ITEM);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "2026091", "20260931", "20260901.5", "\"yesterday\"", "true"})
  void what_is_no_date_is_refused(String json) {
    server.answers(200, page(COLUMNS, ROW.replace("20260901", json), NO_LINK));

    assertThat(why(read())).contains("a cell of UsageDate is no date");
  }

  @ParameterizedTest
  @ValueSource(strings = {"20260831", "20261001", "20250901"})
  void a_date_outside_of_the_month_is_refused(String json) {
    server.answers(200, page(COLUMNS, ROW.replace("20260901", json), NO_LINK));

    assertThat(why(read())).contains("is outside of 2026-09");
  }

  @Test
  void two_currencies_stay_apart() {
    server.answers(200, page(COLUMNS, ROW + ", " + ROW.replace("BRL", "USD"), NO_LINK));

    assertThat(items(read()))
        .extracting(item -> item.currency().getCurrencyCode())
        .containsExactly("BRL", "USD");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"R$\"", "\"\"", "null", "\"ZZZ\"", "986"})
  void an_unknown_currency_is_refused(String json) {
    server.answers(200, page(COLUMNS, ROW.replace("\"BRL\"", json), NO_LINK));

    assertThat(why(read())).contains("a cell of Currency is no code");
  }

  @Test
  void rows_alike_all_count() {
    server.answers(200, page(COLUMNS, ROW + ", " + ROW, NO_LINK));

    assertThat(items(read())).containsExactly(ITEM, ITEM);
  }

  @Test
  void what_has_no_resource_has_an_empty_one() {
    server.answers(200, page(COLUMNS, ROW.replace("\"/r/1\"", "null"), NO_LINK));

    assertThat(items(read())).singleElement().extracting(AzureCostItem::groupValue).isEqualTo("");
  }

  @ParameterizedTest
  @CsvSource({"\"Azure OpenAI\", ServiceName", "\"/r/1\", ResourceId"})
  void a_text_must_be_plain_text(String cell, String column) {
    server.answers(200, page(COLUMNS, ROW.replace(cell, "7"), NO_LINK));
    server.answers(200, page(COLUMNS, ROW.replace(cell, "\"a\\u0000b\""), NO_LINK));

    assertThat(why(read())).contains("a cell of " + column + " is no text");
    assertThat(why(read())).contains("a cell of " + column + " is too long, or no plain text");
  }

  @ParameterizedTest
  @CsvSource({"\"Azure OpenAI\", ServiceName", "\"/r/1\", ResourceId"})
  void a_text_is_as_long_as_the_key_of_an_item_takes_and_no_longer(String cell, String column) {
    server.answers(200, page(COLUMNS, ROW.replace(cell, quoted("é".repeat(650))), NO_LINK));
    server.answers(200, page(COLUMNS, ROW.replace(cell, quoted("é".repeat(651))), NO_LINK));

    assertThat(items(read())).hasSize(1);
    assertThat(why(read())).contains("a cell of " + column + " is longer than 1300 bytes");
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }

  @Test
  void the_value_of_a_tag_is_read() {
    server.answers(200, tagged("\"project\", \"dta-vision\""));

    assertThat(byTag("dta-vision")).isTrue();
  }

  @Test
  void the_key_of_a_tag_may_be_in_another_case() {
    server.answers(200, tagged("\"Project\", \"dta-vision\""));

    assertThat(byTag("dta-vision")).isTrue();
  }

  @Test
  void what_has_not_the_tag_has_an_empty_value() {
    server.answers(200, tagged("\"\", \"\""));

    assertThat(byTag("")).isTrue();
  }

  @Test
  void the_value_may_stand_under_the_key_itself() {
    server.answers(200, page(COLUMNS.replace("ResourceId", "Project"), ROW, NO_LINK));

    assertThat(byTag("/r/1")).isTrue();
  }

  @Test
  void another_tag_is_refused() {
    server.answers(200, tagged("\"team\", \"x\""));

    assertThat(why(costs(config()).read(GROUP, MONTH, BY_TAG))).contains("another tag");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Cost", "currency", "UsageDate", "ServiceName"})
  void a_tag_called_like_a_column_is_not_taken_from_it(String key) {
    server.answers(200, page(COLUMNS, ROW, NO_LINK));

    AzureAnswer answer =
        costs(config()).read(GROUP, MONTH, new CostGrouping(CostGrouping.Kind.TAG, key));
    assertThat(why(answer)).contains("the column of tag:" + key + " is missing");
  }

  @Test
  void by_service_alone_the_service_is_the_value() {
    server.answers(
        200,
        page(
            "Cost, ServiceName, UsageDate, Currency",
            "[1.5, \"Azure OpenAI\", 20260901, \"BRL\"]",
            NO_LINK));

    AzureAnswer answer =
        costs(config()).read(GROUP, MONTH, CostGrouping.parse("dimension:ServiceName"));
    assertThat(items(answer))
        .singleElement()
        .extracting(AzureCostItem::groupValue)
        .isEqualTo("Azure OpenAI");
  }

  private static String tagged(String tag) {
    return page(
        "Cost, ServiceName, TagKey, TagValue, UsageDate, Currency",
        "[1.5, \"Azure OpenAI\", " + tag + ", 20260901, \"BRL\"]",
        NO_LINK);
  }

  private boolean byTag(String value) {
    return items(costs(config()).read(GROUP, MONTH, BY_TAG)).stream()
        .allMatch(item -> item.groupValue().equals(value));
  }
}
