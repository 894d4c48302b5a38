package com.totvs.billing.bootstrap.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.totvs.billing.bootstrap.program.RunningBilling;
import com.totvs.billing.bootstrap.standin.StandInAzure;
import com.totvs.billing.domain.BusinessZone;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Commands that do not wait for the work they begin.
final class WaitingTest {
  @TempDir private Path folder = Path.of("");

  private final Shell shell = new Shell();
  private final String month =
      BusinessZone.SAO_PAULO.month(Instant.now()).minusMonths(1).toString();

  @Test
  void long_work_is_left_to_the_server_and_found_again_by_its_name() throws Exception {
    try (StandInAzure azure = StandInAzure.start();
        RunningBilling billing = start(azure)) {
      String[] collects = leaves("cost", "collect");
      String collecting = begun(billing, collects);
      assertThat(begun(billing, collects)).as("a repeat with the same id").isEqualTo(collecting);
      String allocating = begun(billing, leaves("allocate", "run"));
      String closing = begun(billing, leaves("close", "close"));
      for (String name : List.of(collecting, allocating, closing)) {
        var _ = shell.run(billing, "operations", name, "--wait");
        assertThat(shell.err()).doesNotContain("goes on");
      }

      assertThat(shell.run(billing, "operations", "--output", "json")).isZero();
      JsonNode operations = shell.json();
      assertThat(operations.findValuesAsText("method"))
          .contains("CollectAzureCost", "AllocateCost", "CloseMonth");
      for (JsonNode operation : operations) {
        if (List.of(collecting, allocating, closing)
            .contains(operation.get("operation").asText())) {
          assertThat(operation.get("requested_by").asText()).isEqualTo(Shell.SUBJECT);
        }
      }
      assertThat(operations.findValuesAsText("create_time")).doesNotContain("");
    }
  }

  private String[] leaves(String command, String action) {
    return new String[] {
      command,
      action,
      "--month",
      month,
      "--no-wait",
      "--request-id",
      UUID.randomUUID().toString(),
      "--output"
    };
  }

  private String begun(RunningBilling billing, String[] words) throws Exception {
    assertThat(shell.run(billing, words, "json")).as(shell.err()).isZero();
    return shell.json().get(0).get("operation").asText();
  }

  private RunningBilling start(StandInAzure azure) {
    return CostProgram.start(folder, azure.address(), CostProgram.GROUPS);
  }
}
