package com.totvs.billing.bootstrap.admin;

import com.google.type.Date;
import com.totvs.billing.v1.CollectAzureCostRequest;
import com.totvs.billing.v1.CostItem;
import com.totvs.billing.v1.CostItemFilter;
import com.totvs.billing.v1.CostRevision;
import com.totvs.billing.v1.CostServiceGrpc;
import com.totvs.billing.v1.CostServiceGrpc.CostServiceBlockingStub;
import com.totvs.billing.v1.ListCostItemsRequest;
import com.totvs.billing.v1.ListCostItemsResponse;
import com.totvs.billing.v1.ListCostRevisionsRequest;
import com.totvs.billing.v1.ListCostRevisionsResponse;
import com.totvs.billing.v1.ListCostSourcesRequest;
import io.grpc.Channel;
import java.util.List;
import java.util.Optional;

/// What Azure told that it costs, and having it told again. Each action returns the exit code.
final class CollectedCost {
  private final Channel channel;
  private final CostServiceBlockingStub costs;
  private final Limit limit;
  private final Printed printed;

  CollectedCost(Channel channel, Limit limit, Printed printed) {
    this.channel = channel;
    this.costs = CostServiceGrpc.newBlockingStub(channel);
    this.limit = limit;
    this.printed = printed;
  }

  int sources() {
    return printed.print(
        List.of("resource_group", "last_success", "last_failure", "last_error"),
        costs
            .listCostSources(ListCostSourcesRequest.getDefaultInstance())
            .getCostSourcesList()
            .stream()
            .map(CostRow::of)
            .toList());
  }

  int items(Optional<Date> month, long revision) {
    CostItemFilter.Builder filter = CostItemFilter.newBuilder().setRevision(revision);
    month.ifPresent(filter::setMonth);
    ListCostItemsRequest.Builder request = ListCostItemsRequest.newBuilder().setFilter(filter);
    List<CostItem> items =
        limit.rows(
            (size, token) ->
                costs.listCostItems(request.setPageSize(size).setPageToken(token).build()),
            ListCostItemsResponse::getCostItemsList,
            ListCostItemsResponse::getNextPageToken);
    return printed.print(
        List.of("resource_group", "usage_date", "service", "group_value", "amount", "currency"),
        items.stream().map(CostRow::of).toList());
  }

  int revisions(Optional<Date> month) {
    ListCostRevisionsRequest.Builder request = ListCostRevisionsRequest.newBuilder();
    month.ifPresent(request::setMonth);
    List<CostRevision> revisions =
        limit.rows(
            (size, token) ->
                costs.listCostRevisions(request.setPageSize(size).setPageToken(token).build()),
            ListCostRevisionsResponse::getCostRevisionsList,
            ListCostRevisionsResponse::getNextPageToken);
    return printed.print(
        List.of("revision", "resource_group", "month", "read", "confirmed", "final", "items"),
        revisions.stream().map(CostRow::of).toList());
  }

  /// Prints the sources once it is done, for they tell what could not be read.
  int collect(Optional<Date> month, Waiting waiting) {
    CollectAzureCostRequest.Builder request =
        CollectAzureCostRequest.newBuilder().setRequestId(waiting.requestId());
    month.ifPresent(request::setMonth);
    return waiting.end(
        channel, costs.collectAzureCost(request.build()).getOperation(), printed, _ -> sources());
  }
}
