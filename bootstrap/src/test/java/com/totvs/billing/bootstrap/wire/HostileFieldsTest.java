package com.totvs.billing.bootstrap.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import com.totvs.billing.bootstrap.system.Eventually;
import com.totvs.billing.bootstrap.wire.RawCaller.Told;
import com.totvs.billing.domain.customer.Customer;
import com.totvs.billing.domain.customer.CustomerCode;
import com.totvs.billing.domain.license.LicenseId;
import io.grpc.Status.Code;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// Every method of every service, sent everything wrong that the types of its fields allow, on one
/// Billing.
@NullUnmarked
@TestInstance(Lifecycle.PER_CLASS)
class HostileFieldsTest {
  private static final String VALIDATE = "totvs.billing.v1.LicenseService/ValidateLicense";

  private static final String ORDERED =
      "SELECT count(*) FROM billing.operation WHERE requested_by = 'test'";

  // Until then the one question about the license is still to be put away for a day.
  private static final String LICENSE_RESTS =
      "SELECT bool_and(next_attempt_time > now() + interval '1 hour') FROM billing.license_lookup";

  // What needs nothing to be told; and operations are never deleted.
  private static final Set<String> MAY_BE_EMPTY =
      Set.of(
          "UsageService/ListUsage",
          "LicenseService/ListLicenses",
          "LicenseService/ListEmergencyKeys",
          "CatalogService/ListCustomers",
          "CatalogService/ListSolutions",
          "CatalogService/ListApplications",
          "PurgeService/ListPurgedPeriods",
          "ReportService/SummarizeUsage",
          "CostService/CollectAzureCost",
          "CostService/ListCostSources",
          "CostService/ListCostItems",
          "CostService/ListCostRevisions",
          "CostService/ListFixedCosts",
          "CostService/PostFixedCosts",
          "AllocationService/ListAllocationRules",
          "AllocationService/ListAllocationRuns",
          "AllocationService/ListMonths",
          "AdminService/ListJobs",
          "AdminService/RunSelfCheck",
          "AdminService/RebuildTotals",
          "AdminService/ListAuditEntries",
          "Operations/ListOperations",
          "Operations/DeleteOperation");

  private TestBilling billing;
  private RawCaller caller;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    billing = new TestBilling(folder);
    billing.licenseServer.holds(
        new LicenseId("LS-1"), new Customer(new CustomerCode("T123"), "ACME"));
    caller = new RawCaller(billing);
    // From now on usage is settled at once: nothing changes later by itself.
    answered(VALIDATE, "license_server_id: 'LS-1'");
    answered("totvs.billing.v1.CostService/PostFixedCosts", "");
    stillAnswers();
    Eventually.holds("the license rests", () -> billing.query(LICENSE_RESTS).equals("t"));
  }

  @AfterAll
  void stop() {
    caller.close();
    billing.close();
  }

  @Test
  void a_wrong_field_is_named_alone_and_among_all_others_and_nothing_changes() throws Exception {
    Map<String, String> before = billing.tables();
    Interview interview = new Interview(caller);

    for (MethodDescriptor method : Services.methods()) {
      for (DynamicMessage good : GoodRequests.of(method)) {
        List<Changed> changes = Changed.each(good);
        for (Changed change : changes) {
          named(interview, method, change, change.in(good), "alone");
          named(interview, method, change, allWrong(good, change, changes), "among others");
        }
      }
    }

    unharmed(interview, before);
  }

  @Test
  void an_empty_request_is_told_what_it_needs_wherever_it_needs_something() throws Exception {
    Map<String, String> before = billing.tables();
    Interview interview = new Interview(caller);

    for (MethodDescriptor method : Services.methods()) {
      if (!MAY_BE_EMPTY.contains(Services.name(method))) {
        Told told = interview.askClearly(method, "empty", ByteString.EMPTY);
        if (told.fields().isEmpty() && told.code() != Code.NOT_FOUND) {
          interview.note(method, "empty", told, "nothing is named");
        }
      }
    }

    unharmed(interview, before);
  }

  @Test
  void bytes_that_are_no_message_get_the_library_s_own_status() throws Exception {
    Map<String, String> before = billing.tables();
    Interview interview = new Interview(caller);

    for (MethodDescriptor method : Services.methods()) {
      WrongBytes.all()
          .forEach(
              (what, bytes) -> {
                Told told = interview.ask(method, what, bytes);
                if (!told.reason().isEmpty() || told.code() == Code.OK) {
                  interview.note(method, what, told, "was read");
                }
              });
    }

    unharmed(interview, before);
  }

  @Test
  void a_made_up_page_token_is_one_of_another_request() throws Exception {
    Map<String, String> before = billing.tables();
    Interview interview = new Interview(caller);
    List<MethodDescriptor> paged =
        Services.methods().stream()
            .filter(method -> method.getInputType().findFieldByName("page_token") != null)
            .toList();

    for (MethodDescriptor method : paged) {
      for (String token : List.of("x", "====", "AAAA", "\u0000", "x".repeat(100_000))) {
        Message request = GoodRequests.of(method).getFirst();
        Told told =
            interview.askClearly(
                method, "page token", GoodRequests.with(request, "page_token", token));
        // Where what is listed must be there, it is looked for first.
        if (!told.reason().equals("PAGE_TOKEN_MISMATCH") && told.code() != Code.NOT_FOUND) {
          interview.note(method, "page token", told, "is no mismatch");
        }
      }
    }

    assertThat(paged).hasSizeGreaterThan(10);
    unharmed(interview, before);
  }

  private static void named(
      Interview interview, MethodDescriptor method, Changed change, Message request, String how) {
    String what = change.name() + " " + how;
    Told told = interview.askClearly(method, what, request.toByteString());
    if (told.fields().stream().noneMatch(field -> FieldPaths.related(field, change.path()))) {
      interview.note(method, what, told, "it is not named");
    }
  }

  // With every other field wrong too that is not inside the one in question, or around it.
  private static Message allWrong(Message good, Changed change, List<Changed> changes) {
    List<Changed> chosen = new ArrayList<>(List.of(change));
    for (Changed other : changes) {
      if (chosen.stream().allMatch(other::apart)) {
        chosen.add(other);
      }
    }
    Message request = good;
    for (Changed one : chosen) {
      request = one.in(request);
    }
    return request;
  }

  private void unharmed(Interview interview, Map<String, String> before) throws SQLException {
    assertThat(interview.wrong()).isEmpty();
    assertThat(billing.query(ORDERED)).isEqualTo("0");
    assertThat(billing.tables()).isEqualTo(before);
    stillAnswers();
  }

  private void answered(String method, String text) {
    MethodDescriptor found =
        Services.methods().stream()
            .filter(one -> Services.fullName(one).equals(method))
            .findFirst()
            .orElseThrow();
    ByteString message = GoodRequests.parsed(found, text).toByteString();
    assertThat(caller.call(method, Optional.of(HarmlessUsage.AUTHORIZATION), message).code())
        .isEqualTo(Code.OK);
  }

  private void stillAnswers() {
    Hostile harmless = HarmlessUsage.request();
    assertThat(caller.call(harmless.method(), harmless.token(), harmless.message()).code())
        .isEqualTo(Code.OK);
  }
}
