package com.totvs.billing.grpc.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.totvs.billing.v1.CostExportFormat;
import java.util.List;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

/// The flat export, which people open in a spreadsheet.
final class FlatCostColumnsTest extends CostExportTest {

  @Test
  void the_flat_export_has_the_same_columns_every_month_and_runs_no_formula() {
    List<CSVRecord> rows = export(CostExportFormat.COST_EXPORT_FORMAT_FLAT, MONTH);

    assertThat(rows.getFirst().getParser().getHeaderNames())
        .startsWith("year_month", "customer", "customer_name")
        .contains("solution", "application", "resource", "quantity", "unit", "total_cost");
    assertThat(rows.stream().map(row -> row.get("resource_detail")).distinct())
        .containsExactly("", "'=1+1");
    assertThat(rows.getFirst().get("customer_name")).isEqualTo("Globex S.A.");
    assertThat(rows.getFirst().get("quantity")).isEqualTo("4");
    assertThat(
            lines(CostExportFormat.COST_EXPORT_FORMAT_FLAT, MONTH.toBuilder().setMonth(9).build()))
        .startsWith("year_month,customer,")
        .hasLineCount(1);
  }

  @Test
  void what_nobody_carries_shows_no_use_in_the_flat_export() {
    assertThat(
            export(CostExportFormat.COST_EXPORT_FORMAT_FLAT, MONTH).stream()
                .filter(row -> row.get("settlement_state").equals("UNALLOCATED"))
                .map(row -> row.get("quantity") + row.get("unit") + row.get("driver_total")))
        .isNotEmpty()
        .containsOnly("");
  }
}
