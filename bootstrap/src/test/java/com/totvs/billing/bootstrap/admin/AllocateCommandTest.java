package com.totvs.billing.bootstrap.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.totvs.billing.bootstrap.program.RunningBilling;
import com.totvs.billing.bootstrap.standin.StandInAzure;
import com.totvs.billing.domain.BusinessZone;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Cost that is divided, from Azure's wire to a closed month, on the command line.
final class AllocateCommandTest {
  @TempDir private Path folder = Path.of("");

  private final Shell shell = new Shell();
  private final YearMonth now = BusinessZone.SAO_PAULO.month(Instant.now());
  private final String month = now.minusMonths(1).toString();

  @Test
  void a_month_is_divided_by_rules_reported_exported_closed_and_reopened() throws Exception {
    try (StandInAzure azure = StandInAzure.start();
        RunningBilling billing = start(azure)) {
      assertThat(shell.run(billing, "cost", "collect", "--month", month)).isZero();
      create(billing, "openai", "--takes-service", "azure openai", "--weight", "input_tokens=2");
      create(
          billing,
          "shares",
          "--takes-fixed-cost",
          "fee",
          "--divide",
          "fixed",
          "--carrier",
          "solution/a=60",
          "--carrier",
          "solution/b=40");
      assertThat(shell.run(billing, "allocate", "rules", "--output", "json")).isZero();
      assertThat(shell.json().findValuesAsText("carriers"))
          .containsExactly("all", "solution/a=60 solution/b=40");
      assertThat(shell.run(billing, "allocate", "end", "--id", "shares", "--month", now.toString()))
          .isZero();

      assertThat(shell.run(billing, "allocate", "--month", month, "--output", "json")).isZero();
      String collected = shell.json().get(0).get("collected").asText();
      assertThat(shell.json().get(0).get("unallocated").asText()).isEqualTo(collected);
      assertThat(shell.run(billing, "allocate", "lines", "--month", month, "--output", "json"))
          .isZero();
      assertThat(shell.json()).hasSize(4);
      String line = shell.json().get(0).get("line").asText();
      assertThat(shell.run(billing, "allocate", "explain", "--line", line)).isZero();
      assertThat(shell.out())
          .contains("input_tokens=2", "(unallocated)")
          .containsPattern("cost_item_filter +--month " + month);
      assertThat(shell.run(billing, "allocate", "compare", "--run", "1", "--other", "1")).isZero();
      assertThat(shell.run(billing, "allocate", "runs", "--output", "csv")).isZero();
      assertThat(shell.out().lines()).hasSize(2);

      assertThat(
              shell.run(
                  billing,
                  "cost",
                  "report",
                  "--month",
                  month,
                  "--by",
                  "resource",
                  "--output",
                  "json"))
          .isZero();
      assertThat(shell.json().findValuesAsText("resource"))
          .containsExactly("Azure OpenAI", "Storage");
      assertThat(shell.run(billing, "cost", "report", "--month", month, "--by", "day")).isZero();
      assertThat(shell.out()).contains(month + "-01", "(all)");
      for (String format : List.of("flat", "focus_1_2", "focus_1_3")) {
        assertThat(shell.run(billing, "cost", "export", "--month", month, "--format", format))
            .isZero();
        assertThat(shell.out().lines()).hasSize(5);
      }
      assertThat(shell.run(billing, "cost", "export", "--month", month, "--format", "xml"))
          .isEqualTo(2);

      assertThat(shell.run(billing, "close", "--month", now.toString())).isEqualTo(1);
      assertThat(shell.err()).contains("is not over", "comes first");
      assertThat(
              shell.run(
                  billing, "close", "--month", now.toString(), "--dry-run", "--output", "json"))
          .isEqualTo(1);
      assertThat(shell.json().findValuesAsText("obstacle"))
          .contains("month_not_over", "earlier_month_open");
      String[] closes = {"close", "--month", month, "--force", "--reason"};
      assertThat(
              shell.run(
                  billing, "close", "--month", month, "--force", "--reason", "agreed", "--dry-run"))
          .as("what is overlooked is not in the way")
          .isZero();
      assertThat(shell.run(billing, closes, "agreed")).isZero();
      assertThat(shell.run(billing, "allocate", "--month", month)).isEqualTo(1);
      assertThat(shell.err()).contains("is closed");
      assertThat(shell.run(billing, "close", "reopen", "--month", month, "--reason", "a mistake"))
          .isZero();
      assertThat(shell.run(billing, "close", "months", "--output", "json")).isZero();
      assertThat(shell.json().findValuesAsText("state")).containsExactly("open", "open");
      assertThat(shell.json().findValuesAsText("reopened")).containsExactly("", "a mistake");
    }
  }

  private void create(RunningBilling billing, String id, String... options) {
    List<String> all = new ArrayList<>(List.of("create", "--id", id, "--month", month));
    all.addAll(List.of(options));
    assertThat(shell.run(billing, "allocate", all.toArray(String[]::new))).as(shell.err()).isZero();
  }

  private RunningBilling start(StandInAzure azure) {
    return CostProgram.start(folder, azure.address(), CostProgram.GROUPS);
  }
}
