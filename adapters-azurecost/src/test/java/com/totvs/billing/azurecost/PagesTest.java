package com.totvs.billing.azurecost;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// From page to page, and where not to go.
class PagesTest extends AzureCostTest {

  @Test
  void all_pages_are_read() {
    answerPages();

    assertThat(amounts(read())).containsExactly("1", "2", "3");
  }

  @Test
  void each_page_is_asked_for_with_the_same_body() {
    answerPages();
    read();

    assertThat(server.asked).hasSize(3);
    assertThat(server.asked).extracting(LoopbackServer.Asked::method).containsOnly("POST");
    assertThat(server.asked)
        .extracting(LoopbackServer.Asked::body)
        .containsOnly(server.asked.getFirst().body());
  }

  @Test
  void links_are_followed_as_they_are() {
    answerPages();
    read();

    assertThat(server.asked.get(1).rawUrl())
        .endsWith("/Query?api-version=2021-10-01&$skiptoken=AQAAAA%3D%3D");
  }

  @Test
  void columns_may_change_their_order_from_page_to_page() {
    server.answers(200, page(COLUMNS, row("1"), link("a")));
    server.answers(
        200,
        page(
            "UsageDate, Currency, Cost, ResourceId, ServiceName",
            "[20260902, \"BRL\", 2, \"/r/1\", \"Storage\"]",
            NO_LINK));

    assertThat(amounts(read())).containsExactly("1", "2");
  }

  @Test
  void another_host_is_not_followed_and_never_sees_the_token() throws IOException {
    try (LoopbackServer other = new LoopbackServer()) {
      other.answers(200, page(COLUMNS, row("2"), NO_LINK));
      String link = link("a").replace(server.address().toString(), other.address().toString());
      server.answers(200, page(COLUMNS, row("1"), link));

      assertThat(why(read())).contains("nextLink leads to another host");
      assertThat(other.asked).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1, http://localhost",
    "http://127.0.0.1, https://127.0.0.1",
    "http://127.0.0.1, http://127.0.0.1.evil.example",
    "http://127.0.0.1, //127.0.0.1",
    "http://127.0.0.1, ''"
  })
  void any_other_place_is_not_followed(String ours, String others) {
    server.answers(200, page(COLUMNS, row("1"), link("a").replace(ours, others)));

    assertThat(why(read())).contains("nextLink");
    assertThat(server.asked).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "rg-dta, rg-other",
    "00000001, 00000002",
    "/subscriptions/, /x/../subscriptions/",
    "rg-dta, rg-dta/x"
  })
  void the_cost_of_something_else_is_not_followed(String ours, String others) {
    server.answers(200, page(COLUMNS, row("1"), link("a").replace(ours, others)));

    assertThat(why(read())).contains("nextLink leads to another scope");
    assertThat(server.asked).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://user@127", "http://a b/127", "mailto:127"})
  void what_is_no_link_is_not_followed(String start) {
    server.answers(200, page(COLUMNS, row("1"), link("a").replace("http://127", start)));

    assertThat(why(read())).contains("nextLink");
    assertThat(server.asked).hasSize(1);
  }

  @Test
  void a_link_that_is_no_text_is_refused() {
    server.answers(200, page(COLUMNS, row("1"), "1"));

    assertThat(why(read())).contains("nextLink is no text");
  }

  @Test
  void links_in_a_circle_are_stopped() {
    server.answers(200, page(COLUMNS, row("1"), link("a")));
    server.answers(200, page(COLUMNS, row("2"), link("b")));
    server.answers(200, page(COLUMNS, row("3"), link("a")));

    assertThat(why(read())).contains("nextLink leads back");
    assertThat(server.asked).hasSize(3);
  }

  @Test
  void there_is_a_most_of_pages() {
    answerPages();

    assertThat(why(costs(config(limits(LONG, 2, 1_000_000))).read(GROUP, MONTH, BY_RESOURCE)))
        .contains("more than the 2 pages");
    assertThat(server.asked).hasSize(2);
  }

  @Test
  void there_is_a_most_of_rows_of_all_pages_together() {
    answerPages();
    answerPages();

    assertThat(items(costs(config(limits(LONG, 9, 3, 1_000_000))).read(GROUP, MONTH, BY_RESOURCE)))
        .hasSize(3);
    assertThat(why(costs(config(limits(LONG, 9, 2, 1_000_000))).read(GROUP, MONTH, BY_RESOURCE)))
        .contains("more than the 2 rows");
  }

  @Test
  void as_many_pages_as_allowed_are_read() {
    answerPages();

    assertThat(items(costs(config(limits(LONG, 3, 1_000_000))).read(GROUP, MONTH, BY_RESOURCE)))
        .hasSize(3);
  }

  @Test
  void what_was_read_before_a_refusal_is_not_told() {
    server.answers(200, page(COLUMNS, row("1"), link("a")));
    server.answers(403, "");

    assertThat(why(read())).contains("Cost Management Reader");
  }

  @Test
  void a_redirect_is_not_followed() {
    server.answers(307, "", "Location", server.address() + PATH);

    assertThat(why(read())).contains("307", "redirects are not followed");
    assertThat(server.asked).hasSize(1);
  }

  private void answerPages() {
    server.answers(200, page(COLUMNS, row("1"), link("AQAAAA%3D%3D")));
    server.answers(200, page(COLUMNS, row("2"), link("AgAAAA%3D%3D")));
    server.answers(200, page(COLUMNS, row("3"), NO_LINK));
  }
}
