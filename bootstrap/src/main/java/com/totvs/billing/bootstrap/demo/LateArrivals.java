package com.totvs.billing.bootstrap.demo;

import com.totvs.billing.bootstrap.standin.StandInAzure;
import com.totvs.billing.v1.Allocation;
import com.totvs.billing.v1.CollectAzureCostRequest;
import com.totvs.billing.v1.CollectAzureCostResult;
import com.totvs.billing.v1.CostServiceGrpc;
import com.totvs.billing.v1.RecordUsageRequest;
import com.totvs.billing.v1.Solution;
import com.totvs.billing.v1.SummarizeUsageResponse;
import com.totvs.billing.v1.UsageServiceGrpc;
import com.totvs.billing.v1.UsageServiceGrpc.UsageServiceBlockingStub;
import com.totvs.billing.v1.UsageTotals;
import io.grpc.Channel;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import java.util.function.Function;

/// Usage and cost of the closed month come late, and are charged in the next one.
final class LateArrivals {
  private static final BigDecimal COST = new BigDecimal("7.77");
  private static final int CALLS = 25;

  private final Channel admin;
  private final Function<Solution, Channel> backends;
  private final StandInAzure azure;
  private final Bookkeeper books;
  private final YearMonth month;
  private final Claims claims;

  LateArrivals(
      Channel admin,
      Function<Solution, Channel> backends,
      StandInAzure azure,
      Bookkeeper books,
      YearMonth month,
      Claims claims) {
    this.admin = admin;
    this.backends = backends;
    this.azure = azure;
    this.books = books;
    this.month = month;
    this.claims = claims;
  }

  /// Plays it.
  void play() {
    List<Allocation> closed = books.lines(month);
    LatePayer payer = new LatePayer(admin, books, month);
    UsageTotals before = payer.usage().getTotal();
    usageComes(payer);
    BigDecimal more = costComes();
    BigDecimal charged =
        Bookkeeper.amount(books.allocate(month.plusMonths(1)).getBalances(0).getCorrections());
    claims.claim(
        "late cost is charged in " + month.plusMonths(1),
        "%s BRL".formatted(charged.toPlainString()),
        charged.compareTo(more) == 0);
    charged(payer, before);
    claims.claim(
        "the lines of the closed month are what they were",
        "%,d lines".formatted(closed.size()),
        books.lines(month).equals(closed) && !closed.isEmpty());
  }

  private void usageComes(LatePayer payer) {
    UsageServiceBlockingStub backend =
        UsageServiceGrpc.newBlockingStub(backends.apply(LatePayer.SOLUTION));
    for (int i = 0; i < CALLS; i++) {
      var _ = backend.recordUsage(RecordUsageRequest.newBuilder().setUsage(payer.call(i)).build());
    }
  }

  private BigDecimal costComes() {
    azure.restate(month.atDay(9), COST);
    CollectAzureCostResult read =
        Ended.result(
            admin,
            CostServiceGrpc.newBlockingStub(admin)
                .collectAzureCost(
                    CollectAzureCostRequest.newBuilder().setMonth(Bookkeeper.date(month)).build())
                .getOperation(),
            CollectAzureCostResult.class);
    // The restated day costs more in two services of each resource group that was read.
    return COST.multiply(BigDecimal.valueOf(2 * read.getReadings()));
  }

  private void charged(LatePayer payer, UsageTotals before) {
    SummarizeUsageResponse now = payer.usage();
    LateCharge charge =
        new LateCharge(
            CALLS, before, now.getTotal(), now.getWhole(), payer.corrections(), payer.lines());
    claims.claim(
        "late usage too, to who made it, as reports tell it",
        "%d calls, %s BRL".formatted(CALLS, charge.amount().toPlainString()),
        charge.right());
  }
}
