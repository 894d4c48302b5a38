package com.totvs.billing.application.allocation;

import com.totvs.billing.application.allocation.AllocationBook.ChargedBefore;
import com.totvs.billing.application.allocation.AllocationBook.KeptLine;
import com.totvs.billing.application.allocation.AllocationBook.LinePlace;
import com.totvs.billing.application.cost.CostBook;
import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.access.Caller;
import com.totvs.billing.domain.allocation.AllocationRule;
import com.totvs.billing.domain.allocation.Carrier;
import com.totvs.billing.domain.allocation.Origin;
import com.totvs.billing.domain.allocation.RuleId;
import com.totvs.billing.domain.allocation.UsageShare;
import com.totvs.billing.domain.cost.CostRevision;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Tells how a line came about.
public final class ExplainAllocation {
  // It was the newest when the run was made, so that it is the first one or close behind.
  private static final int ENOUGH_REVISIONS = 100;

  private final AllocationBook book;
  private final AllocationRules rules;
  private final CostBook costBook;

  /// Everything that a line goes back to.
  ///
  /// @param month of the usage and the cost
  /// @param carriers what everybody used who may carry the sum by the rule
  /// @param revision of Azure's cost that the sum was taken from; empty for a fixed cost
  /// @param before what had been charged when a correction was made; empty for any other line
  public record Explanation(
      KeptLine line,
      AllocationRun run,
      AllocationRule rule,
      YearMonth month,
      List<UsageShare> carriers,
      OptionalLong revision,
      Optional<ChargedBefore> before) {
    public Explanation {
      carriers = List.copyOf(carriers);
    }
  }

  public ExplainAllocation(AllocationBook book, AllocationRules rules, CostBook costBook) {
    this.book = book;
    this.rules = rules;
    this.costBook = costBook;
  }

  /// Explains one line.
  ///
  /// @throws BillingException `ALLOCATION_NOT_FOUND`; `SOLUTION_FORBIDDEN` for a caller limited to
  ///   some solutions, since a month sum belongs to none
  public Explanation explain(Caller caller, LinePlace place) {
    caller.requireAllSolutions();
    KeptLine line =
        book.line(place).orElseThrow(() -> AllocationBook.notFound("allocation " + place));
    AllocationRun run = book.run(place.run()).orElseThrow();
    AllocationRule rule = rule(line.sum().rule());
    YearMonth month = line.sum().forMonth().orElse(run.month());
    Set<Carrier> named = rule.division().carriers();
    List<UsageShare> carriers =
        book.usage(run.number(), line.sum().forMonth()).stream()
            .filter(
                share ->
                    line.sum().sum().solution().map(share.payer().solution()::equals).orElse(true))
            .filter(
                share ->
                    named.isEmpty()
                        || named.stream().anyMatch(carrier -> carrier.carries(share.payer())))
            .toList();
    return new Explanation(
        line, run, rule, month, carriers, revision(line, run, month), before(line));
  }

  private Optional<ChargedBefore> before(KeptLine line) {
    return line.sum().forMonth().map(_ -> book.chargedBefore(line));
  }

  private AllocationRule rule(RuleId id) {
    return id.equals(RuleId.DEFAULT) ? AllocationRule.DEFAULT : rules.find(id).orElseThrow();
  }

  private OptionalLong revision(KeptLine line, AllocationRun run, YearMonth month) {
    return switch (line.sum().sum().origin()) {
      case Origin.Fixed _ -> OptionalLong.empty();
      case Origin.Azure azure ->
          costBook
              .revisions(
                  Optional.of(month),
                  Optional.of(azure.resourceGroup()),
                  run.revisions().stream().mapToLong(newest -> newest + 1).max(),
                  ENOUGH_REVISIONS)
              .stream()
              .mapToLong(CostRevision::number)
              .filter(run.revisions()::contains)
              .findFirst();
    };
  }
}
