package com.totvs.billing.grpc.access;

import static com.totvs.billing.application.Examples.ACME;
import static com.totvs.billing.application.Examples.CHAT;
import static com.totvs.billing.application.Examples.C_AND_P;
import static com.totvs.billing.application.Examples.GLOBEX;
import static com.totvs.billing.application.Examples.LICENSE;
import static com.totvs.billing.application.Examples.NOW;
import static com.totvs.billing.application.Examples.OTHER_LICENSE;
import static com.totvs.billing.application.Examples.PATIENCE;
import static com.totvs.billing.application.Examples.VISION;
import static com.totvs.billing.application.Examples.usage;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.google.type.Date;
import com.totvs.billing.application.Examples;
import com.totvs.billing.application.cost.Bills;
import com.totvs.billing.domain.Span;
import com.totvs.billing.domain.allocation.AllocationRule;
import com.totvs.billing.domain.allocation.CostSelector;
import com.totvs.billing.domain.allocation.Division;
import com.totvs.billing.domain.allocation.RuleId;
import com.totvs.billing.domain.catalog.Application;
import com.totvs.billing.domain.catalog.ApplicationId;
import com.totvs.billing.domain.operation.OperationKind;
import com.totvs.billing.domain.operation.Order;
import com.totvs.billing.domain.usage.Consumption;
import com.totvs.billing.domain.usage.Meter;
import com.totvs.billing.domain.usage.UsageRecord;
import com.totvs.billing.grpc.Refusal;
import com.totvs.billing.grpc.TestServer;
import com.totvs.billing.grpc.TestTokens;
import com.totvs.billing.v1.AllocateCostRequest;
import com.totvs.billing.v1.Allocation;
import com.totvs.billing.v1.AllocationServiceGrpc;
import com.totvs.billing.v1.ListAllocationsRequest;
import com.totvs.billing.v1.ReportServiceGrpc;
import com.totvs.billing.v1.ReportServiceGrpc.ReportServiceBlockingStub;
import com.totvs.billing.v1.SummarizeUsageRequest;
import com.totvs.billing.v1.SummarizeUsageResponse;
import io.grpc.ServiceDescriptor;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A token limited to one solution sees nothing of another, whatever method it calls: neither ids
/// nor names nor numbers. What the other solution's usage names and counts is unlike anything else,
/// and must not be found anywhere in what comes back.
class LimitedTokenTest {
  private static final int TELLTALE = 987_654_321;
  private static final Date NOVEMBER = Date.newBuilder().setYear(2026).setMonth(11).build();
  private static final String LIMITED = TestTokens.limitedTo(VISION.id().value());

  // What belongs to no solution, or names another one.
  private static final Set<String> CLOSED =
      Set.of(
          "totvs.billing.v1.UsageService/RecordUsage",
          "totvs.billing.v1.LicenseService/ListLicenses",
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
          "google.longrunning.Operations/CancelOperation");

  // What tells nothing of a solution's usage: who holds a license is told to whoever knows it, what
  // is
  // recorded is what the caller says itself, and operations are never deleted.
  private static final Set<String> TELLS_NOTHING =
      Set.of(
          "totvs.billing.v1.UsageService/BatchRecordUsage",
          "totvs.billing.v1.LicenseService/ValidateLicense",
          "google.longrunning.Operations/DeleteOperation");

  private static final Application SECRET =
      new Application(new ApplicationId("secret-application"), "secret words");

  private final TestServer server = new TestServer();
  private final AnyMethod any = new AnyMethod(server);
  private final UsageRecord own =
      usage().by(VISION).in(C_AND_P).license(LICENSE).user("maria").record();
  private final UsageRecord others =
      usage()
          .by(CHAT)
          .in(SECRET)
          .license(OTHER_LICENSE)
          .user("secret-user")
          .contingency(1)
          .consumption(TELLTALE, TELLTALE, TELLTALE)
          .record();
  // Not voided: what is voided would not show in sums, nor among the uses of emergency keys.
  private final UsageRecord alsoOthers =
      usage()
          .by(CHAT)
          .in(SECRET)
          .license(OTHER_LICENSE)
          .user("secret-user")
          .contingency(1)
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
    return AnyMethod.names();
  }

  @Test
  void every_service_of_the_server_is_tried() {
    assertThat(AnyMethod.services().map(ServiceDescriptor::getName))
        .containsAll(
            server.serviceNames().stream().filter(name -> !name.startsWith("grpc.")).toList());
  }

  @ParameterizedTest
  @MethodSource("methods")
  void nothing_of_the_other_solution_comes_back(String method) {
    for (Message request : requests().of(method)) {
      assertThat(any.answer(method, request, LIMITED))
          .as(method)
          .doesNotContain(secrets(request).toArray(String[]::new));
    }
  }

  @ParameterizedTest
  @MethodSource("permitted")
  void the_same_requests_show_an_unlimited_token_the_other_solution(String method) {
    List<String> answers = new ArrayList<>();
    List<String> secrets = new ArrayList<>();
    for (Message request : requests().of(method)) {
      answers.add(any.answer(method, request, TestTokens.admin()));
      secrets.addAll(secrets(request));
    }

    assertThat(String.join("", answers)).containsAnyOf(secrets.toArray(String[]::new));
  }

  static Stream<String> permitted() {
    return methods().filter(method -> !CLOSED.contains(method) && !TELLS_NOTHING.contains(method));
  }

  // What the caller says itself may come back in a refusal, but nothing more.
  private List<String> secrets(Message request) {
    String said = request.toString();
    boolean named = said.contains(others.id().toString());
    return Stream.of(
            Stream.of(others.id().toString(), CHAT.id().value(), CHAT.description())
                .filter(text -> !said.contains(text)),
            Stream.of("usage_record", "was voided").filter(_ -> named),
            Stream.of(
                alsoOthers.id().toString(),
                others.id().cancelling().toString(),
                "secret",
                GLOBEX.name(),
                GLOBEX.code().value()),
            sums())
        .flatMap(Function.identity())
        .toList();
  }

  // Of the other solution alone, and of both.
  private Stream<String> sums() {
    Consumption ownUse = own.consumption();
    return Stream.of(0L, ownUse.inputTokens(), ownUse.outputTokens(), ownUse.imageSizeKb())
        .map(quantity -> String.valueOf(TELLTALE + quantity));
  }

  @Test
  void sums_are_those_of_its_own_solution_and_so_is_what_shares_are_shares_of() {
    ReportServiceBlockingStub reports = ReportServiceGrpc.newBlockingStub(server.as(LIMITED));

    for (Message request : requests().of("totvs.billing.v1.ReportService/SummarizeUsage")) {
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
        AllocationServiceGrpc.newBlockingStub(server.as(LIMITED))
            .listAllocations(ListAllocationsRequest.newBuilder().setRun(1).build())
            .getAllocationsList();

    assertThat(lines).hasSize(1);
    assertThat(lines.getFirst().getDriverTotal()).isEqualTo(lines.getFirst().getDriverQuantity());
    assertThat(lines.getFirst().getDriverQuantity().getValue())
        .isEqualTo(String.valueOf(own.consumption().inputTokens()));
  }

  static Stream<String> closed() {
    return CLOSED.stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("closed")
  void what_belongs_to_no_solution_or_to_another_one_is_closed_to_it(String method) {
    for (Message request : requests().of(method)) {
      Refusal refusal = Refusal.of(() -> any.call(method, request, LIMITED));

      assertThat(refusal.reason()).isEqualTo("SOLUTION_FORBIDDEN");
    }
  }

  @Test
  void voiding_another_solutions_usage_finds_nothing() {
    String method = "totvs.billing.v1.UsageService/VoidUsage";
    Refusal refusal = Refusal.of(() -> any.call(method, requests().of(method).getFirst(), LIMITED));

    assertThat(refusal.reason()).isEqualTo("USAGE_NOT_FOUND");
  }

  private EveryRequest requests() {
    return new EveryRequest(others, operation);
  }
}
