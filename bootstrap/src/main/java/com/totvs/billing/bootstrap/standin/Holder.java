package com.totvs.billing.bootstrap.standin;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.totvs.billing.domain.customer.Customer;
import com.totvs.billing.domain.customer.CustomerCode;
import com.totvs.billing.domain.license.EmergencyKey;
import com.totvs.billing.domain.license.LicenseId;
import java.util.Optional;

/// Who holds a license, as the stand-in tells it.
record Holder(Customer customer, EmergencyKey key, boolean active) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int CUSTOMERS = 100_000;

  /// A customer that follows from the id alone; empty for ids that begin with `NOBODY`.
  static Optional<Holder> madeUp(LicenseId license) {
    if (license.value().startsWith("NOBODY")) {
      return Optional.empty();
    }
    int number = Math.floorMod(license.value().hashCode(), CUSTOMERS);
    // Seven digits, so that no made-up customer is ever the internal one.
    CustomerCode code = new CustomerCode("T" + (9_000_000 + number));
    return Optional.of(
        new Holder(new Customer(code, "Stand-in customer " + number), EmergencyKey.NOT_TOLD, true));
  }

  String json(LicenseId license) {
    ObjectNode root =
        JSON.createObjectNode()
            .put("licenseServerId", license.value())
            .put("tcode", customer.code().value())
            .put("customerDescription", customer.name())
            .put("active", active);
    if (key.state() != EmergencyKey.State.NOT_TOLD) {
      ObjectNode told = root.putObject("emergencyKey");
      told.put("active", key.state() == EmergencyKey.State.ACTIVE);
      key.issued().ifPresent(time -> told.put("issuedAt", time.toString()));
      key.expires().ifPresent(time -> told.put("expiresAt", time.toString()));
    }
    return root.toString();
  }
}
