package com.totvs.billing.grpc.export;

import static com.totvs.billing.application.Examples.CHAT;
import static com.totvs.billing.application.Examples.OTHER_LICENSE;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.type.Date;
import com.totvs.billing.v1.CloseMonthRequest;
import com.totvs.billing.v1.CostExportFormat;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Exports in FOCUS, against what its specification says of their columns.
final class FocusColumnsTest extends CostExportTest {

  @ParameterizedTest
  @EnumSource(
      value = CostExportFormat.class,
      names = {"COST_EXPORT_FORMAT_FOCUS_1_2", "COST_EXPORT_FORMAT_FOCUS_1_3"})
  void every_mandatory_column_is_there_and_holds_what_the_specification_allows(
      CostExportFormat format) {
    posted("credit", "-3", Optional.empty());
    allocate(MONTH);

    FocusSpecification.assertAllowed(format, export(format, MONTH));
  }

  @Test
  void what_corrects_a_closed_month_says_so_and_for_which_month() {
    var _ =
        allocations.closeMonth(
            CloseMonthRequest.newBuilder()
                .setMonth(MONTH)
                .setForce(true)
                .setReason("agreed")
                .build());
    server.runOperations();
    server.useInOctober(OTHER_LICENSE, CHAT, 1);
    Date november = MONTH.toBuilder().setMonth(11).build();
    allocate(november);

    List<CSVRecord> rows = export(CostExportFormat.COST_EXPORT_FORMAT_FOCUS_1_3, november);

    FocusSpecification.assertAllowed(CostExportFormat.COST_EXPORT_FORMAT_FOCUS_1_3, rows);
    assertThat(rows)
        .isNotEmpty()
        .allSatisfy(
            row -> {
              assertThat(row.get("ChargeClass")).isEqualTo("Correction");
              assertThat(row.get("ChargePeriodStart")).isEqualTo("2026-10-01T00:00:00Z");
              assertThat(row.get("BillingPeriodStart")).isEqualTo("2026-11-01T00:00:00Z");
              assertThat(row.get("x_ForMonth")).isEqualTo("2026-10");
              assertThat(row.get("AllocatedMethodDetails")).isEmpty();
            });
    assertThat(
            rows.stream()
                .map(row -> new BigDecimal(row.get("BilledCost")))
                .reduce(BigDecimal.ZERO, BigDecimal::add))
        .isEqualByComparingTo(BigDecimal.ZERO);
  }
}
