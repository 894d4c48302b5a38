package com.totvs.billing.bootstrap.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.totvs.billing.bootstrap.program.Program;
import com.totvs.billing.bootstrap.program.RunningBilling;
import com.totvs.billing.bootstrap.settings.Settings;
import com.totvs.billing.bootstrap.standin.StandInAzure;
import com.totvs.billing.domain.BusinessZone;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Cost from Azure's wire to the command line, through the whole program.
final class CostCommandTest {
  private static final String GROUPS =
      "11111111-2222-3333-4444-555555555555/rg-dta,"
          + "11111111-2222-3333-4444-555555555555/RG-Shared";

  @TempDir private Path folder = Path.of("");

  private final Shell shell = new Shell();
  private final YearMonth now = BusinessZone.SAO_PAULO.month(Instant.now());
  private final String month = now.minusMonths(1).toString();

  @Test
  void a_month_is_collected_page_by_page_and_a_restated_day_makes_another_revision()
      throws Exception {
    try (StandInAzure azure = StandInAzure.start();
        RunningBilling billing = start(azure)) {
      assertThat(shell.run(billing, "cost", "collect", "--month", month, "--output", "json"))
          .isZero();
      assertThat(shell.json().findValuesAsText("last_error")).containsExactly("", "");
      assertThat(azure.throttled()).isPositive();

      assertThat(shell.run(billing, "cost", "items", "--month", month, "--output", "json"))
          .isZero();
      assertThat(shell.json()).hasSize(100);
      assertThat(shell.err()).contains("there are more rows than these 100");
      String[] all = {"cost", "items", "--month", month, "--output", "json", "--limit"};
      assertThat(shell.run(billing, all, "5000")).isZero();
      assertThat(shell.err()).isEmpty();
      JsonNode items = shell.json();
      int days = now.minusMonths(1).lengthOfMonth();
      assertThat(items).hasSize(2 * 2 * days);
      assertThat(new BigDecimal(items.get(0).get("amount").asText()).scale()).isEqualTo(11);

      assertThat(shell.run(billing, "cost", "collect", "--month", month)).isZero();
      assertThat(revisions(billing)).hasSize(2);
      azure.restate(now.minusMonths(1).atDay(7), new BigDecimal("1.5"));
      assertThat(shell.run(billing, "cost", "collect", "--month", month)).isZero();
      assertThat(revisions(billing)).hasSize(4);
    }
  }

  @Test
  void the_fixed_costs_of_dta_are_there_and_others_are_planned_posted_and_ended() throws Exception {
    try (StandInAzure azure = StandInAzure.start();
        RunningBilling billing = start(azure)) {
      assertThat(shell.run(billing, "cost", "fixed", "--output", "json")).isZero();
      assertThat(shell.json().findValuesAsText("amount")).containsExactly("1500.00", "500.00");
      assertThat(shell.json().findValuesAsText("solution")).containsOnly("dta-vision");

      assertThat(
              shell.run(
                  billing,
                  "cost",
                  "create",
                  "--id",
                  "support",
                  "--description",
                  "Support",
                  "--amount",
                  "99.90",
                  "--month",
                  month))
          .isZero();
      assertThat(shell.run(billing, "cost", "post", "--output", "csv")).isZero();
      assertThat(shell.out())
          .contains("support," + month + ",99.90,BRL,")
          .contains("support," + now + ",99.90,BRL,");
      assertThat(shell.run(billing, "cost", "end", "--id", "support", "--month", now.toString()))
          .isZero();
      assertThat(shell.run(billing, "cost", "end", "--id", "support", "--month", month))
          .isEqualTo(1);
      assertThat(shell.err()).contains("last_month", "posted already");
      assertThat(shell.run(billing, "cost", "create", "--id", "x", "--amount", "1.005"))
          .isEqualTo(2);
      assertThat(
              shell.run(
                  billing, "cost", "create", "--id", "x", "--amount", "1.005", "--month", month))
          .isEqualTo(1);
      assertThat(shell.err()).contains("fixed_cost.amount", "fixed_cost.description");
    }
  }

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

  @Test
  void months_to_be_allocated_again_are_told_beside_the_report() throws Exception {
    try (StandInAzure azure = StandInAzure.start();
        RunningBilling billing = start(azure)) {
      List<YearMonth> months = List.of(now.minusMonths(2), now.minusMonths(1));
      for (YearMonth one : months) {
        collect(billing, one);
        assertThat(shell.run(billing, "allocate", "--month", one.toString())).isZero();
      }
      String[] reports = {
        "cost", "report", "--month", months.getFirst().toString(), "--last-month", month, "--output"
      };
      assertThat(shell.run(billing, reports, "table")).isZero();
      assertThat(shell.err()).isEmpty();

      for (YearMonth one : months) {
        azure.restate(one.atDay(7), new BigDecimal("1.5"));
        collect(billing, one);
      }
      String told = "billing: to be allocated again: " + months.getFirst() + ", " + month;
      assertThat(shell.run(billing, reports, "table")).isZero();
      assertThat(shell.err().lines()).containsExactly(told);
      assertThat(shell.out()).doesNotContain("again");
      assertThat(shell.run(billing, reports, "json")).isZero();
      assertThat(shell.json().findValuesAsText("currency")).containsExactly("BRL");
      assertThat(shell.err().lines()).containsExactly(told);

      for (YearMonth one : months) {
        assertThat(shell.run(billing, "allocate", "--month", one.toString())).isZero();
      }
      assertThat(shell.run(billing, reports, "table")).isZero();
      assertThat(shell.err()).isEmpty();
    }
  }

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

  private void create(RunningBilling billing, String id, String... options) {
    List<String> all = new ArrayList<>(List.of("create", "--id", id, "--month", month));
    all.addAll(List.of(options));
    assertThat(shell.run(billing, "allocate", all.toArray(String[]::new))).as(shell.err()).isZero();
  }

  private void collect(RunningBilling billing, YearMonth one) {
    assertThat(shell.run(billing, "cost", "collect", "--month", one.toString()))
        .as(shell.err())
        .isZero();
  }

  private List<String> revisions(RunningBilling billing) throws Exception {
    assertThat(shell.run(billing, "cost", "revisions", "--month", month, "--output", "json"))
        .isZero();
    return shell.json().findValuesAsText("revision");
  }

  private RunningBilling start(StandInAzure azure) {
    return Program.start(
        Settings.of(
            Map.of(
                "server.port",
                "0",
                "data-dir",
                folder.resolve("data").toString(),
                "token.secret",
                Shell.SECRET,
                "azure.url",
                azure.address().toString(),
                "azure.token",
                "stand-in",
                "azure.resource-groups",
                GROUPS,
                "azure.collect-at",
                "23:59:59",
                "log.level",
                "error")));
  }
}
