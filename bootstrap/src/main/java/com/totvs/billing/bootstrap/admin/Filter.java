package com.totvs.billing.bootstrap.admin;

import com.totvs.billing.v1.Purpose;
import com.totvs.billing.v1.SettlementState;
import com.totvs.billing.v1.UsageFilter;
import com.totvs.billing.v1.UsagePlace;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Which usage a command is about.
final class Filter {

  /// How far settling has come.
  enum State {
    settled,
    waiting,
    set_aside
  }

  /// Where usage is.
  enum Place {
    online,
    history
  }

  /// Why calls were made.
  enum Why {
    production,
    support,
    development
  }

  @Mixin private When when = new When();

  @Option(names = "--license", paramLabel = "ID", description = "Only this license server id.")
  private String license = "";

  @Option(names = "--customer", paramLabel = "CODE", description = "Only this customer.")
  private String customer = "";

  @Option(names = "--solution", paramLabel = "PROJECT_ID", description = "Only this solution.")
  private String solution = "";

  @Option(
      names = "--application",
      paramLabel = "PROJECT_ID",
      description = "Only this application.")
  private String application = "";

  @Option(names = "--purpose", description = "Only one of ${COMPLETION-CANDIDATES}.")
  private Optional<Why> purpose = Optional.empty();

  @Option(names = "--state", description = "Only what is ${COMPLETION-CANDIDATES}.")
  private Optional<State> state = Optional.empty();

  @Option(names = "--place", description = "Only what is ${COMPLETION-CANDIDATES}.")
  private Optional<Place> place = Optional.empty();

  @Option(names = "--emergency-key", description = "Only calls on an emergency key: true or false.")
  private Optional<Boolean> emergencyKey = Optional.empty();

  UsageFilter filter() {
    UsageFilter.Builder filter =
        UsageFilter.newBuilder()
            .setLicenseServerId(license)
            .setCustomerCode(customer)
            .setSolutionProjectId(solution)
            .setApplicationProjectId(application);
    when.period().ifPresent(filter::setPeriod);
    purpose.map(one -> Purpose.valueOf("PURPOSE_" + upper(one))).ifPresent(filter::setPurpose);
    state
        .map(one -> SettlementState.valueOf("SETTLEMENT_STATE_" + upper(one)))
        .ifPresent(filter::setSettlementState);
    place.map(one -> UsagePlace.valueOf("USAGE_PLACE_" + upper(one))).ifPresent(filter::setPlace);
    emergencyKey.ifPresent(filter::setEmergencyKey);
    return filter.build();
  }

  static String upper(Enum<?> value) {
    return value.name().toUpperCase(Locale.ROOT);
  }
}
