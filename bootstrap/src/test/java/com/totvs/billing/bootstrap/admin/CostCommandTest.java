package com.totvs.billing.bootstrap.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.totvs.billing.bootstrap.program.RunningBilling;
import com.totvs.billing.bootstrap.standin.StandInAzure;
import com.totvs.billing.domain.BusinessZone;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Cost from Azure's wire to the command line, through the whole program.
final class CostCommandTest {
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
  void months_to_be_allocated_are_told_beside_reports_and_exports() throws Exception {
    try (StandInAzure azure = StandInAzure.start();
        RunningBilling billing = start(azure)) {
      List<YearMonth> months = List.of(now.minusMonths(2), now.minusMonths(1));
      String[] both = {"--month", months.getFirst().toString(), "--last-month", month};
      String[] reports = {"cost", "report", both[0], both[1], both[2], both[3], "--output"};
      for (YearMonth one : months) {
        collect(billing, one);
      }
      assertThat(shell.run(billing, reports, "json")).isZero();
      assertThat(shell.err().lines())
          .containsExactly(
              "billing: not allocated, so in no row: " + months.getFirst() + ", " + month);
      for (YearMonth one : months) {
        assertThat(shell.run(billing, "allocate", "--month", one.toString())).isZero();
      }
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
      assertThat(shell.run(billing, "cost", "export", both[0], both[1], both[2], both[3])).isZero();
      assertThat(shell.err().lines()).containsExactly(told);
      assertThat(shell.out()).doesNotContain("again");

      for (YearMonth one : months) {
        assertThat(shell.run(billing, "allocate", "--month", one.toString())).isZero();
      }
      assertThat(shell.run(billing, reports, "table")).isZero();
      assertThat(shell.err()).isEmpty();
    }
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
    return CostProgram.start(folder, azure.address(), CostProgram.GROUPS);
  }
}
