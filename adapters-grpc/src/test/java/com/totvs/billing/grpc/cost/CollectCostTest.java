package com.totvs.billing.grpc.cost;

import static com.totvs.billing.application.cost.Bills.USD;
import static com.totvs.billing.application.cost.Bills.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.longrunning.GetOperationRequest;
import com.google.longrunning.Operation;
import com.google.longrunning.OperationsGrpc;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.Code;
import com.google.type.Date;
import com.totvs.billing.application.cost.AzureAnswer;
import com.totvs.billing.grpc.Refusal;
import com.totvs.billing.grpc.TestServer;
import com.totvs.billing.grpc.TestTokens;
import com.totvs.billing.v1.CollectAzureCostMetadata;
import com.totvs.billing.v1.CollectAzureCostRequest;
import com.totvs.billing.v1.CollectAzureCostResult;
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
import com.totvs.billing.v1.ResourceGroup;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Collecting Azure's cost, and what was collected, as those see it who look after it.
class CollectCostTest {
  private static final Date OCTOBER = Date.newBuilder().setYear(2026).setMonth(10).build();

  private final TestServer server = new TestServer();
  private final CostServiceBlockingStub costs =
      CostServiceGrpc.newBlockingStub(server.as(TestTokens.admin()));

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void collecting_answers_at_once_with_an_operation_that_tells_what_it_brought()
      throws InvalidProtocolBufferException {
    server.azure = new AzureAnswer.Told(List.of(item(1, "Azure OpenAI", "20.359416562625452")));
    Operation begun =
        costs
            .collectAzureCost(CollectAzureCostRequest.newBuilder().setMonth(OCTOBER).build())
            .getOperation();
    assertThat(begun.getDone()).isFalse();

    Operation ended = run(begun);

    assertThat(ended.getResponse().unpack(CollectAzureCostResult.class))
        .isEqualTo(
            CollectAzureCostResult.newBuilder().setReadings(1).setReadingsChanged(1).build());
    CollectAzureCostMetadata metadata = ended.getMetadata().unpack(CollectAzureCostMetadata.class);
    assertThat(metadata.getReadingsDone()).isEqualTo(1);
    assertThat(metadata.getRequestedBy()).isEqualTo("vision-backend");
    CostItem item = items(CostItemFilter.getDefaultInstance()).getCostItems(0);
    assertThat(item.getExactAmount().getValue()).isEqualTo("20.359416562625452");
    assertThat(item.getUsageDate()).isEqualTo(OCTOBER.toBuilder().setDay(1).build());
    assertThat(item.getResourceGroup().getName()).isEqualTo("rg-dta");
    assertThat(item.getGrouping()).isEqualTo("dimension:ResourceId");
  }

  @Test
  void a_resource_group_that_cannot_be_read_fails_the_operation_and_shows_at_the_source() {
    server.azure = new AzureAnswer.Untold("403: give it the role Cost Management Reader");
    Operation ended =
        run(costs.collectAzureCost(CollectAzureCostRequest.getDefaultInstance()).getOperation());

    assertThat(ended.getError().getMessage()).contains("rg-dta", "Cost Management Reader");
    assertThat(
            costs
                .listCostSources(ListCostSourcesRequest.getDefaultInstance())
                .getCostSources(0)
                .getLastError())
        .contains("Cost Management Reader");
  }

  @Test
  void a_resource_group_that_was_never_asked_about_is_listed_without_a_success() {
    assertThat(
            costs.listCostSources(ListCostSourcesRequest.getDefaultInstance()).getCostSourcesList())
        .singleElement()
        .satisfies(
            source -> {
              assertThat(source.getResourceGroup().getName()).isEqualTo("rg-dta");
              assertThat(source.hasLastSuccessTime()).isFalse();
            });
  }

  @Test
  void a_month_that_azure_does_not_answer_for_is_named_beside_a_wrong_request_id() {
    Refusal refusal =
        Refusal.of(
            () ->
                costs.collectAzureCost(
                    CollectAzureCostRequest.newBuilder()
                        .setMonth(OCTOBER.toBuilder().setYear(2199))
                        .setRequestId("x")
                        .build()));

    assertThat(refusal.violations()).containsExactly("month", "request_id");
  }

  @Test
  void items_and_revisions_come_in_pages_and_earlier_revisions_stay() {
    server.azure = new AzureAnswer.Told(List.of(item(1, "A", "1"), item(2, "A", "", USD, "2")));
    collect();
    server.clock.advance(Duration.ofMinutes(1));
    server.azure =
        new AzureAnswer.Told(List.of(item(1, "A", "1.5"), item(2, "A", "2"), item(3, "A", "0")));
    collect();

    ListCostItemsRequest two = ListCostItemsRequest.newBuilder().setPageSize(2).build();
    ListCostItemsResponse first = costs.listCostItems(two);
    ListCostItemsResponse second =
        costs.listCostItems(two.toBuilder().setPageToken(first.getNextPageToken()).build());
    assertThat(first.getCostItemsList())
        .extracting(one -> one.getExactAmount().getValue())
        .containsExactly("1.5", "2");
    assertThat(second.getCostItemsList()).hasSize(1);
    assertThat(second.getNextPageToken()).isEmpty();

    ListCostRevisionsRequest one = ListCostRevisionsRequest.newBuilder().setPageSize(1).build();
    ListCostRevisionsResponse newest = costs.listCostRevisions(one);
    CostRevision earlier =
        costs
            .listCostRevisions(one.toBuilder().setPageToken(newest.getNextPageToken()).build())
            .getCostRevisions(0);
    assertThat(newest.getCostRevisions(0).getItems()).isEqualTo(3);
    assertThat(earlier.getItems()).isEqualTo(2);
    assertThat(
            items(CostItemFilter.newBuilder().setRevision(earlier.getRevision()).build())
                .getCostItemsList())
        .extracting(CostItem::getCurrencyCode)
        .containsExactly("BRL", "USD");
    assertThat(
            Refusal.of(
                    () ->
                        costs.listCostItems(
                            ListCostItemsRequest.newBuilder()
                                .setFilter(CostItemFilter.newBuilder().setMonth(OCTOBER))
                                .setPageToken(first.getNextPageToken())
                                .build()))
                .reason())
        .isEqualTo("PAGE_TOKEN_MISMATCH");
  }

  @Test
  void every_wrong_field_of_a_filter_is_named() {
    Refusal refusal =
        Refusal.of(
            () ->
                items(
                    CostItemFilter.newBuilder()
                        .setMonth(OCTOBER.toBuilder().setDay(3))
                        .setResourceGroup(ResourceGroup.newBuilder().setName("x."))
                        .setRevision(-1)
                        .build()));

    assertThat(refusal.violations())
        .containsExactly(
            "filter.month",
            "filter.resource_group.subscription_id",
            "filter.resource_group.name",
            "filter.revision");
  }

  private void collect() {
    assertThat(
            run(costs
                    .collectAzureCost(
                        CollectAzureCostRequest.newBuilder().setMonth(OCTOBER).build())
                    .getOperation())
                .getError()
                .getCode())
        .isEqualTo(Code.OK_VALUE);
  }

  private Operation run(Operation begun) {
    server.runOperations();
    return OperationsGrpc.newBlockingStub(server.as(TestTokens.admin()))
        .getOperation(GetOperationRequest.newBuilder().setName(begun.getName()).build());
  }

  private ListCostItemsResponse items(CostItemFilter filter) {
    return costs.listCostItems(ListCostItemsRequest.newBuilder().setFilter(filter).build());
  }
}
