package com.totvs.billing.grpc.cost;

import com.totvs.billing.application.cost.CollectCost;
import com.totvs.billing.application.cost.CostBook;
import com.totvs.billing.application.cost.CostBook.ItemFilter;
import com.totvs.billing.application.cost.CostBook.ItemPosition;
import com.totvs.billing.application.cost.CostBook.KeptItem;
import com.totvs.billing.application.cost.FixedCosts;
import com.totvs.billing.application.cost.ListCostSources;
import com.totvs.billing.application.cost.PlanFixedCosts;
import com.totvs.billing.application.cost.PostFixedCosts;
import com.totvs.billing.domain.Violations;
import com.totvs.billing.domain.access.Caller;
import com.totvs.billing.domain.cost.CostRevision;
import com.totvs.billing.domain.cost.FixedCost;
import com.totvs.billing.domain.cost.FixedCostId;
import com.totvs.billing.domain.cost.PostedCost;
import com.totvs.billing.domain.cost.ResourceGroup;
import com.totvs.billing.grpc.access.Authentication;
import com.totvs.billing.grpc.call.Page;
import com.totvs.billing.grpc.call.Unary;
import com.totvs.billing.grpc.operation.OperationWire;
import com.totvs.billing.grpc.wire.Wire;
import com.totvs.billing.v1.CollectAzureCostRequest;
import com.totvs.billing.v1.CollectAzureCostResponse;
import com.totvs.billing.v1.CostServiceGrpc.CostServiceImplBase;
import com.totvs.billing.v1.CreateFixedCostRequest;
import com.totvs.billing.v1.CreateFixedCostResponse;
import com.totvs.billing.v1.EndFixedCostRequest;
import com.totvs.billing.v1.EndFixedCostResponse;
import com.totvs.billing.v1.ListCostItemsRequest;
import com.totvs.billing.v1.ListCostItemsResponse;
import com.totvs.billing.v1.ListCostRevisionsRequest;
import com.totvs.billing.v1.ListCostRevisionsResponse;
import com.totvs.billing.v1.ListCostSourcesRequest;
import com.totvs.billing.v1.ListCostSourcesResponse;
import com.totvs.billing.v1.ListFixedCostsRequest;
import com.totvs.billing.v1.ListFixedCostsResponse;
import com.totvs.billing.v1.PostFixedCostsRequest;
import com.totvs.billing.v1.PostFixedCostsResponse;
import io.grpc.stub.StreamObserver;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/// Has Azure's cost collected and fixed costs posted, and shows both.
final class CostEndpoint extends CostServiceImplBase {
  private final CollectCost collectCost;
  private final CostBook book;
  private final ListCostSources sources;
  private final PlanFixedCosts planFixedCosts;
  private final PostFixedCosts postFixedCosts;
  private final FixedCosts fixedCosts;

  CostEndpoint(
      CollectCost collectCost,
      CostBook book,
      ListCostSources sources,
      PlanFixedCosts planFixedCosts,
      PostFixedCosts postFixedCosts,
      FixedCosts fixedCosts) {
    this.collectCost = collectCost;
    this.book = book;
    this.sources = sources;
    this.planFixedCosts = planFixedCosts;
    this.postFixedCosts = postFixedCosts;
    this.fixedCosts = fixedCosts;
  }

  @Override
  public void collectAzureCost(
      CollectAzureCostRequest request, StreamObserver<CollectAzureCostResponse> caller) {
    Unary.answer(caller, () -> collect(request));
  }

  @Override
  public void listCostSources(
      ListCostSourcesRequest request, StreamObserver<ListCostSourcesResponse> caller) {
    Unary.answer(caller, () -> list(Authentication.caller()));
  }

  @Override
  public void listCostItems(
      ListCostItemsRequest request, StreamObserver<ListCostItemsResponse> caller) {
    Unary.answer(caller, () -> list(request, Authentication.caller()));
  }

  @Override
  public void listCostRevisions(
      ListCostRevisionsRequest request, StreamObserver<ListCostRevisionsResponse> caller) {
    Unary.answer(caller, () -> list(request, Authentication.caller()));
  }

  @Override
  public void createFixedCost(
      CreateFixedCostRequest request, StreamObserver<CreateFixedCostResponse> caller) {
    Unary.answer(caller, () -> create(request, Authentication.caller()));
  }

  @Override
  public void listFixedCosts(
      ListFixedCostsRequest request, StreamObserver<ListFixedCostsResponse> caller) {
    Unary.answer(caller, () -> list(request, Authentication.caller()));
  }

  @Override
  public void endFixedCost(
      EndFixedCostRequest request, StreamObserver<EndFixedCostResponse> caller) {
    Unary.answer(caller, () -> end(request, Authentication.caller()));
  }

  @Override
  public void postFixedCosts(
      PostFixedCostsRequest request, StreamObserver<PostFixedCostsResponse> caller) {
    Unary.answer(caller, () -> post(Authentication.caller()));
  }

  private PostFixedCostsResponse post(Caller caller) {
    List<PostedCost> posted = postFixedCosts.post(caller);
    return PostFixedCostsResponse.newBuilder()
        .addAllPostedCosts(posted.stream().map(CostWire::posted).toList())
        .setMore(posted.size() == FixedCosts.AT_ONCE)
        .build();
  }

  private CollectAzureCostResponse collect(CollectAzureCostRequest request) {
    Violations found = new Violations("");
    Optional<YearMonth> month =
        found.check(
            () ->
                CostWire.month(request.hasMonth(), request.getMonth(), "month")
                    .map(collectCost::requireReadable));
    Optional<UUID> requestId = found.check(() -> Wire.requestId(request.getRequestId()));
    return CollectAzureCostResponse.newBuilder()
        .setOperation(
            OperationWire.operation(
                collectCost.collect(
                    Authentication.caller(), found.valid(month), found.valid(requestId))))
        .build();
  }

  private ListCostSourcesResponse list(Caller caller) {
    return ListCostSourcesResponse.newBuilder()
        .addAllCostSources(sources.list(caller).stream().map(CostWire::source).toList())
        .build();
  }

  private ListCostItemsResponse list(ListCostItemsRequest request, Caller caller) {
    caller.requireAllSolutions();
    Violations found = new Violations("");
    Page asked = found.check(() -> Page.of(request, caller));
    ItemFilter filter = found.check("filter", () -> CostWire.filter(request.getFilter()));
    Page page = found.valid(asked);
    List<KeptItem> read =
        book.items(found.valid(filter), page.after(CostEndpoint::position), page.limit());
    return ListCostItemsResponse.newBuilder()
        .addAllCostItems(page.rows(read).stream().map(CostWire::item).toList())
        .setNextPageToken(page.next(read, row -> texts(row.position())))
        .build();
  }

  private static List<String> texts(ItemPosition position) {
    return List.of(
        position.resourceGroup().toString(),
        position.month().toString(),
        position.usageDate().toString(),
        position.serviceName(),
        position.groupValue(),
        position.currencyCode());
  }

  private static ItemPosition position(List<String> texts) {
    return new ItemPosition(
        ResourceGroup.parse(texts.get(0)),
        YearMonth.parse(texts.get(1)),
        LocalDate.parse(texts.get(2)),
        texts.get(3),
        texts.get(4),
        texts.get(5));
  }

  private ListCostRevisionsResponse list(ListCostRevisionsRequest request, Caller caller) {
    caller.requireAllSolutions();
    Violations found = new Violations("");
    Page asked = found.check(() -> Page.of(request, caller));
    Optional<YearMonth> month =
        found.check(() -> CostWire.month(request.hasMonth(), request.getMonth(), "month"));
    Optional<ResourceGroup> group =
        found.check(
            "resource_group",
            () -> CostWire.resourceGroup(request.hasResourceGroup(), request.getResourceGroup()));
    Page page = found.valid(asked);
    List<CostRevision> read =
        book.revisions(
            found.valid(month),
            found.valid(group),
            page.after(position -> OptionalLong.of(Long.parseLong(position.getFirst())))
                .orElseGet(OptionalLong::empty),
            page.limit());
    return ListCostRevisionsResponse.newBuilder()
        .addAllCostRevisions(page.rows(read).stream().map(CostWire::revision).toList())
        .setNextPageToken(page.next(read, row -> List.of(String.valueOf(row.number()))))
        .build();
  }

  private CreateFixedCostResponse create(CreateFixedCostRequest request, Caller caller) {
    Violations found = new Violations("");
    FixedCost cost = found.check("fixed_cost", () -> CostWire.fixedCost(request.getFixedCost()));
    return CreateFixedCostResponse.newBuilder()
        .setFixedCost(CostWire.fixedCost(planFixedCosts.create(caller, found.valid(cost))))
        .build();
  }

  private ListFixedCostsResponse list(ListFixedCostsRequest request, Caller caller) {
    caller.requireAllSolutions();
    Page page = Page.of(request, caller);
    List<FixedCost> read =
        fixedCosts.list(page.after(position -> new FixedCostId(position.getFirst())), page.limit());
    return ListFixedCostsResponse.newBuilder()
        .addAllFixedCosts(page.rows(read).stream().map(CostWire::fixedCost).toList())
        .setNextPageToken(page.next(read, row -> List.of(row.id().value())))
        .build();
  }

  private EndFixedCostResponse end(EndFixedCostRequest request, Caller caller) {
    Violations found = new Violations("");
    FixedCostId id = found.check(() -> new FixedCostId(request.getFixedCostId()));
    YearMonth last = found.check(() -> Wire.month(request.getLastMonth(), "last_month"));
    return EndFixedCostResponse.newBuilder()
        .setFixedCost(
            CostWire.fixedCost(planFixedCosts.end(caller, found.valid(id), found.valid(last))))
        .build();
  }
}
