package com.totvs.billing.grpc.export;

import static com.totvs.billing.application.cost.Bills.DTA;
import static org.assertj.core.api.Assertions.assertThat;

import com.totvs.billing.v1.CostExportFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

/// What a charge and its origin become in an export.
final class CostExportValuesTest extends CostExportTest {

  @Test
  void billed_effective_contracted_and_list_cost_are_the_same_and_the_category_tells_the_kind() {
    List<CSVRecord> rows = export(CostExportFormat.COST_EXPORT_FORMAT_FOCUS_1_2, MONTH);

    assertThat(rows)
        .allSatisfy(
            row ->
                assertThat(Stream.of("EffectiveCost", "ContractedCost", "ListCost").map(row::get))
                    .containsOnly(row.get("BilledCost")));
    assertThat(
            rows.stream()
                .map(
                    row ->
                        row.get("ServiceName")
                            + " "
                            + row.get("ChargeCategory")
                            + " "
                            + row.get("ServiceCategory"))
                .distinct())
        .containsExactly(
            "Azure OpenAI Usage AI and Machine Learning",
            "fee Purchase Other",
            "setup Purchase Other",
            "Unassigned Usage Other");
    assertThat(rows.getFirst().get("BillingPeriodStart")).isEqualTo("2026-10-01T00:00:00Z");
    assertThat(rows.getFirst().get("ChargePeriodEnd")).isEqualTo("2026-11-01T00:00:00Z");
  }

  @Test
  void a_credit_note_is_a_credit_and_keeps_its_sign() {
    posted("credit", "-3", Optional.empty());
    allocate(MONTH);

    assertThat(
            export(CostExportFormat.COST_EXPORT_FORMAT_FOCUS_1_2, MONTH).stream()
                .filter(row -> row.get("ServiceName").equals("credit")))
        .isNotEmpty()
        .allMatch(row -> row.get("ChargeCategory").equals("Credit"))
        .allMatch(row -> row.get("BilledCost").startsWith("-"));
  }

  @Test
  void what_a_spreadsheet_would_run_as_a_formula_is_only_text() {
    assertThat(
            export(CostExportFormat.COST_EXPORT_FORMAT_FOCUS_1_2, MONTH).stream()
                .map(row -> row.get("ChargeDescription")))
        .contains("Unassigned in rg-dta, =1+1");
    assertThat(
            export(CostExportFormat.COST_EXPORT_FORMAT_FLAT, MONTH).stream()
                .map(row -> row.get("resource_detail")))
        .contains("'=1+1");
  }

  @Test
  void resource_groups_of_one_name_are_told_apart_by_their_subscription() {
    List<CSVRecord> flat = export(CostExportFormat.COST_EXPORT_FORMAT_FLAT, MONTH);

    assertThat(flat.getFirst().getParser().getHeaderNames()).endsWith("subscription_id");
    assertThat(flat.stream().map(row -> row.get("subscription_id")).distinct())
        .containsExactlyInAnyOrder(DTA.subscriptionId(), "");
    assertThat(
            export(CostExportFormat.COST_EXPORT_FORMAT_FOCUS_1_2, MONTH).stream()
                .map(row -> row.get("x_SubscriptionId"))
                .distinct())
        .containsExactlyInAnyOrder(DTA.subscriptionId(), "");
  }
}
