package com.totvs.billing.grpc.export;

import static com.totvs.billing.application.Examples.ACME;
import static com.totvs.billing.application.Examples.CHAT;
import static com.totvs.billing.application.Examples.GLOBEX;
import static com.totvs.billing.application.Examples.LICENSE;
import static com.totvs.billing.application.Examples.OTHER_LICENSE;
import static com.totvs.billing.application.Examples.VISION;
import static com.totvs.billing.application.Examples.heldBy;
import static com.totvs.billing.application.cost.Bills.BY_RESOURCE;
import static com.totvs.billing.application.cost.Bills.DTA;
import static com.totvs.billing.application.cost.Bills.OCTOBER;
import static com.totvs.billing.application.cost.Bills.USD;
import static com.totvs.billing.application.cost.Bills.item;
import static com.totvs.billing.application.cost.Bills.monthly;
import static com.totvs.billing.application.cost.Bills.once;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.type.Date;
import com.totvs.billing.application.cost.CostBook.Reading;
import com.totvs.billing.domain.allocation.AllocationRule;
import com.totvs.billing.domain.allocation.Carrier;
import com.totvs.billing.domain.allocation.CostSelector;
import com.totvs.billing.domain.allocation.Division;
import com.totvs.billing.domain.allocation.RuleId;
import com.totvs.billing.domain.catalog.SolutionId;
import com.totvs.billing.domain.cost.FixedCostId;
import com.totvs.billing.grpc.Refusal;
import com.totvs.billing.grpc.TestServer;
import com.totvs.billing.grpc.TestTokens;
import com.totvs.billing.v1.AllocateCostRequest;
import com.totvs.billing.v1.AllocationServiceGrpc;
import com.totvs.billing.v1.AllocationServiceGrpc.AllocationServiceBlockingStub;
import com.totvs.billing.v1.CloseMonthRequest;
import com.totvs.billing.v1.CostExportFormat;
import com.totvs.billing.v1.CostFilter;
import com.totvs.billing.v1.ExportCostRequest;
import com.totvs.billing.v1.ReportServiceGrpc;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Exports of cost, against what FOCUS says of its columns and against what was collected.
final class FocusTest {
  private static final Date MONTH = Date.newBuilder().setYear(2026).setMonth(10).build();
  private static final JsonMapper JSON = new JsonMapper();
  // Where this export knowingly leaves the specification.
  private static final boolean NO_PRICES = true;

  // A column of the specification: what its values look like, and whether one may be null.
  private record Rule(Pattern type, boolean nullable) {}

  private static final Pattern DECIMAL = Pattern.compile("-?\\d+(\\.\\d+)?");
  private static final Pattern DATE_TIME =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
  private static final Pattern TEXT = Pattern.compile(".+");
  private static final Pattern CATEGORY =
      Pattern.compile(
          "AI and Machine Learning|Analytics|Business Applications|Compute|Databases"
              + "|Developer Tools|Identity|Integration|Internet of Things"
              + "|Management and Governance|Media|Migration|Mobile|Multicloud|Networking|Other"
              + "|Security|Storage|Web");
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

  private static final Map<String, Rule> MANDATORY_1_2 =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("BilledCost", new Rule(DECIMAL, false)),
              Map.entry("BillingAccountId", new Rule(TEXT, false)),
              Map.entry("BillingAccountName", new Rule(TEXT, true)),
              Map.entry("BillingCurrency", new Rule(CURRENCY, false)),
              Map.entry("BillingPeriodEnd", new Rule(DATE_TIME, false)),
              Map.entry("BillingPeriodStart", new Rule(DATE_TIME, false)),
              Map.entry(
                  "ChargeCategory",
                  new Rule(Pattern.compile("Usage|Purchase|Tax|Credit|Adjustment"), false)),
              Map.entry("ChargeClass", new Rule(Pattern.compile("Correction"), true)),
              Map.entry("ChargeDescription", new Rule(TEXT, true)),
              Map.entry("ChargePeriodEnd", new Rule(DATE_TIME, false)),
              Map.entry("ChargePeriodStart", new Rule(DATE_TIME, false)),
              Map.entry("ContractedCost", new Rule(DECIMAL, false)),
              Map.entry("EffectiveCost", new Rule(DECIMAL, false)),
              Map.entry("InvoiceIssuerName", new Rule(TEXT, false)),
              Map.entry("ListCost", new Rule(DECIMAL, false)),
              Map.entry("PricingQuantity", new Rule(DECIMAL, true)),
              Map.entry("PricingUnit", new Rule(TEXT, true)),
              Map.entry("ProviderName", new Rule(TEXT, false)),
              Map.entry("PublisherName", new Rule(TEXT, false)),
              Map.entry("ServiceCategory", new Rule(CATEGORY, false)),
              Map.entry("ServiceName", new Rule(TEXT, false))));
  private static final Map<String, Rule> ADDED_1_3 =
      Map.of(
          "HostProviderName", new Rule(TEXT, false),
          "ServiceProviderName", new Rule(TEXT, false),
          "AllocatedMethodId", new Rule(TEXT, true),
          "AllocatedMethodDetails", new Rule(Pattern.compile("\\{.*}"), true),
          "AllocatedResourceId", new Rule(TEXT, true),
          "AllocatedResourceName", new Rule(TEXT, true),
          "AllocatedTags", new Rule(Pattern.compile("\\{.*}"), true));

  private final TestServer server = new TestServer();
  private final AllocationServiceBlockingStub allocations =
      AllocationServiceGrpc.newBlockingStub(server.as(TestTokens.admin()));

  @BeforeEach
  void allocateOctober() {
    server.store.licenses().remember(LICENSE, heldBy(ACME), server.clock.instant());
    server.store.licenses().remember(OTHER_LICENSE, heldBy(GLOBEX), server.clock.instant());
    server.useInOctober(LICENSE, VISION, 3);
    server.useInOctober(OTHER_LICENSE, CHAT, 4);
    var _ =
        server
            .store
            .costBook()
            .keep(
                new Reading(
                    DTA,
                    OCTOBER,
                    BY_RESOURCE,
                    List.of(item(1, "Azure OpenAI", "60.014"), item(2, "", "=1+1", USD, "8")),
                    server.clock.instant(),
                    true));
    posted("fee", "10", Optional.empty());
    posted("setup", "5", Optional.of(new SolutionId("nobody-s")));
    allocate(MONTH);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = CostExportFormat.class,
      names = {"COST_EXPORT_FORMAT_FOCUS_1_2", "COST_EXPORT_FORMAT_FOCUS_1_3"})
  void every_mandatory_column_is_there_and_holds_what_the_specification_allows(
      CostExportFormat format) {
    posted("credit", "-3", Optional.empty());
    allocate(MONTH);

    assertAllowed(format, export(format, MONTH));
  }

  private static void assertAllowed(CostExportFormat format, List<CSVRecord> rows) {
    Map<String, Rule> rules = new TreeMap<>(MANDATORY_1_2);
    if (format == CostExportFormat.COST_EXPORT_FORMAT_FOCUS_1_3) {
      rules.putAll(ADDED_1_3);
    }
    List<String> header = rows.getFirst().getParser().getHeaderNames();

    assertThat(header.stream().filter(name -> !name.startsWith("x_")).toList())
        .containsExactlyElementsOf(rules.keySet());
    assertThat(header.subList(rules.size(), header.size()))
        .allMatch(name -> name.matches("x_[A-Z][A-Za-z]{1,48}"));
    for (CSVRecord row : rows) {
      rules.forEach(
          (name, rule) -> {
            String value = row.get(name);
            assertThat(value.isEmpty() ? rule.nullable() : rule.type().matcher(value).matches())
                .as(name + "=" + value)
                .isTrue();
          });
      assertPriced(row);
    }
  }

  // The specification: PricingQuantity and PricingUnit are not null for a Usage or a Purchase that
  // corrects nothing, and null together. The named exception, told in docs/focus.md: no prices are
  // collected, so that both are null there too.
  private static void assertPriced(CSVRecord row) {
    boolean asked =
        List.of("Usage", "Purchase").contains(row.get("ChargeCategory"))
            && row.get("ChargeClass").isEmpty();
    assertThat(row.get("PricingQuantity").isEmpty()).isEqualTo(!asked || NO_PRICES);
    assertThat(row.get("PricingUnit").isEmpty()).isEqualTo(row.get("PricingQuantity").isEmpty());
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
  void what_nobody_carries_shows_no_use_in_the_flat_export() {
    assertThat(
            export(CostExportFormat.COST_EXPORT_FORMAT_FLAT, MONTH).stream()
                .filter(row -> row.get("settlement_state").equals("UNALLOCATED"))
                .map(row -> row.get("quantity") + row.get("unit") + row.get("driver_total")))
        .isNotEmpty()
        .containsOnly("");
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

  @Test
  void months_that_were_never_allocated_are_refused_all_by_name() {
    var _ = server.store.fixedCosts().create(monthly("late", "1", OCTOBER.minusMonths(2)), "ana");
    var _ = server.store.fixedCosts().postUntil(OCTOBER, server.clock.instant());

    Refusal refusal =
        Refusal.of(
            () ->
                ReportServiceGrpc.newBlockingStub(server.as(TestTokens.admin()))
                    .exportCost(
                        ExportCostRequest.newBuilder()
                            .setFormat(CostExportFormat.COST_EXPORT_FORMAT_FLAT)
                            .setFilter(
                                CostFilter.newBuilder()
                                    .setFirstMonth(MONTH.toBuilder().setMonth(8))
                                    .setLastMonth(MONTH))
                            .build())
                    .forEachRemaining(_ -> {}));

    assertThat(refusal.code().name()).isEqualTo("FAILED_PRECONDITION");
    assertThat(refusal.reason()).isEqualTo("MONTH_NOT_ALLOCATED");
    assertThat(refusal.status().getMessage()).contains("2026-08, 2026-09");
  }

  // Half of a fixed cost goes to who has no usage.
  private void halfForNobody(String fixedCost) {
    SortedMap<Carrier, BigDecimal> halves = new TreeMap<>();
    halves.put(new Carrier.OfSolution(CHAT.id()), new BigDecimal("50"));
    halves.put(new Carrier.OfSolution(new SolutionId("nobody-s")), new BigDecimal("50"));
    var _ =
        server
            .store
            .allocationRules()
            .create(
                new AllocationRule(
                    new RuleId("halves"),
                    1,
                    new CostSelector(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new FixedCostId(fixedCost))),
                    new Division.Fixed(halves),
                    OCTOBER,
                    Optional.empty()),
                "ana");
  }

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

    assertAllowed(CostExportFormat.COST_EXPORT_FORMAT_FOCUS_1_3, rows);
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
  void a_token_limited_to_a_solution_exports_only_its_lines_and_no_split_of_a_whole() {
    String limited = TestTokens.limitedTo("carol-chat");

    assertThat(rows(text(CostExportFormat.COST_EXPORT_FORMAT_FLAT, MONTH, limited)))
        .hasSize(3)
        .allMatch(row -> row.get("solution").equals("carol-chat"));
    assertThat(
            Refusal.of(() -> text(CostExportFormat.COST_EXPORT_FORMAT_FOCUS_1_3, MONTH, limited))
                .reason())
        .isEqualTo("SOLUTION_FORBIDDEN");
  }

  @Test
  void every_wrong_field_is_named() {
    Refusal refusal =
        Refusal.of(
            () -> {
              var answer =
                  ReportServiceGrpc.newBlockingStub(server.as(TestTokens.admin()))
                      .exportCost(
                          ExportCostRequest.newBuilder()
                              .setFormat(CostExportFormat.COST_EXPORT_FORMAT_FOCUS_1_2)
                              .setFilter(
                                  CostFilter.newBuilder()
                                      .setFirstMonth(MONTH.toBuilder().setDay(3))
                                      .setCustomerCode("T1"))
                              .build());
              answer.forEachRemaining(_ -> {});
            });

    assertThat(refusal.violations()).containsExactly("filter.first_month", "filter.customer_code");
  }

  private void posted(String id, String amount, Optional<SolutionId> solution) {
    var _ =
        server
            .store
            .fixedCosts()
            .create(once(id, amount, OCTOBER, VISION.id()).of(solution), "ana");
    var _ = server.store.fixedCosts().postUntil(OCTOBER, server.clock.instant());
  }

  private void allocate(Date month) {
    var _ = allocations.allocateCost(AllocateCostRequest.newBuilder().setMonth(month).build());
    server.runOperations();
  }

  private List<CSVRecord> export(CostExportFormat format, Date month) {
    return rows(lines(format, month));
  }

  private String lines(CostExportFormat format, Date month) {
    return text(format, month, TestTokens.admin());
  }

  private String text(CostExportFormat format, Date month, String token) {
    StringBuilder text = new StringBuilder();
    ReportServiceGrpc.newBlockingStub(server.as(token))
        .exportCost(
            ExportCostRequest.newBuilder()
                .setFormat(format)
                .setFilter(CostFilter.newBuilder().setFirstMonth(month))
                .build())
        .forEachRemaining(part -> text.append(part.getContent().toStringUtf8()));
    return text.toString();
  }

  private static List<CSVRecord> rows(String csv) {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser parser = CSVParser.parse(new StringReader(csv), format)) {
      return parser.getRecords();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
