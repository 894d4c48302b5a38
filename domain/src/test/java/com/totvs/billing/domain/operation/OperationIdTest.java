package com.totvs.billing.domain.operation;

import static com.totvs.billing.domain.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.Reason;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OperationIdTest {
  private static final String NAME = "operations/0f1e2d3c-4b5a-4978-8697-a6b5c4d3e2f1";

  @Test
  void a_name_is_read_as_it_is_written() {
    assertThat(OperationId.parse(NAME))
        .isEqualTo(new OperationId(UUID.fromString("0f1e2d3c-4b5a-4978-8697-a6b5c4d3e2f1")));
    assertThat(OperationId.parse(NAME)).hasToString(NAME);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "operations/",
        "operations/1",
        "operations/1-1-1-1-1", // Java reads it, though it is written otherwise
        "0f1e2d3c-4b5a-4978-8697-a6b5c4d3e2f1",
        "operations/0F1E2D3C-4B5A-4978-8697-A6B5C4D3E2F1",
        "operations/0f1e2d3c-4b5a-4978-8697-a6b5c4d3e2f1/",
        "jobs/0f1e2d3c-4b5a-4978-8697-a6b5c4d3e2f1",
      })
  void any_other_name_is_that_of_no_operation(String name) {
    BillingException refusal = refusal(() -> OperationId.parse(name));

    assertThat(refusal.reason()).isEqualTo(Reason.OPERATION_NOT_FOUND);
    assertThat(refusal.metadata()).isEqualTo(Map.of("name", name));
  }
}
