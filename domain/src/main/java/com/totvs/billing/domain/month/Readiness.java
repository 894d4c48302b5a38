package com.totvs.billing.domain.month;

import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.domain.allocation.MonthInputs;
import com.totvs.billing.domain.allocation.UsageShare;
import com.totvs.billing.domain.cost.CostRevision;
import com.totvs.billing.domain.cost.FixedCostId;
import com.totvs.billing.domain.cost.ResourceGroup;
import com.totvs.billing.domain.month.Obstacle.Kind;
import com.totvs.billing.domain.usage.SettlementState;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Whether a month can be closed.
///
/// @param inputs what it would be closed with
/// @param latestClosed the latest month that is closed
/// @param firstWithCost the first month that cost anything
/// @param notPosted fixed costs that are due in it and not posted
/// @param resourceGroups those whose cost is read
public record Readiness(
    MonthInputs inputs,
    Optional<YearMonth> latestClosed,
    Optional<YearMonth> firstWithCost,
    List<FixedCostId> notPosted,
    List<ResourceGroup> resourceGroups) {

  /// Everything that is in the way, at once.
  public List<Obstacle> obstacles(BusinessZone zone, Instant now) {
    List<Obstacle> found = new ArrayList<>();
    YearMonth month = inputs.month();
    if (now.isBefore(zone.start(month.plusMonths(1)))) {
      found.add(new Obstacle(Kind.MONTH_NOT_OVER, month + " is not over"));
    }
    if (latestClosed.isPresent() && !month.isAfter(latestClosed.get())) {
      found.add(new Obstacle(Kind.ALREADY_CLOSED, latestClosed.get() + " is closed"));
    }
    if (firstWithCost.map(month::isBefore).orElse(true)) {
      found.add(new Obstacle(Kind.BEFORE_FIRST_COST, beforeFirstCost()));
    }
    latestClosed
        .map(latest -> latest.plusMonths(1))
        .or(() -> firstWithCost)
        .filter(next -> next.isBefore(month))
        .ifPresent(
            next ->
                found.add(
                    new Obstacle(
                        Kind.EARLIER_MONTH_OPEN,
                        "months close in order: " + next + " comes first")));
    notFinal().forEach(why -> found.add(new Obstacle(Kind.AZURE_COST_NOT_FINAL, why)));
    if (!notPosted.isEmpty()) {
      found.add(
          new Obstacle(
              Kind.FIXED_COST_NOT_POSTED,
              "not posted: "
                  + notPosted.stream().map(FixedCostId::value).collect(Collectors.joining(", "))));
    }
    unsettled().ifPresent(why -> found.add(new Obstacle(Kind.USAGE_NOT_SETTLED, why)));
    return found;
  }

  // Closed, it would count as the latest one, and every month of cost would wait for those between.
  private String beforeFirstCost() {
    return firstWithCost
        .map(first -> inputs.month() + " lies before the first month of cost, which is " + first)
        .orElse("no month has cost anything yet");
  }

  // A group whose cost was read counts too when it is no longer read.
  private List<String> notFinal() {
    SortedSet<ResourceGroup> groups = new TreeSet<>(resourceGroups);
    inputs.revisions().forEach(one -> groups.add(one.resourceGroup()));
    List<String> why = new ArrayList<>();
    for (ResourceGroup group : groups) {
      Optional<CostRevision> newest =
          inputs.revisions().stream().filter(one -> one.resourceGroup().equals(group)).findFirst();
      if (newest.isEmpty()) {
        why.add("the cost of " + group + " was never read");
      } else if (!newest.get().isFinal()) {
        why.add("the cost of " + group + " was last read when it could still change");
      }
    }
    return why;
  }

  private Optional<String> unsettled() {
    long waiting = calls(SettlementState.WAITING);
    long setAside = calls(SettlementState.SET_ASIDE);
    return waiting + setAside == 0
        ? Optional.empty()
        : Optional.of(waiting + " calls wait for their customer, " + setAside + " are set aside");
  }

  private long calls(SettlementState state) {
    return inputs.usage().stream()
        .filter(share -> share.payer().state() == state)
        .mapToLong(UsageShare::calls)
        .sum();
  }
}
