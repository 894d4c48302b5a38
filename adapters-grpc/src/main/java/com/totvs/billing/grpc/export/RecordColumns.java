package com.totvs.billing.grpc.export;

import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.domain.customer.Customer;
import com.totvs.billing.domain.usage.Correction;
import com.totvs.billing.domain.usage.EmergencyKeyTypes;
import com.totvs.billing.domain.usage.RecordedUsage;
import com.totvs.billing.domain.usage.Settlement;
import com.totvs.billing.domain.usage.UsageRecord;
import java.util.List;
import java.util.Optional;

/// The columns of an exported record. New ones are only ever added at the end.
///
/// Times are ISO 8601 in UTC, to the microsecond; `day` is the day of the business zone; `calls` is
/// 1, or -1 for a cancelling record, whose quantities are negative too, so that every column of
/// quantities adds up to what reports say. What is not known or does not apply is empty.
final class RecordColumns {
  static final List<String> HEADER =
      List.of(
          "usage_id",
          "occurred_time",
          "day",
          "accepted_time",
          "settlement_state",
          "customer_code",
          "customer_name",
          "license_server_id",
          "solution_project_id",
          "solution_description",
          "application_project_id",
          "application_description",
          "user",
          "purpose",
          "contingency_provider_type",
          "emergency_key",
          "place",
          "voided_by_usage_id",
          "voids_usage_id",
          "void_reason",
          "calls",
          "input_tokens",
          "output_tokens",
          "image_size_kb");

  private final BusinessZone zone;
  private final EmergencyKeyTypes emergencyKeyTypes;

  RecordColumns(BusinessZone zone, EmergencyKeyTypes emergencyKeyTypes) {
    this.zone = zone;
    this.emergencyKeyTypes = emergencyKeyTypes;
  }

  List<Object> of(RecordedUsage recorded) {
    UsageRecord usage = recorded.usage();
    long sign = recorded.correction() instanceof Correction.Voids ? -1 : 1;
    return List.of(
        usage.id(),
        Cell.time(usage.occurredTime()),
        zone.day(usage.occurredTime()),
        Cell.time(recorded.acceptedTime()),
        state(recorded.settlement()),
        customer(recorded.settlement()).map(one -> Cell.text(one.code().value())).orElse(""),
        customer(recorded.settlement()).map(one -> Cell.text(one.name())).orElse(""),
        Cell.text(usage.license().value()),
        Cell.text(usage.solution().id().value()),
        Cell.text(usage.solution().description()),
        Cell.text(usage.application().id().value()),
        Cell.text(usage.application().description()),
        Cell.text(usage.user()),
        usage.purpose(),
        usage.contingencyProviderType().isPresent()
            ? usage.contingencyProviderType().getAsInt()
            : "",
        emergencyKeyTypes.include(usage.contingencyProviderType()),
        recorded.place(),
        recorded.correction() instanceof Correction.Voided(var by) ? by : "",
        recorded.correction() instanceof Correction.Voids(var target, var _) ? target : "",
        recorded.correction() instanceof Correction.Voids(var _, var why) ? Cell.text(why) : "",
        sign,
        sign * usage.consumption().inputTokens(),
        sign * usage.consumption().outputTokens(),
        sign * usage.consumption().imageSizeKb());
  }

  private static String state(Settlement settlement) {
    return switch (settlement) {
      case Settlement.Settled _ -> "SETTLED";
      case Settlement.Waiting _ -> "WAITING";
      case Settlement.SetAside _ -> "SET_ASIDE";
    };
  }

  private static Optional<Customer> customer(Settlement settlement) {
    return settlement instanceof Settlement.Settled(var customer)
        ? Optional.of(customer)
        : Optional.empty();
  }
}
