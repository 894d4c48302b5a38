package com.totvs.billing.application.memory;

import com.totvs.billing.application.allocation.AllocationBook.LineFilter;
import com.totvs.billing.domain.allocation.Payer;
import com.totvs.billing.domain.catalog.ApplicationId;
import com.totvs.billing.domain.catalog.SolutionId;
import com.totvs.billing.domain.customer.CustomerCode;
import com.totvs.billing.domain.report.CostQuery;
import java.util.Optional;
import java.util.Set;

/// Whose cost is wanted. What is unallocated is nobody's, and wanted only when everything is.
///
/// @param visible of these solutions only; empty means all
record WantedPayers(
    Optional<SolutionId> solution,
    Optional<ApplicationId> application,
    Optional<CustomerCode> customer,
    Optional<Set<SolutionId>> visible) {

  static WantedPayers of(LineFilter filter) {
    return new WantedPayers(
        filter.solution(), filter.application(), filter.customer(), filter.visible());
  }

  static WantedPayers of(CostQuery query) {
    return new WantedPayers(
        query.solution(), query.application(), query.customer(), query.visible());
  }

  /// All that one who may see these solutions may see.
  WantedPayers whole() {
    return new WantedPayers(Optional.empty(), Optional.empty(), Optional.empty(), visible);
  }

  boolean include(Optional<Payer> payer) {
    return wants(solution, payer.map(Payer::solution))
        && wants(application, payer.map(Payer::application))
        && wants(customer, payer.flatMap(Payer::customer))
        && visible
            .map(own -> payer.map(one -> own.contains(one.solution())).orElse(false))
            .orElse(true);
  }

  private static <T> boolean wants(Optional<T> wanted, Optional<T> told) {
    return wanted.isEmpty() || wanted.equals(told);
  }
}
