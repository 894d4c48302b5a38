package com.totvs.billing.domain.allocation;

import com.totvs.billing.domain.usage.Meter;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.Optional;

/// Which cost is divided among whom, and by what. Of the rules of a month, the first one that takes
/// a cost divides it.
///
/// @param place rules are asked in the order of their places, those of one place in that of their
///   ids
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

  /// Whether it holds for a month.
  public boolean holdsFor(YearMonth month) {
    return !month.isBefore(first) && last.map(end -> !month.isAfter(end)).orElse(true);
  }
}
