package com.totvs.billing.grpc.license;

import com.totvs.billing.application.license.EmergencyKeys;
import com.totvs.billing.application.license.Licenses;
import com.totvs.billing.application.license.ValidateLicense;
import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.domain.Span;
import com.totvs.billing.domain.Violations;
import com.totvs.billing.domain.access.Caller;
import com.totvs.billing.domain.customer.CustomerCode;
import com.totvs.billing.domain.license.EmergencyKeyUse;
import com.totvs.billing.domain.license.License;
import com.totvs.billing.domain.license.LicenseId;
import com.totvs.billing.domain.license.LicenseState;
import com.totvs.billing.grpc.access.Authentication;
import com.totvs.billing.grpc.call.Page;
import com.totvs.billing.grpc.call.Unary;
import com.totvs.billing.grpc.wire.Wire;
import com.totvs.billing.v1.LicenseServiceGrpc.LicenseServiceImplBase;
import com.totvs.billing.v1.ListEmergencyKeysRequest;
import com.totvs.billing.v1.ListEmergencyKeysResponse;
import com.totvs.billing.v1.ListLicensesRequest;
import com.totvs.billing.v1.ListLicensesResponse;
import com.totvs.billing.v1.ValidateLicenseRequest;
import com.totvs.billing.v1.ValidateLicenseResponse;
import io.grpc.stub.StreamObserver;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Says whose a license is, which licenses wait for an answer, and who runs on an emergency key.
final class LicenseEndpoint extends LicenseServiceImplBase {
  private final ValidateLicense validateLicense;
  private final Licenses licenses;
  private final EmergencyKeys emergencyKeys;
  private final BusinessZone zone;
  private final Clock clock;

  LicenseEndpoint(
      ValidateLicense validateLicense,
      Licenses licenses,
      EmergencyKeys emergencyKeys,
      BusinessZone zone,
      Clock clock) {
    this.validateLicense = validateLicense;
    this.licenses = licenses;
    this.emergencyKeys = emergencyKeys;
    this.zone = zone;
    this.clock = clock;
  }

  @Override
  public void validateLicense(
      ValidateLicenseRequest request, StreamObserver<ValidateLicenseResponse> caller) {
    Unary.answer(caller, () -> validate(request));
  }

  @Override
  public void listLicenses(
      ListLicensesRequest request, StreamObserver<ListLicensesResponse> caller) {
    Unary.answer(caller, () -> list(request));
  }

  @Override
  public void listEmergencyKeys(
      ListEmergencyKeysRequest request, StreamObserver<ListEmergencyKeysResponse> caller) {
    Unary.answer(caller, () -> list(request));
  }

  private ValidateLicenseResponse validate(ValidateLicenseRequest request) {
    Violations found = new Violations("");
    LicenseId license = found.check(() -> new LicenseId(request.getLicenseServerId()));
    Optional<Duration> maxAge = found.check(() -> LicenseWire.maxAge(request));
    return LicenseWire.response(
        validateLicense.validate(found.valid(license), found.valid(maxAge)));
  }

  private ListLicensesResponse list(ListLicensesRequest request) {
    Caller caller = Authentication.caller();
    caller.requireAllSolutions();
    Violations found = new Violations("");
    Page asked = found.check(() -> Page.of(request, caller));
    Optional<LicenseState> state = found.check(() -> LicenseWire.state(request));
    Page page = found.valid(asked);
    List<License> read =
        licenses.list(
            found.valid(state),
            page.after(position -> new LicenseId(position.getFirst())),
            page.limit());
    ListLicensesResponse.Builder response = ListLicensesResponse.newBuilder();
    page.rows(read).forEach(row -> response.addLicenses(LicenseWire.license(row)));
    return response
        .setNextPageToken(page.next(read, row -> List.of(row.id().value())))
        .setTotals(LicenseWire.totals(licenses.totals()))
        .build();
  }

  private ListEmergencyKeysResponse list(ListEmergencyKeysRequest request) {
    Caller caller = Authentication.caller();
    Violations found = new Violations("");
    Page asked = found.check(() -> Page.of(request, caller));
    EmergencyKeys.Filter filter = found.check(() -> filter(request, caller));
    Page page = found.valid(asked);
    List<EmergencyKeyUse> read =
        emergencyKeys.uses(
            found.valid(filter), page.after(LicenseWire::emergencyKeyPosition), page.limit());
    ListEmergencyKeysResponse.Builder response = ListEmergencyKeysResponse.newBuilder();
    page.rows(read)
        .forEach(row -> response.addEmergencyKeyUses(LicenseWire.use(row, clock.instant())));
    return response.setNextPageToken(page.next(read, LicenseWire::position)).build();
  }

  private EmergencyKeys.Filter filter(ListEmergencyKeysRequest request, Caller caller) {
    Violations found = new Violations("");
    Span span =
        found.check(
            "period",
            () -> request.hasPeriod() ? Wire.span(request.getPeriod(), zone) : Span.ALWAYS);
    Optional<CustomerCode> customer =
        found.check(() -> Wire.told(request.getCustomerCode(), "customer_code", CustomerCode::new));
    Optional<LicenseId> license =
        found.check(
            () -> Wire.told(request.getLicenseServerId(), "license_server_id", LicenseId::new));
    return new EmergencyKeys.Filter(
        found.valid(span), found.valid(customer), found.valid(license), caller.solutions());
  }
}
