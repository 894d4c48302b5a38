package com.totvs.billing.domain.allocation;

import com.totvs.billing.domain.cost.CostRevision;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;

/// Everything that the allocation of a month depends on, as it was at one instant.
///
/// @param sums what the month cost, no two of one origin and currency
/// @param usage what each payer used in it, each payer once
/// @param rules those that hold for it, in the order they are asked
/// @param revisions what Azure's cost was taken from: the newest of each resource group
public record MonthInputs(
    YearMonth month,
    List<MonthSum> sums,
    List<UsageShare> usage,
    List<AllocationRule> rules,
    List<CostRevision> revisions) {
  private static final Comparator<MonthSum> SUMS =
      Comparator.comparing(MonthSum::origin).thenComparing(sum -> sum.currency().getCurrencyCode());

  public MonthInputs {
    sums = sums.stream().sorted(SUMS).toList();
    usage = usage.stream().sorted(Comparator.comparing(UsageShare::payer)).toList();
    rules =
        rules.stream().filter(rule -> rule.holdsFor(month)).sorted(AllocationRule.ORDER).toList();
    revisions = List.copyOf(revisions);
  }

  /// Divides it.
  public Allocation allocation() {
    return new Allocation(month, rules, usage);
  }

  /// What tells it from any other: the SHA-256 of sums, usage and the ids of the rules, which never
  /// change but for their end. The same inputs have the same allocation.
  public String digest() {
    Fingerprint fingerprint = new Fingerprint();
    sums.forEach(fingerprint::add);
    usage.forEach(fingerprint::add);
    rules.forEach(rule -> fingerprint.add(rule.id().value()));
    return fingerprint.hex();
  }

  /// What tells some usage from any other: the SHA-256 of what each payer used, in their order.
  public static String digest(List<UsageShare> usage) {
    Fingerprint fingerprint = new Fingerprint();
    usage.stream().sorted(Comparator.comparing(UsageShare::payer)).forEach(fingerprint::add);
    return fingerprint.hex();
  }
}
