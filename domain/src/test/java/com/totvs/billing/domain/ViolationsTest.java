package com.totvs.billing.domain;

import static com.totvs.billing.domain.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.totvs.billing.domain.catalog.Solution;
import com.totvs.billing.domain.usage.Consumption;
import org.junit.jupiter.api.Test;

final class ViolationsTest {

  @Test
  void everything_that_is_wrong_is_told_at_once_under_its_path() {
    Violations found = new Violations("usages[3]");

    found.check("solution", () -> Solution.of("", "x".repeat(256)));
    found.check(() -> new Consumption(-1, 0, -1));
    found.add("purpose", "9 is not a purpose");

    BillingException refusal = refusal(found::throwIfAny);
    assertThat(refusal.reason()).isEqualTo(Reason.INVALID_FIELDS);
    assertThat(refusal.getMessage()).startsWith("5 fields are wrong: ");
    assertThat(refusal.violations())
        .extracting(FieldViolation::field)
        .containsExactly(
            "usages[3].solution.project_id",
            "usages[3].solution.description",
            "usages[3].input_tokens",
            "usages[3].image_size_kb",
            "usages[3].purpose");
  }

  @Test
  void a_value_that_is_right_is_handed_on() {
    Violations found = new Violations("usage");

    String value = found.check(() -> "right");

    found.throwIfAny();
    assertThat(found.valid(value)).isEqualTo("right");
  }

  @Test
  void no_value_is_handed_on_while_another_is_wrong() {
    Violations found = new Violations("");
    String right = found.check(() -> "right");

    found.add("user", "is wrong");

    assertThat(refusal(() -> found.valid(right))).hasMessage("user: is wrong");
  }

  @Test
  void a_failure_of_another_kind_is_not_swallowed() {
    BillingException other = BillingException.of(Reason.SOLUTION_FORBIDDEN, "not yours");

    assertThat(
            refusal(
                () ->
                    new Violations("")
                        .check(
                            () -> {
                              throw other;
                            })))
        .isSameAs(other);
  }

  @Test
  void a_value_that_is_missing_without_a_violation_is_a_defect() {
    assertThatIllegalStateException().isThrownBy(() -> new Violations("").valid(null));
  }

  @Test
  void a_message_that_is_wrong_as_a_whole_is_named_by_its_path() {
    assertThat(new FieldViolation("", "is too much").under("usages[0]").field())
        .isEqualTo("usages[0]");
  }
}
