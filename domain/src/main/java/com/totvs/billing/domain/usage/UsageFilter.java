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
/// @param visible the only solutions that may be seen; empty means all
public record UsageFilter(
    Span span,
    Optional<LicenseId> license,
    Optional<CustomerCode> customer,
    Optional<SolutionId> solution,
    Optional<ApplicationId> application,
    Optional<Purpose> purpose,
    Optional<SettlementState> state,
    Optional<Set<SolutionId>> visible) {

  /// Every record.
  public static final UsageFilter ALL =
      new UsageFilter(
          Span.ALWAYS,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /// The same filter, showing only what the caller may see.
  public UsageFilter visibleTo(Caller caller) {
    return new UsageFilter(
        span, license, customer, solution, application, purpose, state, caller.solutions());
  }
}
