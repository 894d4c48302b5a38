package com.totvs.billing.domain.allocation;

import com.totvs.billing.domain.catalog.SolutionId;
import java.math.BigInteger;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Divides the sums of a month by what was used in it. Pure: the same input in any order brings the
/// same lines.
///
/// Adding use of one customer raises no line of another one by more than one minor unit per month
/// sum, in absolute value: exact parts of the others only shrink, and rounding adds less than one.
public final class Allocation {
  private record Divided(AllocationRule rule, Optional<SolutionId> solution) {}

  private final List<AllocationRule> rules;
  private final List<UsageShare> usage;

  // Hundreds of sums are divided alike.
  private final Map<Divided, List<Part>> parts = new HashMap<>();

  /// @param rules in any order; those of other months are left out, and [AllocationRule#DEFAULT]
  ///   takes what they leave
  /// @param usage what each payer used in the month, each payer once
  public Allocation(YearMonth month, List<AllocationRule> rules, List<UsageShare> usage) {
    this.rules =
        Stream.concat(
                rules.stream().filter(rule -> rule.holdsFor(month)).sorted(AllocationRule.ORDER),
                Stream.of(AllocationRule.DEFAULT))
            .toList();
    this.usage = usage.stream().sorted(Comparator.comparing(UsageShare::payer)).toList();
  }

  /// Divides one sum. The lines add up to what is rounded of it.
  public AllocatedSum divide(RoundedSum rounded) {
    AllocationRule rule = ruleFor(rounded.sum().origin());
    List<Part> divided =
        parts.computeIfAbsent(new Divided(rule, rounded.sum().solution()), this::parts);
    boolean credit = rounded.rounded().signum() < 0;
    List<BigInteger> amounts =
        LargestRemainder.divide(
            rounded.rounded().abs(), divided.stream().map(Part::fraction).toList());
    List<AllocatedLine> lines = new ArrayList<>(divided.size());
    for (int i = 0; i < divided.size(); i++) {
      BigInteger amount = credit ? amounts.get(i).negate() : amounts.get(i);
      lines.add(new AllocatedLine(divided.get(i).payer(), divided.get(i).fraction(), amount));
    }
    return new AllocatedSum(rounded, rule.id(), lines);
  }

  /// The one rule that takes the cost of an origin.
  public AllocationRule ruleFor(Origin origin) {
    return rules.stream().filter(rule -> rule.takes().takes(origin)).findFirst().orElseThrow();
  }

  private List<Part> parts(Divided divided) {
    List<UsageShare> carrying =
        usage.stream()
            .filter(share -> divided.solution().map(share.payer().solution()::equals).orElse(true))
            .toList();
    return Parts.of(divided.rule().division(), carrying);
  }
}
