package com.totvs.billing.application.usage;

import com.totvs.billing.domain.Span;
import com.totvs.billing.domain.catalog.ApplicationId;
import com.totvs.billing.domain.catalog.SolutionId;
import com.totvs.billing.domain.customer.Customer;
import com.totvs.billing.domain.customer.CustomerCode;
import com.totvs.billing.domain.license.LicenseId;
import com.totvs.billing.domain.usage.Place;
import com.totvs.billing.domain.usage.Purpose;
import com.totvs.billing.domain.usage.SettlementState;
import com.totvs.billing.domain.usage.UsageFilter;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// Describes a filter for a test, which names only the parts it wants.
final class Wanted {
  private Optional<Instant> start = Optional.empty();
  private Optional<Instant> end = Optional.empty();
  private Optional<LicenseId> license = Optional.empty();
  private Optional<CustomerCode> customer = Optional.empty();
  private Optional<SolutionId> solution = Optional.empty();
  private Optional<ApplicationId> application = Optional.empty();
  private Optional<Purpose> purpose = Optional.empty();
  private Optional<SettlementState> state = Optional.empty();
  private Optional<Place> place = Optional.empty();
  private Optional<Boolean> emergencyKey = Optional.empty();
  private Optional<Set<SolutionId>> visible = Optional.empty();

  Wanted from(Instant time) {
    this.start = Optional.of(time);
    return this;
  }

  Wanted until(Instant time) {
    this.end = Optional.of(time);
    return this;
  }

  Wanted license(LicenseId wanted) {
    this.license = Optional.of(wanted);
    return this;
  }

  Wanted customer(Customer wanted) {
    this.customer = Optional.of(wanted.code());
    return this;
  }

  Wanted solution(SolutionId wanted) {
    this.solution = Optional.of(wanted);
    return this;
  }

  Wanted application(ApplicationId wanted) {
    this.application = Optional.of(wanted);
    return this;
  }

  Wanted purpose(Purpose wanted) {
    this.purpose = Optional.of(wanted);
    return this;
  }

  Wanted state(SettlementState wanted) {
    this.state = Optional.of(wanted);
    return this;
  }

  Wanted place(Place wanted) {
    this.place = Optional.of(wanted);
    return this;
  }

  Wanted emergencyKey(boolean wanted) {
    this.emergencyKey = Optional.of(wanted);
    return this;
  }

  Wanted visible(SolutionId... solutions) {
    this.visible = Optional.of(Set.of(solutions));
    return this;
  }

  UsageFilter filter() {
    return new UsageFilter(
        new Span(start, end),
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
}
