package com.totvs.billing.bootstrap.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

/// Whose licenses there are, and what usage has named.
final class CatalogStory {
  private CatalogStory() {}

  static void tell(Admin admin) throws Exception {
    JsonNode licenses =
        admin.call("LicenseService/ListLicenses", "{\"state\": \"LICENSE_STATE_KNOWN\"}");
    assertThat(licenses.at("/licenses/0/licenseServerId").asText()).isEqualTo("LS-1");
    assertThat(licenses.at("/totals/known").asText()).isEqualTo("1");

    JsonNode keys = admin.call("LicenseService/ListEmergencyKeys", "{\"customerCode\": \"T123\"}");
    assertThat(keys.at("/emergencyKeyUses/0/calls").asText()).isEqualTo("1");

    JsonNode customers = admin.call("CatalogService/ListCustomers", "{}");
    assertThat(customers.findValuesAsText("name")).contains("ACME");
    JsonNode solutions = admin.call("CatalogService/ListSolutions", "{}");
    assertThat(solutions.findValuesAsText("projectId")).containsExactly("carol-chat", "dta-vision");
    JsonNode applications = admin.call("CatalogService/ListApplications", "{\"pageSize\": 1}");
    assertThat(applications.findValuesAsText("projectId")).containsExactly("cp");
  }
}
