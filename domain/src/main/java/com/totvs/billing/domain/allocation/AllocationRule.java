package com.totvs.billing.domain.allocation;

import com.totvs.billing.domain.Violations;
import com.totvs.billing.domain.usage.Meter;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.Optional;

/// Which cost is divided among whom, and by what. Of the rules of a month, the first one that takes
/// a cost divides it.
///
/// @param place rules are asked in the order of their places, 0 or more, those of one place in that
///   of their ids
/// @param first the first month it holds for
/// @param last the last month it holds for; empty while it has no end
public record AllocationRule(
    RuleId id,
    int place,
    CostSelector takes,
    Division division,
    YearMonth first,
    Optional<YearMonth> last) {

  /// The order in which rules are asked.
  public static final Comparator<AllocationRule> ORDER =
      Comparator.comparingInt(AllocationRule::place).thenComparing(AllocationRule::id);

  /// Takes what every other rule leaves: divided by calls among all solutions.
  public static final AllocationRule DEFAULT =
      new AllocationRule(
          RuleId.DEFAULT,
          Integer.MAX_VALUE,
          CostSelector.EVERYTHING,
          Division.Proportional.to(Meter.CALLS),
          YearMonth.of(1, 1),
          Optional.empty());

  public AllocationRule {
    Violations found = new Violations("");
    if (place < 0) {
      found.add("place", "must not be negative");
    }
    if (last.isPresent() && last.get().isBefore(first)) {
      found.add("last_month", "lies before first_month");
    }
    found.throwIfAny();
  }

  /// The same, ending with a month.
  ///
  /// @throws com.totvs.billing.domain.BillingException `INVALID_FIELDS` when it lies before the
  ///   first
  public AllocationRule endingWith(YearMonth month) {
    return new AllocationRule(id, place, takes, division, first, Optional.of(month));
  }

  /// The first month for which something else holds when it ends with another month.
  public YearMonth changedBy(YearMonth otherLast) {
    return last.filter(otherLast::isAfter).orElse(otherLast).plusMonths(1);
  }

  /// Whether it holds for a month.
  public boolean holdsFor(YearMonth month) {
    return !month.isBefore(first) && last.map(end -> !month.isAfter(end)).orElse(true);
  }
}
