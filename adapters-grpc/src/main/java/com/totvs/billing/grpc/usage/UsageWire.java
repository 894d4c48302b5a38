package com.totvs.billing.grpc.usage;

import com.google.protobuf.Timestamp;
import com.totvs.billing.application.usage.Outcome;
import com.totvs.billing.application.usage.UsageReport;
import com.totvs.billing.application.usage.VoidUsage;
import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.domain.FieldViolation;
import com.totvs.billing.domain.Span;
import com.totvs.billing.domain.Violations;
import com.totvs.billing.domain.catalog.ApplicationId;
import com.totvs.billing.domain.catalog.SolutionId;
import com.totvs.billing.domain.customer.CustomerCode;
import com.totvs.billing.domain.license.LicenseId;
import com.totvs.billing.domain.usage.Correction;
import com.totvs.billing.domain.usage.EmergencyKeyTypes;
import com.totvs.billing.domain.usage.Place;
import com.totvs.billing.domain.usage.Purpose;
import com.totvs.billing.domain.usage.RecordedUsage;
import com.totvs.billing.domain.usage.Settlement;
import com.totvs.billing.domain.usage.SettlementState;
import com.totvs.billing.domain.usage.UsageFilter;
import com.totvs.billing.domain.usage.UsageId;
import com.totvs.billing.domain.usage.UsageKey;
import com.totvs.billing.domain.usage.UsageRecord;
import com.totvs.billing.grpc.call.Failure;
import com.totvs.billing.grpc.wire.Wire;
import com.totvs.billing.v1.BatchRecordUsageResult;
import com.totvs.billing.v1.RecordUsageResponse;
import com.totvs.billing.v1.Usage;
import com.totvs.billing.v1.UsagePlace;
import com.totvs.billing.v1.VoidUsageResponse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Between the wire's words and the domain's, for usage.
public final class UsageWire {
  private static final String OCCURRED_TIME = "occurred_time";
  private static final List<FieldViolation> WRONG_TIME =
      List.of(new FieldViolation(OCCURRED_TIME, "is not a time in the years 1 to 9999"));

  private UsageWire() {}

  static UsageReport report(String path, Usage usage) {
    Timestamp time = usage.getOccurredTime();
    boolean timeTranslates = Wire.valid(time);
    return new UsageReport(
        path,
        usage.getUsageId(),
        usage.hasOccurredTime() && timeTranslates
            ? Optional.of(Instant.ofEpochSecond(time.getSeconds(), time.getNanos()))
            : Optional.empty(),
        usage.getLicenseServerId(),
        usage.getSolution().getProjectId(),
        usage.getSolution().getDescription(),
        usage.getApplication().getProjectId(),
        usage.getApplication().getDescription(),
        usage.getUser(),
        usage.getInputTokens(),
        usage.getOutputTokens(),
        usage.getImageSizeKb(),
        usage.hasContingencyProviderType()
            ? OptionalInt.of(usage.getContingencyProviderType())
            : OptionalInt.empty(),
        usage.getPurposeValue(),
        timeTranslates ? List.of() : WRONG_TIME);
  }

  static RecordUsageResponse response(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Recorded(var id, var acceptedTime, var duplicate) ->
          RecordUsageResponse.newBuilder()
              .setUsageId(id.toString())
              .setAcceptedTime(Wire.timestamp(acceptedTime))
              .setDuplicate(duplicate)
              .build();
      case Outcome.Refused(var why) -> throw why;
    };
  }

  static BatchRecordUsageResult result(Outcome outcome) {
    BatchRecordUsageResult.Builder result = BatchRecordUsageResult.newBuilder();
    switch (outcome) {
      case Outcome.Recorded(var id, var acceptedTime, var duplicate) ->
          result
              .getRecordedBuilder()
              .setUsageId(id.toString())
              .setAcceptedTime(Wire.timestamp(acceptedTime))
              .setDuplicate(duplicate);
      case Outcome.Refused(var why) -> result.setError(Failure.of(why).status());
    }
    return result.build();
  }

  static com.totvs.billing.v1.UsageRecord usageRecord(
      RecordedUsage recorded, EmergencyKeyTypes emergencyKeyTypes) {
    UsageRecord usage = recorded.usage();
    return com.totvs.billing.v1.UsageRecord.newBuilder()
        .setUsage(usage(usage))
        .setAcceptedTime(Wire.timestamp(recorded.acceptedTime()))
        .setSettlement(settlement(recorded.settlement()))
        .setEmergencyKey(emergencyKeyTypes.include(usage.contingencyProviderType()))
        .setPlace(place(recorded.place()))
        .setVoidedByUsageId(
            recorded.correction() instanceof Correction.Voided(var by) ? by.toString() : "")
        .setVoidsUsageId(
            recorded.correction() instanceof Correction.Voids(var target, var _)
                ? target.toString()
                : "")
        .setVoidReason(
            recorded.correction() instanceof Correction.Voids(var _, var reason) ? reason : "")
        .build();
  }

  /// Where a record is kept.
  public static UsagePlace place(Place place) {
    return switch (place) {
      case ONLINE -> UsagePlace.USAGE_PLACE_ONLINE;
      case HISTORY -> UsagePlace.USAGE_PLACE_HISTORY;
    };
  }

  /// How far settling a record has come.
  public static com.totvs.billing.v1.SettlementState state(SettlementState state) {
    return switch (state) {
      case SETTLED -> com.totvs.billing.v1.SettlementState.SETTLEMENT_STATE_SETTLED;
      case WAITING -> com.totvs.billing.v1.SettlementState.SETTLEMENT_STATE_WAITING;
      case SET_ASIDE -> com.totvs.billing.v1.SettlementState.SETTLEMENT_STATE_SET_ASIDE;
    };
  }

  static VoidUsageResponse response(VoidUsage.Voided voided) {
    return VoidUsageResponse.newBuilder()
        .setVoidedByUsageId(voided.by().toString())
        .setAcceptedTime(Wire.timestamp(voided.acceptedTime()))
        .setDuplicate(voided.duplicate())
        .build();
  }

  private static Usage usage(UsageRecord usage) {
    Usage.Builder told =
        Usage.newBuilder()
            .setUsageId(usage.id().toString())
            .setOccurredTime(Wire.timestamp(usage.occurredTime()))
            .setLicenseServerId(usage.license().value())
            .setSolution(Wire.solution(usage.solution()))
            .setApplication(Wire.application(usage.application()))
            .setUser(usage.user())
            .setInputTokens(usage.consumption().inputTokens())
            .setOutputTokens(usage.consumption().outputTokens())
            .setImageSizeKb(usage.consumption().imageSizeKb())
            .setPurposeValue(usage.purpose().number());
    usage.contingencyProviderType().ifPresent(told::setContingencyProviderType);
    return told.build();
  }

  private static com.totvs.billing.v1.Settlement settlement(Settlement settlement) {
    com.totvs.billing.v1.Settlement.Builder told = com.totvs.billing.v1.Settlement.newBuilder();
    switch (settlement) {
      case Settlement.Settled(var customer) ->
          told.setState(com.totvs.billing.v1.SettlementState.SETTLEMENT_STATE_SETTLED)
              .setCustomer(Wire.customer(customer));
      case Settlement.Waiting(var why) ->
          told.setState(com.totvs.billing.v1.SettlementState.SETTLEMENT_STATE_WAITING)
              .setReason(why);
      case Settlement.SetAside(var why) ->
          told.setState(com.totvs.billing.v1.SettlementState.SETTLEMENT_STATE_SET_ASIDE)
              .setReason(why);
    }
    return told.build();
  }

  /// The usage a filter asks for; what it leaves open fits everything.
  ///
  /// @throws BillingException `INVALID_FIELDS`, with every field that is wrong
  public static UsageFilter filter(com.totvs.billing.v1.UsageFilter filter, BusinessZone zone) {
    Violations found = new Violations("");
    Span span =
        found.check(
            "period", () -> filter.hasPeriod() ? Wire.span(filter.getPeriod(), zone) : Span.ALWAYS);
    Optional<LicenseId> license =
        found.check(
            () -> Wire.told(filter.getLicenseServerId(), "license_server_id", LicenseId::new));
    Optional<CustomerCode> customer =
        found.check(() -> Wire.told(filter.getCustomerCode(), "customer_code", CustomerCode::new));
    Optional<SolutionId> solution =
        found.check(
            () -> Wire.told(filter.getSolutionProjectId(), "solution_project_id", SolutionId::new));
    Optional<ApplicationId> application =
        found.check(
            () ->
                Wire.told(
                    filter.getApplicationProjectId(),
                    "application_project_id",
                    ApplicationId::new));
    Optional<Purpose> purpose = found.check(() -> purpose(filter.getPurposeValue()));
    Optional<SettlementState> state = found.check(() -> state(filter));
    Optional<Place> place = found.check(() -> place(filter));
    return new UsageFilter(
        found.valid(span),
        found.valid(license),
        found.valid(customer),
        found.valid(solution),
        found.valid(application),
        found.valid(purpose),
        found.valid(state),
        found.valid(place),
        filter.hasEmergencyKey() ? Optional.of(filter.getEmergencyKey()) : Optional.empty(),
        Optional.empty());
  }

  private static Optional<Purpose> purpose(int number) {
    if (number == 0) {
      return Optional.empty();
    }
    return Optional.of(
        Purpose.of(number)
            .orElseThrow(() -> BillingException.invalid("purpose", number + " is not a purpose")));
  }

  private static Optional<SettlementState> state(com.totvs.billing.v1.UsageFilter filter) {
    return switch (filter.getSettlementState()) {
      case SETTLEMENT_STATE_UNSPECIFIED -> Optional.empty();
      case SETTLEMENT_STATE_SETTLED -> Optional.of(SettlementState.SETTLED);
      case SETTLEMENT_STATE_WAITING -> Optional.of(SettlementState.WAITING);
      case SETTLEMENT_STATE_SET_ASIDE -> Optional.of(SettlementState.SET_ASIDE);
      case UNRECOGNIZED ->
          throw BillingException.invalid(
              "settlement_state", filter.getSettlementStateValue() + " is not a state");
    };
  }

  private static Optional<Place> place(com.totvs.billing.v1.UsageFilter filter) {
    return switch (filter.getPlace()) {
      case USAGE_PLACE_UNSPECIFIED -> Optional.empty();
      case USAGE_PLACE_ONLINE -> Optional.of(Place.ONLINE);
      case USAGE_PLACE_HISTORY -> Optional.of(Place.HISTORY);
      case UNRECOGNIZED ->
          throw BillingException.invalid("place", filter.getPlaceValue() + " is not a place");
    };
  }

  static List<String> position(RecordedUsage recorded) {
    UsageKey key = recorded.usage().key();
    return List.of(key.occurredTime().toString(), key.id().toString(), key.license().value());
  }

  static UsageKey key(List<String> position) {
    return new UsageKey(
        Instant.parse(position.get(0)),
        UsageId.parse(position.get(1)),
        new LicenseId(position.get(2)));
  }
}
