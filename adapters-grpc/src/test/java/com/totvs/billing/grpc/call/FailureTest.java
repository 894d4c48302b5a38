package com.totvs.billing.grpc.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.FieldViolation;
import com.totvs.billing.domain.Reason;
import com.totvs.billing.grpc.Refusal;
import io.grpc.Status.Code;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailureTest {

  @ParameterizedTest
  @EnumSource
  void each_reason_has_its_code_and_its_name(Reason reason) {
    Refusal told = new Refusal(Failure.of(BillingException.of(reason, "why")).status());

    assertThat(told.reason()).isEqualTo(reason.name());
    assertThat(told.status().getMessage()).isEqualTo("why");
    assertThat(told.code())
        .isEqualTo(
            switch (reason) {
              case TOKEN_MISSING, TOKEN_INVALID, TOKEN_EXPIRED -> Code.UNAUTHENTICATED;
              case SCOPE_MISSING, SOLUTION_FORBIDDEN -> Code.PERMISSION_DENIED;
              case INVALID_FIELDS, PAGE_TOKEN_MISMATCH -> Code.INVALID_ARGUMENT;
              case USAGE_ID_REUSED, REQUEST_ID_REUSED, FIXED_COST_EXISTS, ALLOCATION_RULE_EXISTS ->
                  Code.ALREADY_EXISTS;
              case USAGE_ID_AMBIGUOUS,
                  USAGE_ALREADY_VOIDED,
                  PERIOD_PURGED,
                  EXPORT_TOO_SLOW,
                  REPORT_TOO_LARGE,
                  MONTH_CLOSED,
                  MONTH_NOT_CLOSED,
                  MONTH_NOT_READY,
                  MONTH_NOT_ALLOCATED ->
                  Code.FAILED_PRECONDITION;
              case USAGE_NOT_FOUND,
                  OPERATION_NOT_FOUND,
                  FIXED_COST_NOT_FOUND,
                  ALLOCATION_RULE_NOT_FOUND,
                  ALLOCATION_NOT_FOUND ->
                  Code.NOT_FOUND;
              case QUEUE_FULL, EXPORTS_BUSY -> Code.RESOURCE_EXHAUSTED;
              case DATABASE_UNAVAILABLE, LICENSE_SERVER_UNAVAILABLE, SHUTTING_DOWN ->
                  Code.UNAVAILABLE;
            });
  }

  @Test
  void too_many_violations_are_counted_where_they_are_left_out() {
    FieldViolation violation = new FieldViolation("usages[999].user", "x".repeat(10_000));

    Refusal told =
        new Refusal(
            Failure.of(BillingException.invalid(Collections.nCopies(1_000, violation))).status());

    int leftOut = Integer.parseInt(told.metadata().getOrDefault("violationsLeftOut", "0"));
    assertThat(told.violations()).isNotEmpty();
    assertThat(told.violations().size() + leftOut).isEqualTo(1_000);
    assertThat(told.status().getMessage()).startsWith("1000 fields are wrong").endsWith("...");
    assertThat(told.status().getSerializedSize()).isLessThan(5_000);
  }

  @Test
  void long_and_hostile_words_are_cut_between_characters() {
    String parrots = "🦜".repeat(5_000);

    Refusal told =
        new Refusal(
            Failure.of(BillingException.of(Reason.USAGE_NOT_FOUND, parrots, Map.of("id", parrots)))
                .status());

    assertThat(told.status().getMessage()).matches("(🦜){83}\\.\\.\\.");
    assertThat(told.metadata().get("id")).matches("(🦜){33}\\.\\.\\.");
  }
}
