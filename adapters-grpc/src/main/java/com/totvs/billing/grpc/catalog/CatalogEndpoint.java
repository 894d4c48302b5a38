package com.totvs.billing.grpc.catalog;

import com.totvs.billing.application.catalog.Catalog;
import com.totvs.billing.domain.access.Caller;
import com.totvs.billing.domain.catalog.Application;
import com.totvs.billing.domain.catalog.ApplicationId;
import com.totvs.billing.domain.catalog.Solution;
import com.totvs.billing.domain.catalog.SolutionId;
import com.totvs.billing.domain.customer.Customer;
import com.totvs.billing.domain.customer.CustomerCode;
import com.totvs.billing.grpc.access.Authentication;
import com.totvs.billing.grpc.call.Page;
import com.totvs.billing.grpc.call.Unary;
import com.totvs.billing.grpc.wire.Wire;
import com.totvs.billing.v1.CatalogServiceGrpc.CatalogServiceImplBase;
import com.totvs.billing.v1.ListApplicationsRequest;
import com.totvs.billing.v1.ListApplicationsResponse;
import com.totvs.billing.v1.ListCustomersRequest;
import com.totvs.billing.v1.ListCustomersResponse;
import com.totvs.billing.v1.ListSolutionsRequest;
import com.totvs.billing.v1.ListSolutionsResponse;
import io.grpc.stub.StreamObserver;
import java.util.List;

/// Lists whom and what usage has named, as far as the caller's solutions go.
final class CatalogEndpoint extends CatalogServiceImplBase {
  private final Catalog catalog;

  CatalogEndpoint(Catalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public void listCustomers(
      ListCustomersRequest request, StreamObserver<ListCustomersResponse> caller) {
    Unary.answer(caller, () -> list(request, Authentication.caller()));
  }

  @Override
  public void listSolutions(
      ListSolutionsRequest request, StreamObserver<ListSolutionsResponse> caller) {
    Unary.answer(caller, () -> list(request, Authentication.caller()));
  }

  @Override
  public void listApplications(
      ListApplicationsRequest request, StreamObserver<ListApplicationsResponse> caller) {
    Unary.answer(caller, () -> list(request, Authentication.caller()));
  }

  private ListCustomersResponse list(ListCustomersRequest request, Caller caller) {
    Page page = Page.of(request, caller);
    List<Customer> read =
        catalog.customers(
            caller.solutions(),
            page.after(position -> new CustomerCode(position.getFirst())),
            page.limit());
    return ListCustomersResponse.newBuilder()
        .addAllCustomers(page.rows(read).stream().map(Wire::customer).toList())
        .setNextPageToken(page.next(read, row -> List.of(row.code().value())))
        .build();
  }

  private ListSolutionsResponse list(ListSolutionsRequest request, Caller caller) {
    Page page = Page.of(request, caller);
    List<Solution> read =
        catalog.solutions(
            caller.solutions(),
            page.after(position -> new SolutionId(position.getFirst())),
            page.limit());
    return ListSolutionsResponse.newBuilder()
        .addAllSolutions(page.rows(read).stream().map(Wire::solution).toList())
        .setNextPageToken(page.next(read, row -> List.of(row.id().value())))
        .build();
  }

  private ListApplicationsResponse list(ListApplicationsRequest request, Caller caller) {
    Page page = Page.of(request, caller);
    List<Application> read =
        catalog.applications(
            caller.solutions(),
            page.after(position -> new ApplicationId(position.getFirst())),
            page.limit());
    return ListApplicationsResponse.newBuilder()
        .addAllApplications(page.rows(read).stream().map(Wire::application).toList())
        .setNextPageToken(page.next(read, row -> List.of(row.id().value())))
        .build();
  }
}
