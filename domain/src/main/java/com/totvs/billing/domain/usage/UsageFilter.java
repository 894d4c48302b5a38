package com.totvs.billing.domain.usage;

import com.totvs.billing.domain.Span;
import com.totvs.billing.domain.access.Caller;
import com.totvs.billing.domain.catalog.ApplicationId;
import com.totvs.billing.domain.catalog.SolutionId;
import com.totvs.billing.domain.customer.CustomerCode;
import com.totvs.billing.domain.license.LicenseId;
import java.util.Optional;
import java.util.Set;

/// Which usage records are wanted: those that fit every part that is present.
///
/// @param emergencyKey whether the record is on an emergency key
/// @param visible the only solutions that may be seen; empty means all
public record UsageFilter(
    Span span,
    Optional<LicenseId> license,
    Optional<CustomerCode> customer,
    Optional<SolutionId> solution,
    Optional<ApplicationId> application,
    Optional<Purpose> purpose,
    Optional<SettlementState> state,
    Optional<Place> place,
    Optional<Boolean> emergencyKey,
    Optional<Set<SolutionId>> visible) {

  /// Every record.
  public static final UsageFilter ALL = only(Span.ALWAYS, Optional.empty());

  /// Every record of a span.
  public static UsageFilter of(Span span) {
    return only(span, Optional.empty());
  }

  /// Every record of these solutions, as one sees it who may see no others.
  public static UsageFilter ofSolutions(Set<SolutionId> visible) {
    return only(Span.ALWAYS, Optional.of(visible));
  }

  /// The same filter, showing only what the caller may see.
  public UsageFilter visibleTo(Caller caller) {
    return new UsageFilter(
        span,
        license,
        customer,
        solution,
        application,
        purpose,
        state,
        place,
        emergencyKey,
        caller.solutions());
  }

  /// The same filter for another span.
  public UsageFilter during(Span other) {
    return new UsageFilter(
        other,
        license,
        customer,
        solution,
        application,
        purpose,
        state,
        place,
        emergencyKey,
        visible);
  }

  /// Everything of the same span that may be seen.
  public UsageFilter whole() {
    return only(span, visible);
  }

  private static UsageFilter only(Span span, Optional<Set<SolutionId>> visible) {
    return new UsageFilter(
        span,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        visible);
  }
}
