package com.totvs.billing.application.catalog;

import com.totvs.billing.domain.catalog.Application;
import com.totvs.billing.domain.catalog.ApplicationId;
import com.totvs.billing.domain.catalog.Solution;
import com.totvs.billing.domain.catalog.SolutionId;
import com.totvs.billing.domain.customer.Customer;
import com.totvs.billing.domain.customer.CustomerCode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The customers, solutions and applications met so far, each ordered by its id. `visible` limits
/// them to those solutions and to what the usage of those solutions names; empty means all. Each
/// method reads at most `limit` rows behind `after`.
public interface Catalog {

  /// Customers, the internal client always among them; limited, those that usage of the visible
  /// solutions is settled on.
  List<Customer> customers(
      Optional<Set<SolutionId>> visible, Optional<CustomerCode> after, int limit);

  /// Solutions; limited, those of the visible ones that usage has named.
  List<Solution> solutions(
      Optional<Set<SolutionId>> visible, Optional<SolutionId> after, int limit);

  /// Applications; limited, those that usage of the visible solutions names.
  List<Application> applications(
      Optional<Set<SolutionId>> visible, Optional<ApplicationId> after, int limit);
}
