package com.totvs.billing.azurecost;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What operators are told when Azure refuses.
class RefusalTest extends AzureCostTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400|BadRequest|check the grouping",
        "401|Unauthorized|check the credential; the identity needs the role Cost Management Reader",
        "401|InvalidAuthenticationTokenTenant|another tenant",
        "403|AuthorizationFailed|Cost Management Reader",
        "403|RBACAccessDenied|Cost Management Reader",
        "401|BillingAccessDenied|Cost Management Reader",
        "403|Whatever|Cost Management Reader",
        "400|IndirectCostDisabled|Enterprise Agreement",
        "403|AccountCostDisabled|Enterprise Agreement",
        "403|DepartmentCostDisabled|Enterprise Agreement",
        "404|SubscriptionNotFound|id of the subscription",
        "404|ResourceGroupNotFound|name of the resource group",
        "404|NotFound|subscription or the resource group was not found",
        "400|SubscriptionTypeNotSupported|of this type",
        "400|DisallowedOperation|of this type",
        "409|Odd|does not know this answer"
      })
  void a_refusal_says_what_to_do(int status, String code, String advice) {
    server.answers(status, error(code, "The reason."));

    assertThat(why(read()))
        .contains("Azure answers " + status + " (" + code + ": The reason.)", advice);
    assertThat(server.asked).hasSize(1);
    assertThat(waits).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "401, check the credential; the identity needs the role Cost Management Reader",
    "403, Cost Management Reader",
    "404, was not found",
    "400, check the grouping"
  })
  void the_status_alone_is_enough(int status, String advice) {
    server.answers(status, "<html>sorry</html>");

    assertThat(why(read())).startsWith("Azure answers " + status + ": ").contains(advice);
  }

  @Test
  void a_token_that_is_echoed_is_not_told() {
    server.answers(401, error("Bad", "The token Bearer " + SECRET + " is bad"));

    assertThat(why(read())).contains("The token Bearer *** is bad");
  }

  @Test
  void a_message_is_one_line_of_a_limited_length() {
    server.answers(400, error("B\\u0007d", "a\\r\\n\\tb\\u202e\\u0000c " + "😀".repeat(1_000)));

    assertThat(why(read())).contains("(B d: a b c 😀").hasSizeLessThan(900).contains("😀…)");
  }

  @Test
  void a_complaint_that_is_too_long_does_not_hide_the_status() {
    server.answers(403, "x".repeat(1_000_000));

    assertThat(why(read())).contains("403", "Cost Management Reader");
  }

  @Test
  void a_complaint_that_breaks_off_does_not_hide_the_status() {
    server.does(
        exchange -> {
          exchange.sendResponseHeaders(403, 1_000);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
        });

    assertThat(why(read())).contains("403", "Cost Management Reader");
  }

  private static String error(String code, String message) {
    return "{\"error\": {\"code\": \"" + code + "\", \"message\": \"" + message + "\"}}";
  }
}
