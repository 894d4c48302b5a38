package com.totvs.billing.bootstrap.demo;

import com.google.type.Date;
import com.totvs.billing.bootstrap.standin.StandInAzure;
import com.totvs.billing.v1.CollectAzureCostRequest;
import com.totvs.billing.v1.CollectAzureCostResult;
import com.totvs.billing.v1.CostItemFilter;
import com.totvs.billing.v1.CostServiceGrpc;
import com.totvs.billing.v1.CostServiceGrpc.CostServiceBlockingStub;
import com.totvs.billing.v1.ListCostItemsRequest;
import com.totvs.billing.v1.ListCostItemsResponse;
import com.totvs.billing.v1.ListFixedCostsRequest;
import com.totvs.billing.v1.PostFixedCostsRequest;
import io.grpc.Channel;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.stream.Stream;

/// Collects what a stand-in Azure charged for three months, and sees that nothing is lost on the
/// way.
final class Bill {
  private static final BigDecimal RESTATED_BY = new BigDecimal("12.34");

  private final Channel admin;
  private final CostServiceBlockingStub costs;
  private final StandInAzure azure;
  private final YearMonth month;
  private final PrintWriter out;
  private final Claims claims;

  /// @param month the last one that is over
  Bill(Channel admin, StandInAzure azure, YearMonth month, PrintWriter out) {
    this.admin = admin;
    this.costs = CostServiceGrpc.newBlockingStub(admin);
    this.azure = azure;
    this.month = month;
    this.out = out;
    this.claims = new Claims(out);
  }

  /// Plays it, and returns whether everything came as it must.
  boolean play() {
    out.printf("%n  What the platform costs%n");
    Stream.of(month.minusMonths(1), month, month.plusMonths(1)).forEach(this::collected);
    azure.restate(month.atDay(7), RESTATED_BY);
    BigDecimal before = kept(month);
    CollectAzureCostResult restated = collect(month);
    claims.claim(
        "Azure restates a day: its groups get a new revision",
        "%s BRL more".formatted(kept(month).subtract(before).toPlainString()),
        restated.getReadingsChanged() == restated.getReadings()
            && kept(month).compareTo(azure.charged(month)) == 0);
    claims.claim(
        "the same again changes nothing",
        "%d readings".formatted(collect(month).getReadings()),
        collect(month).getReadingsChanged() == 0);
    var _ = costs.postFixedCosts(PostFixedCostsRequest.getDefaultInstance());
    claims.claim(
        "the fixed costs are posted, once a month",
        "%d fixed costs"
            .formatted(
                costs
                    .listFixedCosts(ListFixedCostsRequest.getDefaultInstance())
                    .getFixedCostsCount()),
        costs.postFixedCosts(PostFixedCostsRequest.getDefaultInstance()).getPostedCostsCount()
            == 0);
    return claims.hold();
  }

  private void collected(YearMonth one) {
    var _ = collect(one);
    BigDecimal kept = kept(one);
    claims.claim(
        one + " is kept to the last digit",
        "%s BRL".formatted(kept.toPlainString()),
        (one.isAfter(month) || kept.signum() > 0) && kept.compareTo(azure.charged(one)) == 0);
  }

  private CollectAzureCostResult collect(YearMonth one) {
    return Ended.result(
        admin,
        costs
            .collectAzureCost(CollectAzureCostRequest.newBuilder().setMonth(date(one)).build())
            .getOperation(),
        CollectAzureCostResult.class);
  }

  private BigDecimal kept(YearMonth one) {
    BigDecimal sum = BigDecimal.ZERO;
    String token = "";
    do {
      ListCostItemsResponse page =
          costs.listCostItems(
              ListCostItemsRequest.newBuilder()
                  .setFilter(CostItemFilter.newBuilder().setMonth(date(one)))
                  .setPageToken(token)
                  .build());
      sum =
          page.getCostItemsList().stream()
              .map(item -> new BigDecimal(item.getExactAmount().getValue()))
              .reduce(sum, BigDecimal::add);
      token = page.getNextPageToken();
    } while (!token.isEmpty());
    return sum;
  }

  private static Date date(YearMonth month) {
    return Date.newBuilder().setYear(month.getYear()).setMonth(month.getMonthValue()).build();
  }
}
