package com.totvs.billing.grpc.catalog;

import static com.totvs.billing.application.Examples.ACME;
import static com.totvs.billing.application.Examples.CHAT;
import static com.totvs.billing.application.Examples.C_AND_P;
import static com.totvs.billing.application.Examples.GLOBEX;
import static com.totvs.billing.application.Examples.LICENSE;
import static com.totvs.billing.application.Examples.NOW;
import static com.totvs.billing.application.Examples.OTHER_LICENSE;
import static com.totvs.billing.application.Examples.PATIENCE;
import static com.totvs.billing.application.Examples.RM;
import static com.totvs.billing.application.Examples.VISION;
import static com.totvs.billing.application.Examples.heldBy;
import static com.totvs.billing.application.Examples.usage;
import static org.assertj.core.api.Assertions.assertThat;

import com.totvs.billing.grpc.TestServer;
import com.totvs.billing.grpc.TestTokens;
import com.totvs.billing.grpc.wire.Wire;
import com.totvs.billing.v1.CatalogServiceGrpc.CatalogServiceBlockingStub;
import com.totvs.billing.v1.ListApplicationsRequest;
import com.totvs.billing.v1.ListCustomersRequest;
import com.totvs.billing.v1.ListSolutionsRequest;
import com.totvs.billing.v1.ListSolutionsResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CatalogEndpointTest {
  private final TestServer server = new TestServer();
  private final CatalogServiceBlockingStub billing = server.catalog(TestTokens.admin());

  @BeforeEach
  void two_solutions_served_two_customers() {
    server.store.licenses().remember(LICENSE, heldBy(ACME), NOW);
    server.store.licenses().remember(OTHER_LICENSE, heldBy(GLOBEX), NOW);
    server
        .store
        .journal()
        .append(
            List.of(
                usage().by(VISION).in(C_AND_P).license(LICENSE).record(),
                usage().by(CHAT).in(RM).license(OTHER_LICENSE).record()),
            PATIENCE);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void whoever_may_see_everything_sees_what_usage_named() {
    assertThat(customers(billing)).contains(Wire.customer(ACME), Wire.customer(GLOBEX));
    assertThat(solutions(billing)).containsExactly(Wire.solution(CHAT), Wire.solution(VISION));
    assertThat(applications(billing))
        .containsExactly(Wire.application(C_AND_P), Wire.application(RM));
  }

  @Test
  void a_limited_token_sees_what_the_usage_of_its_solutions_named() {
    CatalogServiceBlockingStub limited = server.catalog(TestTokens.limitedTo("dta-vision"));

    assertThat(customers(limited)).containsExactly(Wire.customer(ACME));
    assertThat(solutions(limited)).containsExactly(Wire.solution(VISION));
    assertThat(applications(limited)).containsExactly(Wire.application(C_AND_P));
  }

  @Test
  void a_token_without_any_solution_sees_nothing() {
    CatalogServiceBlockingStub limited = server.catalog(TestTokens.limitedTo());

    assertThat(customers(limited)).isEmpty();
    assertThat(solutions(limited)).isEmpty();
    assertThat(applications(limited)).isEmpty();
  }

  @Test
  void the_catalog_is_paged() {
    ListSolutionsRequest first = ListSolutionsRequest.newBuilder().setPageSize(1).build();
    ListSolutionsResponse page = billing.listSolutions(first);

    assertThat(page.getSolutionsList()).containsExactly(Wire.solution(CHAT));
    assertThat(
            billing
                .listSolutions(first.toBuilder().setPageToken(page.getNextPageToken()).build())
                .getSolutionsList())
        .containsExactly(Wire.solution(VISION));
  }

  private static List<com.totvs.billing.v1.Customer> customers(CatalogServiceBlockingStub stub) {
    return stub.listCustomers(ListCustomersRequest.getDefaultInstance()).getCustomersList();
  }

  private static List<com.totvs.billing.v1.Solution> solutions(CatalogServiceBlockingStub stub) {
    return stub.listSolutions(ListSolutionsRequest.getDefaultInstance()).getSolutionsList();
  }

  private static List<com.totvs.billing.v1.Application> applications(
      CatalogServiceBlockingStub stub) {
    return stub.listApplications(ListApplicationsRequest.getDefaultInstance())
        .getApplicationsList();
  }
}
