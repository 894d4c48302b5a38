package com.totvs.billing.grpc.access;

import static com.totvs.billing.application.Examples.ACME;
import static com.totvs.billing.application.Examples.CHAT;
import static com.totvs.billing.application.Examples.C_AND_P;
import static com.totvs.billing.application.Examples.GLOBEX;
import static com.totvs.billing.application.Examples.LICENSE;
import static com.totvs.billing.application.Examples.NOW;
import static com.totvs.billing.application.Examples.OTHER_LICENSE;
import static com.totvs.billing.application.Examples.PATIENCE;
import static com.totvs.billing.application.Examples.RM;
import static com.totvs.billing.application.Examples.VISION;
import static com.totvs.billing.application.Examples.usage;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.longrunning.CancelOperationRequest;
import com.google.longrunning.GetOperationRequest;
import com.google.longrunning.ListOperationsRequest;
import com.google.longrunning.OperationsGrpc;
import com.google.longrunning.WaitOperationRequest;
import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import com.google.type.Date;
import com.totvs.billing.application.Examples;
import com.totvs.billing.application.cost.Bills;
import com.totvs.billing.domain.Span;
import com.totvs.billing.domain.allocation.AllocationRule;
import com.totvs.billing.domain.allocation.CostSelector;
import com.totvs.billing.domain.allocation.Division;
import com.totvs.billing.domain.allocation.RuleId;
import com.totvs.billing.domain.operation.OperationKind;
import com.totvs.billing.domain.operation.Order;
import com.totvs.billing.domain.usage.Meter;
import com.totvs.billing.domain.usage.UsageRecord;
import com.totvs.billing.grpc.Refusal;
import com.totvs.billing.grpc.TestServer;
import com.totvs.billing.grpc.TestTokens;
import com.totvs.billing.grpc.WireExamples;
import com.totvs.billing.grpc.wire.Wire;
import com.totvs.billing.v1.AdminServiceGrpc;
import com.totvs.billing.v1.AllocateCostRequest;
import com.totvs.billing.v1.Allocation;
import com.totvs.billing.v1.AllocationServiceGrpc;
import com.totvs.billing.v1.BatchRecordUsageRequest;
import com.totvs.billing.v1.CatalogServiceGrpc;
import com.totvs.billing.v1.CloseMonthRequest;
import com.totvs.billing.v1.CompareAllocationRunsRequest;
import com.totvs.billing.v1.CostDimension;
import com.totvs.billing.v1.CostExportFormat;
import com.totvs.billing.v1.CostFilter;
import com.totvs.billing.v1.CostServiceGrpc;
import com.totvs.billing.v1.CreateAllocationRuleRequest;
import com.totvs.billing.v1.EndAllocationRuleRequest;
import com.totvs.billing.v1.ExplainAllocationRequest;
import com.totvs.billing.v1.ExportCostRequest;
import com.totvs.billing.v1.ExportUsageRequest;
import com.totvs.billing.v1.GetUsageRequest;
import com.totvs.billing.v1.LicenseServiceGrpc;
import com.totvs.billing.v1.ListAllocationRulesRequest;
import com.totvs.billing.v1.ListAllocationRunsRequest;
import com.totvs.billing.v1.ListAllocationsRequest;
import com.totvs.billing.v1.ListMonthsRequest;
import com.totvs.billing.v1.Period;
import com.totvs.billing.v1.PurgeServiceGrpc;
import com.totvs.billing.v1.PurgeUsageRequest;
import com.totvs.billing.v1.RecordUsageRequest;
import com.totvs.billing.v1.ReopenMonthRequest;
import com.totvs.billing.v1.ReportServiceGrpc;
import com.totvs.billing.v1.ReportServiceGrpc.ReportServiceBlockingStub;
import com.totvs.billing.v1.RestoreUsageRequest;
import com.totvs.billing.v1.SummarizeCostRequest;
import com.totvs.billing.v1.SummarizeUsageRequest;
import com.totvs.billing.v1.SummarizeUsageResponse;
import com.totvs.billing.v1.Usage;
import com.totvs.billing.v1.UsageDimension;
import com.totvs.billing.v1.UsageExportKind;
import com.totvs.billing.v1.UsageServiceGrpc;
import com.totvs.billing.v1.ValidateLicenseRequest;
import com.totvs.billing.v1.VoidUsageRequest;
import io.grpc.CallOptions;
import io.grpc.MethodDescriptor;
import io.grpc.ServiceDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import io.grpc.stub.ClientCalls;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A token limited to one solution sees nothing of another, whatever method it calls: neither ids
/// nor names nor numbers. What the other solution's usage names and counts is unlike anything else,
/// and must not be found anywhere in what comes back.
class LimitedTokenTest {
  private static final int TELLTALE = 987_654_321;
  private static final Date NOVEMBER = Date.newBuilder().setYear(2026).setMonth(11).build();
  private static final Period OCTOBER =
      Period.newBuilder().setMonth(Date.newBuilder().setYear(2026).setMonth(10)).build();

  private final TestServer server = new TestServer();
  private final UsageRecord own =
      usage().by(VISION).in(C_AND_P).license(LICENSE).user("maria").record();
  private final UsageRecord others =
      usage()
          .by(CHAT)
          .in(RM)
          .license(OTHER_LICENSE)
          .user("secret-user")
          .contingency(1)
          .consumption(TELLTALE, TELLTALE, TELLTALE)
          .record();
  // Not voided: what is voided would not show in sums.
  private final UsageRecord alsoOthers =
      usage()
          .by(CHAT)
          .in(RM)
          .license(OTHER_LICENSE)
          .user("secret-user")
          .consumption(TELLTALE, TELLTALE, TELLTALE)
          .record();
  private String operation = "";

  @BeforeEach
  void recordForBoth() {
    server.store.licenses().remember(LICENSE, Examples.heldBy(ACME), NOW);
    server.store.licenses().remember(OTHER_LICENSE, Examples.heldBy(GLOBEX), NOW);
    var _ = server.store.journal().append(List.of(own, others, alsoOthers), PATIENCE);
    operation =
        server
            .store
            .operations()
            .start(
                new Order(OperationKind.PURGE_USAGE, Span.ALWAYS, true, "admin", Optional.empty()))
            .id()
            .toString();
    var _ = server.store.journal().voidUsage(others.key(), "secret-reason", "secret-admin");
    allocateByTokens();
  }

  // Totals of tokens would tell what the other solution used.
  private void allocateByTokens() {
    YearMonth month = YearMonth.of(2026, 11);
    var _ = server.store.fixedCosts().create(Bills.monthly("fee", "10", month), "admin");
    var _ = server.store.fixedCosts().postUntil(month, NOW);
    var _ =
        server
            .store
            .allocationRules()
            .create(
                new AllocationRule(
                    new RuleId("by-tokens"),
                    1,
                    CostSelector.EVERYTHING,
                    Division.Proportional.to(Meter.INPUT_TOKENS),
                    month,
                    Optional.empty()),
                "admin");
    var _ =
        AllocationServiceGrpc.newBlockingStub(server.as(TestTokens.admin()))
            .allocateCost(AllocateCostRequest.newBuilder().setMonth(NOVEMBER).build());
    server.runOperations();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  static Stream<String> methods() {
    return services()
        .flatMap(service -> service.getMethods().stream())
        .map(MethodDescriptor::getFullMethodName);
  }

  private static Stream<ServiceDescriptor> services() {
    return Stream.of(
        UsageServiceGrpc.getServiceDescriptor(),
        LicenseServiceGrpc.getServiceDescriptor(),
        CatalogServiceGrpc.getServiceDescriptor(),
        PurgeServiceGrpc.getServiceDescriptor(),
        ReportServiceGrpc.getServiceDescriptor(),
        AdminServiceGrpc.getServiceDescriptor(),
        CostServiceGrpc.getServiceDescriptor(),
        AllocationServiceGrpc.getServiceDescriptor(),
        OperationsGrpc.getServiceDescriptor());
  }

  @Test
  void every_service_of_the_server_is_tried() {
    assertThat(services().map(ServiceDescriptor::getName))
        .containsAll(
            server.serviceNames().stream().filter(name -> !name.startsWith("grpc.")).toList());
  }

  @ParameterizedTest
  @MethodSource("methods")
  void nothing_of_the_other_solution_comes_back(String method) {
    for (Message request : requests(method)) {
      // What the caller says itself may come back in a refusal, but nothing more.
      boolean named = request.toString().contains(others.id().toString());
      assertThat(answer(method, request, TestTokens.limitedTo(VISION.id().value())))
          .as(method)
          .doesNotContain(named ? "usage_record" : others.id().toString());
      assertThat(answer(method, request, TestTokens.limitedTo(VISION.id().value())))
          .as(method)
          .doesNotContain(others.id().cancelling().toString())
          .doesNotContain(String.valueOf(TELLTALE))
          .doesNotContain(RM.id().value() + "\"")
          .doesNotContain("secret")
          .doesNotContain(GLOBEX.name())
          .doesNotContain(GLOBEX.code().value());
    }
  }

  @Test
  void the_same_requests_show_an_unlimited_token_the_other_solution() {
    List<String> blind = new ArrayList<>();
    for (String method :
        List.of(
            "totvs.billing.v1.UsageService/ListUsage",
            "totvs.billing.v1.UsageService/GetUsage",
            "totvs.billing.v1.CatalogService/ListCustomers",
            "totvs.billing.v1.CatalogService/ListApplications",
            "totvs.billing.v1.ReportService/SummarizeUsage",
            "totvs.billing.v1.ReportService/ExportUsage",
            "totvs.billing.v1.ReportService/SummarizeCost",
            "totvs.billing.v1.ReportService/ExportCost",
            "totvs.billing.v1.AllocationService/ListAllocations",
            "totvs.billing.v1.AdminService/ListAuditEntries",
            "totvs.billing.v1.LicenseService/ListLicenses")) {
      String answers =
          requests().getOrDefault(method, List.of()).stream()
              .map(request -> answer(method, request, TestTokens.admin()))
              .reduce("", String::concat);
      if (Stream.of(
              RM.id().value() + "\"",
              "secret",
              GLOBEX.name(),
              "dta-vision,carol-chat",
              CHAT.id().value())
          .noneMatch(answers::contains)) {
        blind.add(method);
      }
    }
    assertThat(blind).isEmpty();
  }

  @Test
  void sums_are_those_of_its_own_solution_and_so_is_what_shares_are_shares_of() {
    ReportServiceBlockingStub reports =
        ReportServiceGrpc.newBlockingStub(server.as(TestTokens.limitedTo(VISION.id().value())));

    for (Message request : requests("totvs.billing.v1.ReportService/SummarizeUsage")) {
      SummarizeUsageResponse answer = reports.summarizeUsage((SummarizeUsageRequest) request);

      assertThat(answer.getSummariesList()).hasSize(1);
      assertThat(List.of(answer.getTotal(), answer.getWhole()))
          .as(request.toString())
          .containsOnly(answer.getSummaries(0).getTotals());
      assertThat(answer.getTotal().getCalls()).isEqualTo(1);
      assertThat(answer.getTotal().getInputTokens()).isEqualTo(own.consumption().inputTokens());
      assertThat(answer.getTotal().getDistinctUsers()).isEqualTo(1);
    }
  }

  @Test
  void its_cost_is_divided_by_what_it_used_and_the_total_is_that_of_its_own_use() {
    List<Allocation> lines =
        AllocationServiceGrpc.newBlockingStub(server.as(TestTokens.limitedTo(VISION.id().value())))
            .listAllocations(ListAllocationsRequest.newBuilder().setRun(1).build())
            .getAllocationsList();

    assertThat(lines).hasSize(1);
    assertThat(lines.getFirst().getDriverTotal()).isEqualTo(lines.getFirst().getDriverQuantity());
    assertThat(lines.getFirst().getDriverQuantity().getValue())
        .isEqualTo(String.valueOf(own.consumption().inputTokens()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "totvs.billing.v1.UsageService/RecordUsage",
        "totvs.billing.v1.PurgeService/PurgeUsage",
        "totvs.billing.v1.PurgeService/RestoreUsage",
        "totvs.billing.v1.PurgeService/ListPurgedPeriods",
        "totvs.billing.v1.AdminService/ListJobs",
        "totvs.billing.v1.AdminService/RunSelfCheck",
        "totvs.billing.v1.AdminService/RebuildTotals",
        "totvs.billing.v1.AdminService/ListAuditEntries",
        "totvs.billing.v1.CostService/CollectAzureCost",
        "totvs.billing.v1.CostService/ListCostSources",
        "totvs.billing.v1.CostService/ListCostItems",
        "totvs.billing.v1.CostService/ListCostRevisions",
        "totvs.billing.v1.CostService/CreateFixedCost",
        "totvs.billing.v1.CostService/ListFixedCosts",
        "totvs.billing.v1.CostService/EndFixedCost",
        "totvs.billing.v1.CostService/PostFixedCosts",
        "totvs.billing.v1.AllocationService/CreateAllocationRule",
        "totvs.billing.v1.AllocationService/EndAllocationRule",
        "totvs.billing.v1.AllocationService/ListAllocationRules",
        "totvs.billing.v1.AllocationService/AllocateCost",
        "totvs.billing.v1.AllocationService/ListAllocationRuns",
        "totvs.billing.v1.AllocationService/CompareAllocationRuns",
        "totvs.billing.v1.AllocationService/ExplainAllocation",
        "totvs.billing.v1.AllocationService/ListMonths",
        "totvs.billing.v1.AllocationService/CloseMonth",
        "totvs.billing.v1.AllocationService/ReopenMonth",
        "google.longrunning.Operations/GetOperation",
        "google.longrunning.Operations/ListOperations",
        "google.longrunning.Operations/WaitOperation",
        "google.longrunning.Operations/CancelOperation"
      })
  void what_belongs_to_no_solution_or_to_another_one_is_closed_to_it(String method) {
    for (Message request : requests(method)) {
      Refusal refusal =
          Refusal.of(() -> call(method, request, TestTokens.limitedTo(VISION.id().value())));

      assertThat(refusal.reason()).isEqualTo("SOLUTION_FORBIDDEN");
    }
  }

  @Test
  void voiding_another_solutions_usage_finds_nothing() {
    String method = "totvs.billing.v1.UsageService/VoidUsage";
    Refusal refusal =
        Refusal.of(
            () ->
                call(
                    method,
                    requests(method).getFirst(),
                    TestTokens.limitedTo(VISION.id().value())));

    assertThat(refusal.reason()).isEqualTo("USAGE_NOT_FOUND");
  }

  private List<Message> requests(String method) {
    List<Message> requests = requests().getOrDefault(method, List.of());
    assertThat(requests).as("requests to try " + method + " with").isNotEmpty();
    return requests;
  }

  private Map<String, List<Message>> requests() {
    Usage foreign =
        WireExamples.usage()
            .setUsageId(others.id().toString())
            .setLicenseServerId(OTHER_LICENSE.value())
            .setSolution(Wire.solution(CHAT))
            .build();
    return Map.ofEntries(
        entry("UsageService/RecordUsage", RecordUsageRequest.newBuilder().setUsage(foreign)),
        entry(
            "UsageService/BatchRecordUsage",
            BatchRecordUsageRequest.newBuilder().addUsages(foreign)),
        entry(
            "UsageService/GetUsage",
            GetUsageRequest.newBuilder().setUsageId(others.id().toString())),
        entry("UsageService/ListUsage", com.totvs.billing.v1.ListUsageRequest.newBuilder()),
        entry(
            "UsageService/VoidUsage",
            VoidUsageRequest.newBuilder().setUsageId(others.id().toString()).setReason("mine now")),
        entry(
            "LicenseService/ValidateLicense",
            ValidateLicenseRequest.newBuilder().setLicenseServerId(LICENSE.value())),
        entry("LicenseService/ListLicenses", com.totvs.billing.v1.ListLicensesRequest.newBuilder()),
        entry(
            "LicenseService/ListEmergencyKeys",
            com.totvs.billing.v1.ListEmergencyKeysRequest.newBuilder()),
        entry(
            "CatalogService/ListCustomers", com.totvs.billing.v1.ListCustomersRequest.newBuilder()),
        entry(
            "CatalogService/ListSolutions", com.totvs.billing.v1.ListSolutionsRequest.newBuilder()),
        entry(
            "CatalogService/ListApplications",
            com.totvs.billing.v1.ListApplicationsRequest.newBuilder()),
        entry("PurgeService/PurgeUsage", PurgeUsageRequest.newBuilder().setPeriod(OCTOBER)),
        entry("PurgeService/RestoreUsage", RestoreUsageRequest.newBuilder().setPeriod(OCTOBER)),
        entry(
            "PurgeService/ListPurgedPeriods",
            com.totvs.billing.v1.ListPurgedPeriodsRequest.newBuilder()),
        Map.entry(
            "totvs.billing.v1.ReportService/SummarizeUsage",
            Stream.of(UsageDimension.values())
                .filter(
                    one ->
                        one != UsageDimension.USAGE_DIMENSION_UNSPECIFIED
                            && one != UsageDimension.UNRECOGNIZED)
                .<Message>map(
                    one ->
                        SummarizeUsageRequest.newBuilder()
                            .addGroupBy(one)
                            .setCountDistinctUsers(true)
                            .build())
                .toList()),
        Map.entry(
            "totvs.billing.v1.ReportService/ExportUsage",
            List.of(
                ExportUsageRequest.newBuilder()
                    .setKind(UsageExportKind.USAGE_EXPORT_KIND_RECORDS)
                    .build(),
                ExportUsageRequest.newBuilder()
                    .setKind(UsageExportKind.USAGE_EXPORT_KIND_SUMMARY)
                    .addGroupBy(UsageDimension.USAGE_DIMENSION_CUSTOMER)
                    .addGroupBy(UsageDimension.USAGE_DIMENSION_SOLUTION)
                    .build())),
        entry("AdminService/ListJobs", com.totvs.billing.v1.ListJobsRequest.newBuilder()),
        entry("AdminService/RunSelfCheck", com.totvs.billing.v1.RunSelfCheckRequest.newBuilder()),
        entry("AdminService/RebuildTotals", com.totvs.billing.v1.RebuildTotalsRequest.newBuilder()),
        entry(
            "AdminService/ListAuditEntries",
            com.totvs.billing.v1.ListAuditEntriesRequest.newBuilder()),
        entry(
            "CostService/CollectAzureCost",
            com.totvs.billing.v1.CollectAzureCostRequest.newBuilder()),
        entry(
            "CostService/ListCostSources",
            com.totvs.billing.v1.ListCostSourcesRequest.newBuilder()),
        entry("CostService/ListCostItems", com.totvs.billing.v1.ListCostItemsRequest.newBuilder()),
        entry(
            "CostService/ListCostRevisions",
            com.totvs.billing.v1.ListCostRevisionsRequest.newBuilder()),
        entry(
            "CostService/CreateFixedCost",
            com.totvs.billing.v1.CreateFixedCostRequest.newBuilder()
                .setFixedCost(WireExamples.fixedCost())),
        entry(
            "CostService/ListFixedCosts", com.totvs.billing.v1.ListFixedCostsRequest.newBuilder()),
        entry(
            "CostService/EndFixedCost",
            com.totvs.billing.v1.EndFixedCostRequest.newBuilder()
                .setFixedCostId("dta-base")
                .setLastMonth(OCTOBER.getMonth())),
        entry(
            "CostService/PostFixedCosts", com.totvs.billing.v1.PostFixedCostsRequest.newBuilder()),
        Map.entry(
            "totvs.billing.v1.ReportService/SummarizeCost",
            Stream.of(
                    CostDimension.COST_DIMENSION_CUSTOMER,
                    CostDimension.COST_DIMENSION_APPLICATION,
                    CostDimension.COST_DIMENSION_SOLUTION,
                    CostDimension.COST_DIMENSION_RESOURCE,
                    CostDimension.COST_DIMENSION_DAY)
                .<Message>map(
                    one ->
                        SummarizeCostRequest.newBuilder()
                            .setFilter(CostFilter.newBuilder().setFirstMonth(NOVEMBER))
                            .addGroupBy(one)
                            .build())
                .toList()),
        Map.entry(
            "totvs.billing.v1.ReportService/ExportCost",
            Stream.of(
                    CostExportFormat.COST_EXPORT_FORMAT_FLAT,
                    CostExportFormat.COST_EXPORT_FORMAT_FOCUS_1_2,
                    CostExportFormat.COST_EXPORT_FORMAT_FOCUS_1_3)
                .<Message>map(
                    one ->
                        ExportCostRequest.newBuilder()
                            .setFilter(CostFilter.newBuilder().setFirstMonth(NOVEMBER))
                            .setFormat(one)
                            .build())
                .toList()),
        entry(
            "AllocationService/CreateAllocationRule",
            CreateAllocationRuleRequest.newBuilder()
                .setAllocationRule(WireExamples.allocationRule())),
        entry(
            "AllocationService/EndAllocationRule",
            EndAllocationRuleRequest.newBuilder().setRuleId("by-tokens").setLastMonth(NOVEMBER)),
        entry("AllocationService/ListAllocationRules", ListAllocationRulesRequest.newBuilder()),
        entry(
            "AllocationService/AllocateCost", AllocateCostRequest.newBuilder().setMonth(NOVEMBER)),
        entry("AllocationService/ListAllocationRuns", ListAllocationRunsRequest.newBuilder()),
        entry(
            "AllocationService/CompareAllocationRuns",
            CompareAllocationRunsRequest.newBuilder().setRun(1).setOtherRun(1)),
        entry("AllocationService/ListAllocations", ListAllocationsRequest.newBuilder().setRun(1)),
        entry(
            "AllocationService/ExplainAllocation",
            ExplainAllocationRequest.newBuilder().setAllocationId("1-1-1")),
        entry("AllocationService/ListMonths", ListMonthsRequest.newBuilder()),
        entry(
            "AllocationService/CloseMonth",
            CloseMonthRequest.newBuilder().setMonth(NOVEMBER).setDryRun(true)),
        entry(
            "AllocationService/ReopenMonth",
            ReopenMonthRequest.newBuilder().setMonth(NOVEMBER).setReason("mine now")),
        operation("GetOperation", GetOperationRequest.newBuilder().setName(operation)),
        operation("ListOperations", ListOperationsRequest.newBuilder()),
        operation("WaitOperation", WaitOperationRequest.newBuilder().setName(operation)),
        operation("CancelOperation", CancelOperationRequest.newBuilder().setName(operation)),
        operation(
            "DeleteOperation",
            com.google.longrunning.DeleteOperationRequest.newBuilder().setName(operation)));
  }

  private static Map.Entry<String, List<Message>> entry(String method, Message.Builder request) {
    return Map.entry("totvs.billing.v1." + method, List.of(request.build()));
  }

  private static Map.Entry<String, List<Message>> operation(
      String method, Message.Builder request) {
    return Map.entry("google.longrunning.Operations/" + method, List.of(request.build()));
  }

  // Everything that comes back as text, a failure with all it says.
  private String answer(String name, Message request, String token) {
    StringBuilder text = new StringBuilder();
    try {
      call(name, request, token)
          .forEach(
              answer ->
                  text.append(TextFormat.printer().escapingNonAscii(false).printToString(answer)));
    } catch (StatusRuntimeException e) {
      text.append(e).append(e.getTrailers());
    }
    return text.toString();
  }

  private List<Message> call(String name, Message request, String token) {
    List<Message> answers = new ArrayList<>();
    ClientCalls.blockingServerStreamingCall(
            server.as(token), streamed(method(name)), CallOptions.DEFAULT, request)
        .forEachRemaining(answers::add);
    return answers;
  }

  // A unary method can be called as a stream of one.
  private static MethodDescriptor<Message, Message> streamed(
      MethodDescriptor<Message, Message> method) {
    return method.toBuilder().setType(MethodDescriptor.MethodType.SERVER_STREAMING).build();
  }

  @SuppressWarnings("unchecked") // Every generated method speaks messages.
  private static MethodDescriptor<Message, Message> method(String name) {
    return (MethodDescriptor<Message, Message>)
        services()
            .flatMap(service -> service.getMethods().stream())
            .filter(method -> method.getFullMethodName().equals(name))
            .filter(method -> method.getSchemaDescriptor() instanceof ProtoMethodDescriptorSupplier)
            .findFirst()
            .orElseThrow();
  }
}
