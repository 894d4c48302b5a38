package com.totvs.billing.bootstrap.admin;

import com.google.type.Date;
import com.totvs.billing.v1.CostServiceGrpc;
import com.totvs.billing.v1.CostServiceGrpc.CostServiceBlockingStub;
import com.totvs.billing.v1.CreateFixedCostRequest;
import com.totvs.billing.v1.EndFixedCostRequest;
import com.totvs.billing.v1.FixedCost;
import com.totvs.billing.v1.ListFixedCostsRequest;
import com.totvs.billing.v1.ListFixedCostsResponse;
import com.totvs.billing.v1.PostFixedCostsRequest;
import com.totvs.billing.v1.PostFixedCostsResponse;
import io.grpc.Channel;
import java.util.ArrayList;
import java.util.List;

/// Fixed costs, as they are planned, posted and ended. Each action returns the exit code.
final class FixedCosts {
  private final CostServiceBlockingStub costs;
  private final Limit limit;
  private final Printed printed;

  FixedCosts(Channel channel, Limit limit, Printed printed) {
    this.costs = CostServiceGrpc.newBlockingStub(channel);
    this.limit = limit;
    this.printed = printed;
  }

  int list() {
    ListFixedCostsRequest.Builder request = ListFixedCostsRequest.newBuilder();
    return print(
        limit.rows(
            (size, token) ->
                costs.listFixedCosts(request.setPageSize(size).setPageToken(token).build()),
            ListFixedCostsResponse::getFixedCostsList,
            ListFixedCostsResponse::getNextPageToken));
  }

  /// Posts all that is due, however many calls that takes.
  int post() {
    List<List<Object>> posted = new ArrayList<>();
    PostFixedCostsResponse some;
    do {
      some = costs.postFixedCosts(PostFixedCostsRequest.getDefaultInstance());
      some.getPostedCostsList().stream().map(CostRow::of).forEach(posted::add);
    } while (some.getMore());
    return printed.print(List.of("id", "month", "amount", "currency", "solution"), posted);
  }

  int create(FixedCost.Builder cost) {
    return print(
        List.of(
            costs
                .createFixedCost(CreateFixedCostRequest.newBuilder().setFixedCost(cost).build())
                .getFixedCost()));
  }

  int end(String id, Date lastMonth) {
    return print(
        List.of(
            costs
                .endFixedCost(
                    EndFixedCostRequest.newBuilder()
                        .setFixedCostId(id)
                        .setLastMonth(lastMonth)
                        .build())
                .getFixedCost()));
  }

  private int print(List<FixedCost> fixed) {
    return printed.print(
        List.of(
            "id", "description", "amount", "currency", "recurrence", "first", "last", "solution"),
        fixed.stream().map(CostRow::of).toList());
  }
}
