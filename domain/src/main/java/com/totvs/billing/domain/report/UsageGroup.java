package com.totvs.billing.domain.report;

import com.totvs.billing.domain.catalog.Application;
import com.totvs.billing.domain.catalog.Solution;
import com.totvs.billing.domain.customer.Customer;
import com.totvs.billing.domain.license.LicenseId;
import com.totvs.billing.domain.usage.Place;
import com.totvs.billing.domain.usage.Purpose;
import com.totvs.billing.domain.usage.SettlementState;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What the records of a group have in common; present is what was grouped by.
///
/// @param state how far settling has come, when grouped by customer
/// @param customer the customer, when grouped by customer and settled
public record UsageGroup(
    Optional<LocalDate> day,
    Optional<YearMonth> month,
    Optional<SettlementState> state,
    Optional<Customer> customer,
    Optional<LicenseId> license,
    Optional<Solution> solution,
    Optional<Application> application,
    Optional<Purpose> purpose,
    Optional<Boolean> emergencyKey,
    Optional<Place> place) {

  /// The group of everything.
  public static final UsageGroup EVERYTHING =
      new UsageGroup(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /// The texts that groups of these dimensions are ordered by, compared code point by code point:
  /// one for each dimension, but for the customer the state first (settled, waiting, set aside) and
  /// then the code, empty unless settled.
  public List<String> key(List<UsageDimension> dimensions) {
    return dimensions.stream().flatMap(this::key).toList();
  }

  private Stream<String> key(UsageDimension dimension) {
    return switch (dimension) {
      case DAY -> day.stream().map(LocalDate::toString);
      case MONTH -> month.stream().map(YearMonth::toString);
      case CUSTOMER ->
          Stream.of(
              state.map(UsageGroup::rank).orElseThrow(),
              customer.map(one -> one.code().value()).orElse(""));
      case LICENSE -> license.stream().map(LicenseId::value);
      case SOLUTION -> solution.stream().map(one -> one.id().value());
      case APPLICATION -> application.stream().map(one -> one.id().value());
      case PURPOSE -> purpose.stream().map(one -> String.valueOf(one.number()));
      case EMERGENCY_KEY -> emergencyKey.stream().map(one -> one ? "1" : "0");
      case PLACE -> place.stream().map(one -> one == Place.ONLINE ? "0" : "1");
    };
  }

  static String rank(SettlementState state) {
    return switch (state) {
      case SETTLED -> "0";
      case WAITING -> "1";
      case SET_ASIDE -> "2";
    };
  }
}
