package com.totvs.billing.domain.report;

import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.Violations;
import com.totvs.billing.domain.catalog.ApplicationId;
import com.totvs.billing.domain.catalog.SolutionId;
import com.totvs.billing.domain.customer.CustomerCode;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A question about cost.
///
/// @param last at most 36 months after the first
/// @param visible of these solutions only; empty means all
/// @param groupBy what to group by, each at most once. Cost is divided by the use of a whole month,
///   so that what is told day by day is told of no solution, application or customer
public record CostQuery(
    YearMonth first,
    YearMonth last,
    Optional<SolutionId> solution,
    Optional<ApplicationId> application,
    Optional<CustomerCode> customer,
    Optional<Set<SolutionId>> visible,
    List<CostDimension> groupBy) {
  private static final int MOST_MONTHS = 36;

  public CostQuery {
    groupBy = List.copyOf(groupBy);
    Violations found = new Violations("");
    YearMonth begin = first;
    YearMonth end = last;
    found.check(() -> requireSpan(begin, end));
    if (groupBy.contains(CostDimension.DAY)
        && ofPayers(solution, application, customer, visible, groupBy)) {
      found.add(
          "group_by", "cost is divided by months: a day has no solution, application or customer");
    }
    found.throwIfAny();
  }

  /// Makes sure that a question can span these months; returns the last.
  public static YearMonth requireSpan(YearMonth first, YearMonth last) {
    if (last.isBefore(first)) {
      throw BillingException.invalid("filter.last_month", "lies before first_month");
    }
    if (last.isAfter(first.plusMonths(MOST_MONTHS))) {
      throw BillingException.invalid(
          "filter.last_month", "lies more than " + MOST_MONTHS + " months after first_month");
    }
    return last;
  }

  /// Whether it can be answered only once cost is divided.
  public boolean ofPayers() {
    return ofPayers(solution, application, customer, visible, groupBy);
  }

  private static boolean ofPayers(
      Optional<SolutionId> solution,
      Optional<ApplicationId> application,
      Optional<CustomerCode> customer,
      Optional<Set<SolutionId>> visible,
      List<CostDimension> groupBy) {
    return solution.isPresent()
        || application.isPresent()
        || customer.isPresent()
        || visible.isPresent()
        || groupBy.stream().anyMatch(CostDimension::ofPayers);
  }

  /// Whether it is about what was collected day by day, before it is divided.
  public boolean daily() {
    return groupBy.contains(CostDimension.DAY);
  }
}
