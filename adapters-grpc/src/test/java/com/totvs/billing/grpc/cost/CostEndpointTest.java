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
import com.google.type.Money;
import com.totvs.billing.application.cost.AzureAnswer;
import com.totvs.billing.grpc.Refusal;
import com.totvs.billing.grpc.TestServer;
import com.totvs.billing.grpc.TestTokens;
import com.totvs.billing.grpc.WireExamples;
import com.totvs.billing.v1.CollectAzureCostMetadata;
import com.totvs.billing.v1.CollectAzureCostRequest;
import com.totvs.billing.v1.CollectAzureCostResult;
import com.totvs.billing.v1.CostItem;
import com.totvs.billing.v1.CostItemFilter;
import com.totvs.billing.v1.CostRevision;
import com.totvs.billing.v1.CostServiceGrpc;
import com.totvs.billing.v1.CostServiceGrpc.CostServiceBlockingStub;
import com.totvs.billing.v1.CreateFixedCostRequest;
import com.totvs.billing.v1.EndFixedCostRequest;
import com.totvs.billing.v1.FixedCost;
import com.totvs.billing.v1.ListCostItemsRequest;
import com.totvs.billing.v1.ListCostItemsResponse;
import com.totvs.billing.v1.ListCostRevisionsRequest;
import com.totvs.billing.v1.ListCostRevisionsResponse;
import com.totvs.billing.v1.ListCostSourcesRequest;
import com.totvs.billing.v1.ListFixedCostsRequest;
import com.totvs.billing.v1.PostFixedCostsRequest;
import com.totvs.billing.v1.PostFixedCostsResponse;
import com.totvs.billing.v1.PostedCost;
import com.totvs.billing.v1.Recurrence;
import com.totvs.billing.v1.ResourceGroup;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Cost as those see it who look after it.
class CostEndpointTest {
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
  void a_mistaken_fixed_cost_is_taken_back_before_it_is_posted_or_by_a_credit_note() {
    create(WireExamples.fixedCost().build());
    assertThat(end("dta-base", 9).getLastMonth().getMonth()).isEqualTo(9);
    PostFixedCostsRequest post = PostFixedCostsRequest.getDefaultInstance();
    assertThat(costs.postFixedCosts(post).getPostedCostsList()).isEmpty();

    FixedCost.Builder credit =
        WireExamples.fixedCost()
            .setFixedCostId("credit")
            .setAmount(Money.newBuilder().setCurrencyCode("BRL").setUnits(-99));
    assertThat(Refusal.of(() -> create(credit.build())).violations())
        .containsExactly("fixed_cost.amount");
    create(credit.setRecurrence(Recurrence.RECURRENCE_ONCE).build());
    assertThat(costs.postFixedCosts(post).getPostedCostsList())
        .extracting(one -> one.getAmount().getUnits())
        .containsExactly(-99L);
  }

  @Test
  void what_is_more_than_a_thousand_postings_is_posted_by_further_calls() {
    Date first = OCTOBER.toBuilder().setYear(2000).setMonth(1).build();
    for (String id : List.of("a", "b", "c", "d")) {
      create(WireExamples.fixedCost().setFixedCostId(id).setFirstMonth(first).build());
    }
    PostFixedCostsRequest post = PostFixedCostsRequest.getDefaultInstance();

    PostFixedCostsResponse some = costs.postFixedCosts(post);
    PostFixedCostsResponse rest = costs.postFixedCosts(post);

    assertThat(some.getPostedCostsCount()).isEqualTo(1_000);
    assertThat(some.getMore()).isTrue();
    assertThat(rest.getPostedCostsCount()).isEqualTo(4 * 323 - 1_000);
    assertThat(rest.getMore()).isFalse();
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

  @Test
  void a_fixed_cost_is_created_once_posted_once_a_month_and_ended() {
    FixedCost fee = WireExamples.fixedCost().build();
    CreateFixedCostRequest create = CreateFixedCostRequest.newBuilder().setFixedCost(fee).build();

    assertThat(costs.createFixedCost(create).getFixedCost()).isEqualTo(fee);
    assertThat(costs.createFixedCost(create).getFixedCost()).isEqualTo(fee);
    List<PostedCost> posted =
        costs.postFixedCosts(PostFixedCostsRequest.getDefaultInstance()).getPostedCostsList();
    assertThat(posted)
        .extracting(one -> one.getMonth().getMonth() + " " + one.getAmount().getNanos())
        .containsExactly("10 500000000", "11 500000000");
    assertThat(
            costs.postFixedCosts(PostFixedCostsRequest.getDefaultInstance()).getPostedCostsList())
        .isEmpty();
    FixedCost ended = end("dta-base", 12);
    assertThat(ended.getLastMonth().getMonth()).isEqualTo(12);
    assertThat(costs.listFixedCosts(ListFixedCostsRequest.getDefaultInstance()).getFixedCostsList())
        .containsExactly(ended);
  }

  @Test
  void another_fixed_cost_under_the_same_id_and_an_end_before_what_is_posted_are_refused() {
    var _ =
        costs.createFixedCost(
            CreateFixedCostRequest.newBuilder().setFixedCost(WireExamples.fixedCost()).build());
    var _ = costs.postFixedCosts(PostFixedCostsRequest.getDefaultInstance());

    Refusal other =
        Refusal.of(() -> create(WireExamples.fixedCost().setDescription("another").build()));
    assertThat(other.code().name()).isEqualTo("ALREADY_EXISTS");
    assertThat(other.reason()).isEqualTo("FIXED_COST_EXISTS");
    assertThat(Refusal.of(() -> end("dta-base", 10)).violations()).containsExactly("last_month");
    assertThat(Refusal.of(() -> end("nothing", 10)).reason()).isEqualTo("FIXED_COST_NOT_FOUND");
  }

  @Test
  void every_wrong_field_of_a_fixed_cost_is_named() {
    Refusal refusal =
        Refusal.of(
            () ->
                create(
                    FixedCost.newBuilder()
                        .setFixedCostId("Not An Id")
                        .setAmount(
                            Money.newBuilder().setCurrencyCode("reais").setUnits(1).setNanos(-1))
                        .setSolutionProjectId("x".repeat(65))
                        .build()));

    assertThat(refusal.violations())
        .containsExactlyInAnyOrder(
            "fixed_cost.fixed_cost_id",
            "fixed_cost.amount.currency_code",
            "fixed_cost.amount.nanos",
            "fixed_cost.recurrence",
            "fixed_cost.first_month",
            "fixed_cost.solution_project_id",
            "fixed_cost.description");
    assertThat(
            Refusal.of(
                    () ->
                        create(
                            WireExamples.fixedCost()
                                .setAmount(
                                    Money.newBuilder().setCurrencyCode("BRL").setNanos(5_000_000))
                                .setRecurrence(Recurrence.RECURRENCE_ONCE)
                                .setLastMonth(OCTOBER.toBuilder().setMonth(9))
                                .build()))
                .violations())
        .contains("fixed_cost.amount", "fixed_cost.last_month");
  }

  @Test
  void one_wrong_field_of_a_fixed_cost_does_not_hide_another() {
    Refusal refusal =
        Refusal.of(
            () ->
                create(
                    WireExamples.fixedCost()
                        .setAmount(Money.newBuilder().setCurrencyCode("reais").setUnits(0))
                        .setRecurrence(Recurrence.RECURRENCE_UNSPECIFIED)
                        .setFirstMonth(OCTOBER.toBuilder().setYear(2200))
                        .setLastMonth(OCTOBER.toBuilder().setYear(2199))
                        .build()));

    assertThat(refusal.violations())
        .containsExactlyInAnyOrder(
            "fixed_cost.amount.currency_code",
            "fixed_cost.amount",
            "fixed_cost.recurrence",
            "fixed_cost.first_month",
            "fixed_cost.last_month");
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

  private void create(FixedCost cost) {
    var _ = costs.createFixedCost(CreateFixedCostRequest.newBuilder().setFixedCost(cost).build());
  }

  private FixedCost end(String id, int month) {
    return costs
        .endFixedCost(
            EndFixedCostRequest.newBuilder()
                .setFixedCostId(id)
                .setLastMonth(OCTOBER.toBuilder().setMonth(month))
                .build())
        .getFixedCost();
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
