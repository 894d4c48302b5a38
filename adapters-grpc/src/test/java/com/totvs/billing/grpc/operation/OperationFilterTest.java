package com.totvs.billing.grpc.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.FieldViolation;
import com.totvs.billing.domain.operation.OperationKind;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperationFilterTest {

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\n"})
  void nothing_said_means_every_operation(String text) {
    assertThat(OperationFilter.of(text).kinds()).containsExactlyInAnyOrder(OperationKind.values());
    assertThat(OperationFilter.of(text).done()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"done = true", "done=true", " done\t=  true ", "done=true AND done=true"})
  void operations_that_are_over_can_be_asked_for(String text) {
    assertThat(OperationFilter.of(text).done()).isEqualTo(Optional.of(true));
    assertThat(OperationFilter.of(text).kinds()).hasSameSizeAs(OperationKind.values());
  }

  @ParameterizedTest
  @EnumSource
  void each_kind_is_known_by_the_method_that_begins_it(OperationKind kind) {
    assertThat(OperationFilter.of("method = \"" + kind.method() + "\"").kinds())
        .containsExactly(kind);
    assertThat(OperationFilter.of("method=" + kind.method()).kinds()).containsExactly(kind);
  }

  @Test
  void terms_are_joined_by_and() {
    var filter = OperationFilter.of("method = \"PurgeUsage\"  AND  done = false");

    assertThat(filter.kinds()).containsExactly(OperationKind.PURGE_USAGE);
    assertThat(filter.done()).isEqualTo(Optional.of(false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "done = true AND done = false",
        "method = PurgeUsage AND method = RestoreUsage",
        "done = false AND method = PurgeUsage AND done = true"
      })
  void what_contradicts_itself_fits_no_operation(String text) {
    assertThat(OperationFilter.of(text).kinds()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "done",
        "done = yes",
        "done != true",
        "done = true OR done = false",
        "done = true and done = true",
        "done = true AND",
        "AND done = true",
        "NOT done = true",
        "(done = true)",
        "method = \"purgeUsage\"",
        "method = \"PurgeUsage",
        "method = PurgeUsage\"",
        "method = \"\"",
        "state = 1",
        "\uD83E\uDD9C"
      })
  void whatever_is_not_understood_is_refused_with_what_is(String text) {
    assertThat(wrong(text).field()).isEqualTo("filter");
    assertThat(wrong(text).description())
        .isEqualTo(
            "is understood as done = true|false and method ="
                + " PurgeUsage|RestoreUsage|RebuildTotals|RunSelfCheck|CollectAzureCost|AllocateCost|CloseMonth,"
                + " joined by AND");
  }

  @Test
  void a_long_one_is_refused_unread() {
    assertThat(wrong("done=true" + " AND done=true".repeat(36)).field()).isEqualTo("filter");
  }

  private static FieldViolation wrong(String text) {
    return catchThrowableOfType(BillingException.class, () -> OperationFilter.of(text))
        .violations()
        .getFirst();
  }
}
