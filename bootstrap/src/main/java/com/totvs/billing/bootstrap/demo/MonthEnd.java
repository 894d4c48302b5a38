package com.totvs.billing.bootstrap.demo;

import com.google.protobuf.Timestamp;
import com.google.type.Date;
import com.google.type.Money;
import com.totvs.billing.bootstrap.standin.StandInAzure;
import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.v1.AdminServiceGrpc;
import com.totvs.billing.v1.AllocateCostRequest;
import com.totvs.billing.v1.AllocateCostResult;
import com.totvs.billing.v1.Allocation;
import com.totvs.billing.v1.AllocationOutcome;
import com.totvs.billing.v1.AllocationRule;
import com.totvs.billing.v1.AllocationServiceGrpc;
import com.totvs.billing.v1.AllocationServiceGrpc.AllocationServiceBlockingStub;
import com.totvs.billing.v1.CloseMonthRequest;
import com.totvs.billing.v1.CloseMonthResult;
import com.totvs.billing.v1.CollectAzureCostRequest;
import com.totvs.billing.v1.CollectAzureCostResult;
import com.totvs.billing.v1.CostBalance;
import com.totvs.billing.v1.CostDimension;
import com.totvs.billing.v1.CostFilter;
import com.totvs.billing.v1.CostSelector;
import com.totvs.billing.v1.CostServiceGrpc;
import com.totvs.billing.v1.CostServiceGrpc.CostServiceBlockingStub;
import com.totvs.billing.v1.CostSummary;
import com.totvs.billing.v1.CreateAllocationRuleRequest;
import com.totvs.billing.v1.CreateFixedCostRequest;
import com.totvs.billing.v1.FixedCost;
import com.totvs.billing.v1.ListAllocationRunsRequest;
import com.totvs.billing.v1.ListAllocationsRequest;
import com.totvs.billing.v1.ListAllocationsResponse;
import com.totvs.billing.v1.Meter;
import com.totvs.billing.v1.MeterWeight;
import com.totvs.billing.v1.PostFixedCostsRequest;
import com.totvs.billing.v1.ProportionalDivision;
import com.totvs.billing.v1.RecordUsageRequest;
import com.totvs.billing.v1.Recurrence;
import com.totvs.billing.v1.ReportServiceGrpc;
import com.totvs.billing.v1.RunSelfCheckRequest;
import com.totvs.billing.v1.RunSelfCheckResult;
import com.totvs.billing.v1.Solution;
import com.totvs.billing.v1.SummarizeCostRequest;
import com.totvs.billing.v1.Usage;
import com.totvs.billing.v1.UsageServiceGrpc;
import io.grpc.Channel;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/// The end of the month: its cost is divided, the month is closed, and what comes late is charged
/// in the next one.
final class MonthEnd {
  private static final BigDecimal LATE_COST = new BigDecimal("7.77");
  private static final int LATE_CALLS = 25;
  private static final int SHOWN = 5;

  private final Channel admin;
  private final Function<Solution, Channel> backends;
  private final AllocationServiceBlockingStub allocations;
  private final CostServiceBlockingStub costs;
  private final StandInAzure azure;
  private final YearMonth month;
  private final PrintWriter out;
  private final Claims claims;

  /// @param backends a solution's own connection
  /// @param month the last one that is over
  MonthEnd(
      Channel admin,
      Function<Solution, Channel> backends,
      StandInAzure azure,
      YearMonth month,
      PrintWriter out) {
    this.admin = admin;
    this.backends = backends;
    this.allocations = AllocationServiceGrpc.newBlockingStub(admin);
    this.costs = CostServiceGrpc.newBlockingStub(admin);
    this.azure = azure;
    this.month = month;
    this.out = out;
    this.claims = new Claims(out);
  }

  /// Plays it, and returns whether everything came as it must.
  boolean play() {
    out.printf("%n  Who pays for it%n");
    prepare();
    divided();
    closed();
    whatComesLate();
    RunSelfCheckResult check =
        Ended.result(
            admin,
            AdminServiceGrpc.newBlockingStub(admin)
                .runSelfCheck(RunSelfCheckRequest.getDefaultInstance())
                .getOperation(),
            RunSelfCheckResult.class);
    claims.claim(
        "the self-check finds totals and closed months right",
        "%d findings".formatted(check.getFindingsCount()),
        check.getRight());
    return claims.hold();
  }

  // Tokens pay for the model, calls for everything else.
  private void prepare() {
    var _ =
        allocations.createAllocationRule(
            CreateAllocationRuleRequest.newBuilder()
                .setAllocationRule(
                    AllocationRule.newBuilder()
                        .setRuleId("openai-by-tokens")
                        .setPlace(10)
                        .setTakes(CostSelector.newBuilder().setServiceName("Azure OpenAI"))
                        .setProportional(
                            ProportionalDivision.newBuilder()
                                .addWeights(
                                    MeterWeight.newBuilder().setMeter(Meter.METER_INPUT_TOKENS))
                                .addWeights(
                                    MeterWeight.newBuilder().setMeter(Meter.METER_OUTPUT_TOKENS)))
                        .setFirstMonth(date(month.minusMonths(1))))
                .build());
    var _ =
        costs.createFixedCost(
            CreateFixedCostRequest.newBuilder()
                .setFixedCost(
                    FixedCost.newBuilder()
                        .setFixedCostId("support")
                        .setDescription("Support contract")
                        .setAmount(
                            Money.newBuilder()
                                .setCurrencyCode("BRL")
                                .setUnits(999)
                                .setNanos(990_000_000))
                        .setRecurrence(Recurrence.RECURRENCE_MONTHLY)
                        .setFirstMonth(date(month)))
                .build());
    var _ = costs.postFixedCosts(PostFixedCostsRequest.getDefaultInstance());
  }

  private void divided() {
    AllocationOutcome first = allocate(month);
    AllocationOutcome again = allocate(month);
    CostBalance balance = first.getBalances(0);
    BigDecimal lines = total(lines(first.getRun()));
    claims.claim(
        "%s is divided: its lines add up to the bill".formatted(month),
        "%s BRL in %,d lines".formatted(lines.toPlainString(), first.getLines()),
        lines.compareTo(amount(balance.getCollected())) == 0
            && lines.compareTo(
                    new BigDecimal(balance.getExactAmount().getValue())
                        .setScale(2, RoundingMode.HALF_EVEN))
                == 0);
    claims.claim(
        "divided again, it has the same lines",
        "runs %d and %d".formatted(first.getRun(), again.getRun()),
        run(first.getRun()).equals(run(again.getRun())));
    customers().forEach(row -> out.printf("         %s%n", row));
  }

  private String run(long number) {
    return allocations
        .listAllocationRuns(ListAllocationRunsRequest.getDefaultInstance())
        .getAllocationRunsList()
        .stream()
        .filter(one -> one.getRun() == number)
        .findFirst()
        .orElseThrow()
        .getLinesDigest();
  }

  private List<String> customers() {
    List<CostSummary> all =
        ReportServiceGrpc.newBlockingStub(admin)
            .summarizeCost(
                SummarizeCostRequest.newBuilder()
                    .setFilter(CostFilter.newBuilder().setFirstMonth(date(month)))
                    .addGroupBy(CostDimension.COST_DIMENSION_CUSTOMER)
                    .setPageSize(1_000)
                    .build())
            .getSummariesList();
    return all.stream()
        .sorted(
            Comparator.comparing((CostSummary row) -> amount(row.getTotals().getCollected()))
                .reversed())
        .limit(SHOWN)
        .map(
            row ->
                "%-40s %12s BRL  %10s a call"
                    .formatted(
                        row.getGroup().hasCustomer()
                            ? row.getGroup().getCustomer().getName()
                            : "(not settled)",
                        amount(row.getTotals().getCollected()).toPlainString(),
                        row.getCostPerCall().getValue()))
        .toList();
  }

  private void closed() {
    CloseMonthResult before = close(month.minusMonths(1), true);
    CloseMonthResult refused = close(month, true);
    claims.claim(
        "closing %s names everything that is in the way".formatted(month),
        "%d things".formatted(refused.getObstaclesCount()),
        before.getOutcome().getRun() == 0 && refused.getObstaclesCount() > 0);
    CloseMonthResult unused = close(month.minusMonths(1), false);
    claims.claim(
        "%s, which nobody used, is closed unallocated".formatted(month.minusMonths(1)),
        "%s BRL".formatted(amount(unused.getOutcome().getBalances(0).getUnallocated())),
        amount(unused.getOutcome().getBalances(0).getAllocated()).signum() == 0);
    CloseMonthResult closed = close(month, false);
    claims.claim(
        "%s is closed, forced and with a reason".formatted(month),
        "run %d".formatted(closed.getOutcome().getRun()),
        closed.getOutcome().getRun() > 0);
  }

  private void whatComesLate() {
    List<Allocation> closed = lines(0);
    Solution late = Cast.SOLUTIONS.getFirst();
    for (int i = 0; i < LATE_CALLS; i++) {
      var _ =
          UsageServiceGrpc.newBlockingStub(backends.apply(late))
              .recordUsage(RecordUsageRequest.newBuilder().setUsage(lateCall(late, i)).build());
    }
    azure.restate(month.atDay(9), LATE_COST);
    CollectAzureCostResult read =
        Ended.result(
            admin,
            costs
                .collectAzureCost(
                    CollectAzureCostRequest.newBuilder().setMonth(date(month)).build())
                .getOperation(),
            CollectAzureCostResult.class);
    CostBalance next = allocate(month.plusMonths(1)).getBalances(0);
    // The restated day costs more in two services of each resource group that was read.
    BigDecimal more = LATE_COST.multiply(BigDecimal.valueOf(2 * read.getReadings()));
    claims.claim(
        "late usage and late cost are charged in " + month.plusMonths(1),
        "%s BRL".formatted(amount(next.getCorrections()).toPlainString()),
        amount(next.getCorrections()).compareTo(more) == 0);
    claims.claim(
        "the lines of the closed month are what they were",
        "%,d lines".formatted(closed.size()),
        lines(0).equals(closed) && !closed.isEmpty());
  }

  private Usage lateCall(Solution solution, int number) {
    return Usage.newBuilder()
        .setUsageId(UUID.randomUUID().toString())
        .setOccurredTime(
            Timestamp.newBuilder()
                .setSeconds(
                    BusinessZone.SAO_PAULO.start(month.atDay(20)).getEpochSecond() + number))
        .setLicenseServerId(Cast.LICENSES.getLast())
        .setSolution(solution)
        .setApplication(Cast.APPLICATIONS.getFirst())
        .setInputTokens(5_000)
        .setOutputTokens(1_000)
        .build();
  }

  private AllocationOutcome allocate(YearMonth one) {
    return Ended.result(
            admin,
            allocations
                .allocateCost(AllocateCostRequest.newBuilder().setMonth(date(one)).build())
                .getOperation(),
            AllocateCostResult.class)
        .getOutcome();
  }

  private CloseMonthResult close(YearMonth one, boolean dryRun) {
    return Ended.result(
        admin,
        allocations
            .closeMonth(
                CloseMonthRequest.newBuilder()
                    .setMonth(date(one))
                    .setDryRun(dryRun)
                    .setForce(true)
                    .setReason("the demo has no patience")
                    .build())
            .getOperation(),
        CloseMonthResult.class);
  }

  // Of the run that is reported of the month, unless one is named.
  private List<Allocation> lines(long run) {
    ListAllocationsRequest.Builder request =
        ListAllocationsRequest.newBuilder().setPageSize(1_000).setRun(run);
    if (run == 0) {
      request.setMonth(date(month));
    }
    List<Allocation> lines = new ArrayList<>();
    ListAllocationsResponse page;
    do {
      page = allocations.listAllocations(request.build());
      lines.addAll(page.getAllocationsList());
      request.setPageToken(page.getNextPageToken());
    } while (!page.getNextPageToken().isEmpty());
    return lines;
  }

  private static BigDecimal total(List<Allocation> lines) {
    return lines.stream()
        .map(line -> amount(line.getAmount()))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal amount(Money money) {
    return BigDecimal.valueOf(money.getUnits())
        .add(BigDecimal.valueOf(money.getNanos(), 9))
        .setScale(2, RoundingMode.UNNECESSARY);
  }

  private static Date date(YearMonth month) {
    return Date.newBuilder().setYear(month.getYear()).setMonth(month.getMonthValue()).build();
  }
}
