package com.totvs.billing.bootstrap.demo;

import com.google.type.Money;
import com.totvs.billing.v1.AllocationOutcome;
import com.totvs.billing.v1.AllocationRule;
import com.totvs.billing.v1.AllocationServiceGrpc;
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
import com.totvs.billing.v1.ListAllocationsRequest;
import com.totvs.billing.v1.Meter;
import com.totvs.billing.v1.MeterWeight;
import com.totvs.billing.v1.PostFixedCostsRequest;
import com.totvs.billing.v1.ProportionalDivision;
import com.totvs.billing.v1.Recurrence;
import com.totvs.billing.v1.ReportServiceGrpc;
import com.totvs.billing.v1.SummarizeCostRequest;
import io.grpc.Channel;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;

/// The month's cost is divided among those who used it: tokens pay for the model, calls for
/// everything else.
final class Division {
  private static final int SHOWN = 5;

  private final Channel admin;
  private final Bookkeeper books;
  private final YearMonth month;
  private final PrintWriter out;
  private final Claims claims;

  Division(Channel admin, Bookkeeper books, YearMonth month, PrintWriter out, Claims claims) {
    this.admin = admin;
    this.books = books;
    this.month = month;
    this.out = out;
    this.claims = claims;
  }

  /// Plays it.
  void play() {
    divideTheModelByTokens();
    paySupport();
    AllocationOutcome first = books.allocate(month);
    AllocationOutcome again = books.allocate(month);
    addsUp(first);
    claims.claim(
        "divided again, it has the same lines",
        "runs %d and %d".formatted(first.getRun(), again.getRun()),
        books.digest(first.getRun()).equals(books.digest(again.getRun())));
    customers().forEach(row -> out.printf("         %s%n", row));
  }

  private void divideTheModelByTokens() {
    ProportionalDivision byTokens =
        ProportionalDivision.newBuilder()
            .addWeights(MeterWeight.newBuilder().setMeter(Meter.METER_INPUT_TOKENS))
            .addWeights(MeterWeight.newBuilder().setMeter(Meter.METER_OUTPUT_TOKENS))
            .build();
    AllocationRule rule =
        AllocationRule.newBuilder()
            .setRuleId("openai-by-tokens")
            .setPlace(10)
            .setTakes(CostSelector.newBuilder().setServiceName("Azure OpenAI"))
            .setProportional(byTokens)
            .setFirstMonth(Bookkeeper.date(month.minusMonths(1)))
            .build();
    var _ =
        AllocationServiceGrpc.newBlockingStub(admin)
            .createAllocationRule(
                CreateAllocationRuleRequest.newBuilder().setAllocationRule(rule).build());
  }

  private void paySupport() {
    CostServiceBlockingStub costs = CostServiceGrpc.newBlockingStub(admin);
    FixedCost support =
        FixedCost.newBuilder()
            .setFixedCostId("support")
            .setDescription("Support contract")
            .setAmount(
                Money.newBuilder().setCurrencyCode("BRL").setUnits(999).setNanos(990_000_000))
            .setRecurrence(Recurrence.RECURRENCE_MONTHLY)
            .setFirstMonth(Bookkeeper.date(month))
            .build();
    var _ =
        costs.createFixedCost(CreateFixedCostRequest.newBuilder().setFixedCost(support).build());
    var _ = costs.postFixedCosts(PostFixedCostsRequest.getDefaultInstance());
  }

  private void addsUp(AllocationOutcome outcome) {
    CostBalance balance = outcome.getBalances(0);
    BigDecimal lines =
        Bookkeeper.total(
            books.lines(ListAllocationsRequest.newBuilder().setRun(outcome.getRun()).build()));
    BigDecimal bill =
        new BigDecimal(balance.getExactAmount().getValue()).setScale(2, RoundingMode.HALF_EVEN);
    claims.claim(
        "%s is divided: its lines add up to the bill".formatted(month),
        "%s BRL in %,d lines".formatted(lines.toPlainString(), outcome.getLines()),
        lines.compareTo(Bookkeeper.amount(balance.getCollected())) == 0
            && lines.compareTo(bill) == 0);
  }

  private List<String> customers() {
    return ReportServiceGrpc.newBlockingStub(admin)
        .summarizeCost(
            SummarizeCostRequest.newBuilder()
                .setFilter(CostFilter.newBuilder().setFirstMonth(Bookkeeper.date(month)))
                .addGroupBy(CostDimension.COST_DIMENSION_CUSTOMER)
                .setPageSize(1_000)
                .build())
        .getSummariesList()
        .stream()
        .sorted(Comparator.comparing(Division::collected).reversed())
        .limit(SHOWN)
        .map(Division::row)
        .toList();
  }

  private static String row(CostSummary customer) {
    return "%-40s %12s BRL  %10s a call"
        .formatted(
            customer.getGroup().hasCustomer()
                ? customer.getGroup().getCustomer().getName()
                : "(not settled)",
            collected(customer).toPlainString(),
            customer.getCostPerCall().getValue());
  }

  private static BigDecimal collected(CostSummary customer) {
    return Bookkeeper.amount(customer.getTotals().getCollected());
  }
}
