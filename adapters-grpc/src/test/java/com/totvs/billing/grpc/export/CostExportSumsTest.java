package com.totvs.billing.grpc.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.totvs.billing.v1.CostExportFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The sums and ratios of exports, whatever the format, against what was collected.
final class CostExportSumsTest extends CostExportTest {
  private static final JsonMapper JSON = new JsonMapper();

  @ParameterizedTest
  @EnumSource(
      value = CostExportFormat.class,
      names = {"COST_EXPORT_FORMAT_UNSPECIFIED", "UNRECOGNIZED"},
      mode = EnumSource.Mode.EXCLUDE)
  void amounts_add_up_to_what_was_collected_in_each_currency(CostExportFormat format) {
    boolean flat = format == CostExportFormat.COST_EXPORT_FORMAT_FLAT;
    Map<String, BigDecimal> sums =
        export(format, MONTH).stream()
            .collect(
                Collectors.groupingBy(
                    row -> row.get(flat ? "currency" : "BillingCurrency"),
                    TreeMap::new,
                    Collectors.reducing(
                        BigDecimal.ZERO,
                        row -> new BigDecimal(row.get(flat ? "total_cost" : "BilledCost")),
                        BigDecimal::add)));

    assertThat(sums)
        .isEqualTo(Map.of("BRL", new BigDecimal("75.01"), "USD", new BigDecimal("8.00")));
  }

  @ParameterizedTest
  @EnumSource(
      value = CostExportFormat.class,
      names = {"COST_EXPORT_FORMAT_UNSPECIFIED", "UNRECOGNIZED"},
      mode = EnumSource.Mode.EXCLUDE)
  void the_rows_of_each_charge_add_up_to_it_also_those_of_a_credit_and_of_a_part_nobody_carries(
      CostExportFormat format) {
    posted("credit", "-3.01", Optional.empty());
    halfForNobody("fee");
    allocate(MONTH);
    boolean flat = format == CostExportFormat.COST_EXPORT_FORMAT_FLAT;

    Map<String, BigDecimal> charges = new TreeMap<>();
    export(format, MONTH)
        .forEach(
            row ->
                charges.merge(
                    flat ? row.get("resource") : row.get("ServiceName"),
                    new BigDecimal(row.get(flat ? "total_cost" : "BilledCost")),
                    BigDecimal::add));

    assertThat(charges)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "Azure OpenAI",
                new BigDecimal("60.01"),
                flat ? "" : "Unassigned",
                new BigDecimal("8.00"),
                "fee",
                new BigDecimal("10.00"),
                "setup",
                new BigDecimal("5.00"),
                "credit",
                new BigDecimal("-3.01")));
  }

  @Test
  void ratios_of_one_charge_have_12_decimals_and_add_up_to_exactly_1() {
    Map<String, BigDecimal> ratios = new TreeMap<>();
    for (CSVRecord row : export(CostExportFormat.COST_EXPORT_FORMAT_FOCUS_1_3, MONTH)) {
      if (!row.get("AllocatedMethodDetails").isEmpty()) {
        JsonNode element = json(row.get("AllocatedMethodDetails")).at("/Elements/0");
        BigDecimal ratio = element.get("AllocatedRatio").decimalValue();
        assertThat(element.get("UsageUnit").asText()).isEqualTo("calls");
        assertThat(row.get("AllocatedResourceId")).isNotEmpty();
        assertThat(row.get("AllocatedMethodDetails")).containsPattern("0\\.\\d{12},");
        ratios.merge(row.get("ServiceName"), ratio, BigDecimal::add);
      } else {
        assertThat(row.get("x_SettlementState")).isEqualTo("UNALLOCATED");
        assertThat(row.get("AllocatedMethodId")).isEmpty();
      }
    }

    assertThat(ratios.keySet()).containsExactly("Azure OpenAI", "Unassigned", "fee");
    assertThat(ratios.values()).allMatch(sum -> sum.compareTo(BigDecimal.ONE) == 0);
  }

  @Test
  void a_split_that_nobody_carries_in_part_has_a_ratio_for_that_part_and_names_nobody() {
    halfForNobody("fee");
    allocate(MONTH);

    List<CSVRecord> fee =
        export(CostExportFormat.COST_EXPORT_FORMAT_FOCUS_1_3, MONTH).stream()
            .filter(row -> row.get("ServiceName").equals("fee"))
            .toList();

    assertThat(fee)
        .extracting(row -> row.get("x_SettlementState") + " " + row.get("BilledCost"))
        .containsExactly("SETTLED 5.00", "UNALLOCATED 5.00");
    assertThat(fee)
        .allSatisfy(
            row ->
                assertThat(row.get("AllocatedMethodDetails"))
                    .isEqualTo("{\"Elements\":[{\"AllocatedRatio\":0.500000000000}]}"));
    assertThat(fee.getLast().get("AllocatedResourceId")).isEmpty();
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
