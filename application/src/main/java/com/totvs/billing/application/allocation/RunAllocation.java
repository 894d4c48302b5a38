package com.totvs.billing.application.allocation;

import com.totvs.billing.application.allocation.AllocationBook.Draft;
import com.totvs.billing.application.allocation.AllocationBook.Inputs;
import com.totvs.billing.application.operation.Claim;
import com.totvs.billing.application.operation.Operations;
import com.totvs.billing.application.operation.RunOperations;
import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.domain.Reason;
import com.totvs.billing.domain.allocation.ChargedSum;
import com.totvs.billing.domain.allocation.Tally;
import com.totvs.billing.domain.cost.ResourceGroup;
import com.totvs.billing.domain.month.CloseTerms;
import com.totvs.billing.domain.month.Obstacle;
import com.totvs.billing.domain.month.Readiness;
import com.totvs.billing.domain.operation.Ending;
import com.totvs.billing.domain.operation.OperationKind;
import com.totvs.billing.domain.operation.Order;
import com.totvs.billing.domain.operation.Result;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/// Divides the cost of a month, and closes the month if that was asked for. Nothing of it is there
/// before all of it is, so that after a crash it begins anew.
public final class RunAllocation implements RunOperations.Work {
  private final AllocationBook book;
  private final Operations operations;
  private final List<ResourceGroup> resourceGroups;
  private final BusinessZone zone;
  private final Clock clock;

  /// @param resourceGroups those whose cost is read
  public RunAllocation(
      AllocationBook book,
      Operations operations,
      List<ResourceGroup> resourceGroups,
      BusinessZone zone,
      Clock clock) {
    this.book = book;
    this.operations = operations;
    this.resourceGroups = List.copyOf(resourceGroups);
    this.zone = zone;
    this.clock = clock;
  }

  @Override
  public void run(Claim claim) {
    try {
      boolean over = false;
      while (!over) {
        over = allocate(claim);
      }
    } catch (Cancelled _) {
      operations.end(claim, new Ending.Cancelled(clock.instant()));
    }
  }

  // Begins anew when what it is made from changed meanwhile.
  private boolean allocate(Claim claim) {
    Order order = claim.operation().order();
    SignsOfLife signs = SignsOfLife.of(claim, operations);
    Inputs inputs = book.inputs(zone.month(order.span().start().orElseThrow()), signs::give);
    List<Obstacle> obstacles = obstacles(order, inputs);
    Iterable<ChargedSum> sums =
        signs.during(new ChargedSums(book, inputs), inputs.own().sums().size());
    if (order.dryRun()) {
      operations.end(claim, new Ending.Succeeded(clock.instant(), tried(sums, obstacles)));
      return true;
    }
    require(inputs, order, obstacles);
    Optional<CloseTerms> closing =
        order.kind() == OperationKind.CLOSE_MONTH ? Optional.of(order.terms()) : Optional.empty();
    return book.keep(claim, new Draft(inputs, closing, obstacles), sums);
  }

  private List<Obstacle> obstacles(Order order, Inputs inputs) {
    return order.kind() == OperationKind.CLOSE_MONTH
        ? new Readiness(
                inputs.own(),
                inputs.latestClosed(),
                inputs.firstWithCost(),
                inputs.notPosted(),
                resourceGroups)
            .obstacles(zone, clock.instant())
        : List.of();
  }

  private static void require(Inputs inputs, Order order, List<Obstacle> obstacles) {
    List<Obstacle> inTheWay =
        obstacles.stream().filter(one -> !one.overlooked(order.terms())).toList();
    if (!inTheWay.isEmpty()) {
      throw BillingException.of(
          Reason.MONTH_NOT_READY,
          inputs.own().month()
              + " cannot be closed: "
              + inTheWay.stream().map(Obstacle::detail).collect(Collectors.joining("; ")),
          Map.of("month", inputs.own().month().toString()));
    }
    Months.requireOpen(inputs.latestClosed(), inputs.own().month());
  }

  private static Result tried(Iterable<ChargedSum> sums, List<Obstacle> obstacles) {
    Tally tally = new Tally();
    sums.forEach(tally::add);
    return new Result.Allocated(
        OptionalLong.empty(), tally.sums(), tally.lines(), tally.balances(), obstacles);
  }
}
