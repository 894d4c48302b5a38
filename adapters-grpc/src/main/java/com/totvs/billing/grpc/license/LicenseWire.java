package com.totvs.billing.grpc.license;

import com.google.protobuf.Duration;
import com.totvs.billing.application.license.EmergencyKeys;
import com.totvs.billing.application.license.Validation;
import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.license.EmergencyKey;
import com.totvs.billing.domain.license.EmergencyKeyUse;
import com.totvs.billing.domain.license.License;
import com.totvs.billing.domain.license.LicenseId;
import com.totvs.billing.domain.license.LicenseState;
import com.totvs.billing.domain.license.LicenseTotals;
import com.totvs.billing.grpc.wire.Wire;
import com.totvs.billing.v1.AnswerSource;
import com.totvs.billing.v1.EmergencyKeyState;
import com.totvs.billing.v1.ListLicensesRequest;
import com.totvs.billing.v1.ValidateLicenseRequest;
import com.totvs.billing.v1.ValidateLicenseResponse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Between the wire's words and the domain's, for licenses.
final class LicenseWire {
  private static final java.time.Duration MOST_AGE = java.time.Duration.ofDays(30);
  private static final int MOST_NANOS = 999_999_999;

  private LicenseWire() {}

  static Optional<java.time.Duration> maxAge(ValidateLicenseRequest request) {
    if (!request.hasMaxAge()) {
      return Optional.empty();
    }
    Duration age = request.getMaxAge();
    if (age.getSeconds() >= 0
        && age.getSeconds() <= MOST_AGE.toSeconds()
        && age.getNanos() >= 0
        && age.getNanos() <= MOST_NANOS) {
      java.time.Duration told = java.time.Duration.ofSeconds(age.getSeconds(), age.getNanos());
      if (told.compareTo(MOST_AGE) <= 0) {
        return Optional.of(told);
      }
    }
    throw BillingException.invalid("max_age", "must be 0 s to 30 days");
  }

  static ValidateLicenseResponse response(Validation validation) {
    ValidateLicenseResponse.Builder told =
        ValidateLicenseResponse.newBuilder()
            .setKnown(validation.known())
            .setValid(validation.valid())
            .setEmergencyKey(emergencyKey(validation.emergencyKey()))
            .setSource(
                validation.fresh()
                    ? AnswerSource.ANSWER_SOURCE_LICENSE_SERVER
                    : AnswerSource.ANSWER_SOURCE_BILLING)
            .setLicenseServerProblem(validation.problem());
    validation.customer().map(Wire::customer).ifPresent(told::setCustomer);
    validation.confirmed().map(Wire::timestamp).ifPresent(told::setConfirmedTime);
    return told.build();
  }

  static com.totvs.billing.v1.License license(License license) {
    com.totvs.billing.v1.License.Builder told =
        com.totvs.billing.v1.License.newBuilder()
            .setLicenseServerId(license.id().value())
            .setState(state(license.state()))
            .setActive(license.active())
            .setEmergencyKey(emergencyKey(license.emergencyKey()))
            .setFirstSeenTime(Wire.timestamp(license.firstSeen()))
            .setReason(license.reason())
            .setFailedAttempts(license.failedAttempts())
            .setNextAttemptTime(Wire.timestamp(license.nextAttempt()));
    license.customer().map(Wire::customer).ifPresent(told::setCustomer);
    license.confirmed().map(Wire::timestamp).ifPresent(told::setConfirmedTime);
    return told.build();
  }

  static com.totvs.billing.v1.LicenseTotals totals(LicenseTotals totals) {
    com.totvs.billing.v1.LicenseTotals.Builder told =
        com.totvs.billing.v1.LicenseTotals.newBuilder()
            .setKnown(totals.known())
            .setWaiting(totals.waiting())
            .setSetAside(totals.setAside());
    totals.oldestWaiting().map(Wire::timestamp).ifPresent(told::setOldestWaitingTime);
    totals.oldestSetAside().map(Wire::timestamp).ifPresent(told::setOldestSetAsideTime);
    return told.build();
  }

  static com.totvs.billing.v1.EmergencyKeyUse use(EmergencyKeyUse use, Instant now) {
    com.totvs.billing.v1.EmergencyKeyUse.Builder told =
        com.totvs.billing.v1.EmergencyKeyUse.newBuilder()
            .setLicenseServerId(use.license().value())
            .setFirstUseTime(Wire.timestamp(use.firstUse()))
            .setLastUseTime(Wire.timestamp(use.lastUse()))
            .setDaysInUse(use.daysInUse())
            .setCalls(use.calls())
            .setEndTime(Wire.timestamp(use.end()))
            .setOver(use.over(now))
            .setEmergencyKey(emergencyKey(use.emergencyKey()));
    use.customer().map(Wire::customer).ifPresent(told::setCustomer);
    return told.build();
  }

  static Optional<LicenseState> state(ListLicensesRequest request) {
    return switch (request.getState()) {
      case LICENSE_STATE_UNSPECIFIED -> Optional.empty();
      case LICENSE_STATE_KNOWN -> Optional.of(LicenseState.KNOWN);
      case LICENSE_STATE_WAITING -> Optional.of(LicenseState.WAITING);
      case LICENSE_STATE_SET_ASIDE -> Optional.of(LicenseState.SET_ASIDE);
      case UNRECOGNIZED ->
          throw BillingException.invalid("state", request.getStateValue() + " is not a state");
    };
  }

  private static com.totvs.billing.v1.LicenseState state(LicenseState state) {
    return switch (state) {
      case KNOWN -> com.totvs.billing.v1.LicenseState.LICENSE_STATE_KNOWN;
      case WAITING -> com.totvs.billing.v1.LicenseState.LICENSE_STATE_WAITING;
      case SET_ASIDE -> com.totvs.billing.v1.LicenseState.LICENSE_STATE_SET_ASIDE;
    };
  }

  private static com.totvs.billing.v1.EmergencyKey emergencyKey(EmergencyKey key) {
    com.totvs.billing.v1.EmergencyKey.Builder told =
        com.totvs.billing.v1.EmergencyKey.newBuilder().setState(state(key.state()));
    key.issued().map(Wire::timestamp).ifPresent(told::setIssuedTime);
    key.expires().map(Wire::timestamp).ifPresent(told::setExpiresTime);
    return told.build();
  }

  private static EmergencyKeyState state(EmergencyKey.State state) {
    return switch (state) {
      case NOT_TOLD -> EmergencyKeyState.EMERGENCY_KEY_STATE_UNSPECIFIED;
      case ACTIVE -> EmergencyKeyState.EMERGENCY_KEY_STATE_ACTIVE;
      case INACTIVE -> EmergencyKeyState.EMERGENCY_KEY_STATE_INACTIVE;
    };
  }

  static List<String> position(EmergencyKeyUse use) {
    return List.of(
        use.license().value(), use.customer().map(holder -> holder.code().value()).orElse(""));
  }

  static EmergencyKeys.Position emergencyKeyPosition(List<String> position) {
    return new EmergencyKeys.Position(new LicenseId(position.get(0)), position.get(1));
  }
}
