package com.totvs.billing.application.allocation;

import static com.totvs.billing.application.Examples.ACME;
import static com.totvs.billing.application.Examples.CHAT;
import static com.totvs.billing.application.Examples.GLOBEX;
import static com.totvs.billing.application.Examples.LICENSE;
import static com.totvs.billing.application.Examples.OTHER_LICENSE;
import static com.totvs.billing.application.Examples.VISION;
import static com.totvs.billing.application.Examples.usage;
import static com.totvs.billing.application.cost.Bills.BRL;
import static com.totvs.billing.application.cost.Bills.BY_RESOURCE;
import static com.totvs.billing.application.cost.Bills.DTA;
import static com.totvs.billing.application.cost.Bills.OCTOBER;
import static com.totvs.billing.application.cost.Bills.once;
import static org.assertj.core.api.Assertions.assertThat;

import com.totvs.billing.application.PortsContract;
import com.totvs.billing.application.allocation.AllocationBook.Inputs;
import com.totvs.billing.application.allocation.AllocationBook.KeptLine;
import com.totvs.billing.application.allocation.AllocationBook.LineFilter;
import com.totvs.billing.application.cost.CostBook.Reading;
import com.totvs.billing.application.operation.Claim;
import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.domain.Span;
import com.totvs.billing.domain.allocation.AllocationRule;
import com.totvs.billing.domain.allocation.Balance;
import com.totvs.billing.domain.allocation.ChargedSum;
import com.totvs.billing.domain.allocation.CostSelector;
import com.totvs.billing.domain.allocation.Division;
import com.totvs.billing.domain.allocation.Origin;
import com.totvs.billing.domain.allocation.Payer;
import com.totvs.billing.domain.allocation.RuleId;
import com.totvs.billing.domain.cost.AzureCostItem;
import com.totvs.billing.domain.cost.FixedCost;
import com.totvs.billing.domain.cost.FixedCostId;
import com.totvs.billing.domain.customer.CustomerCode;
import com.totvs.billing.domain.license.LicenseId;
import com.totvs.billing.domain.month.CloseTerms;
import com.totvs.billing.domain.operation.Ending;
import com.totvs.billing.domain.operation.Operation;
import com.totvs.billing.domain.operation.OperationKind;
import com.totvs.billing.domain.operation.Order;
import com.totvs.billing.domain.operation.Result;
import com.totvs.billing.domain.usage.UsageRecord;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

/// October's usage and cost, and the work that divides it, for the contracts of allocation.
public abstract class AllocationContract extends PortsContract {
  static final YearMonth NOVEMBER = OCTOBER.plusMonths(1);
  static final Instant IN_OCTOBER = Instant.parse("2026-10-15T12:00:00Z");
  static final LicenseId NEW_LICENSE = new LicenseId("LS-NEW");
  static final CloseTerms FORCED = new CloseTerms(false, true, "the bill is agreed");

  @BeforeEach
  void octoberIsOver() {
    ports().clock().set(Instant.parse("2026-11-20T15:00:00Z"));
    remember(LICENSE, ACME);
    remember(OTHER_LICENSE, GLOBEX);
  }

  /// October's calls by Acme on Vision and by Globex on Chat, recorded in this order.
  final List<UsageRecord> used(int byAcme, int byGlobex) {
    List<UsageRecord> records = new ArrayList<>();
    for (int i = 0; i < byAcme; i++) {
      records.add(usage().by(VISION).at(IN_OCTOBER).license(LICENSE).record());
    }
    for (int i = 0; i < byGlobex; i++) {
      records.add(usage().by(CHAT).at(IN_OCTOBER).license(OTHER_LICENSE).record());
    }
    records.forEach(this::append);
    return records;
  }

  /// Reads these as October's whole cost, which is final.
  final void collected(AzureCostItem... items) {
    ports().costBook().keep(reading(ports().clock().instant(), true, items));
    ports().clock().set(ports().clock().instant().plusSeconds(1));
  }

  static Reading reading(Instant time, boolean isFinal, AzureCostItem... items) {
    return new Reading(DTA, OCTOBER, BY_RESOURCE, List.of(items), time, isFinal);
  }

  /// Posts a cost in reais of October that all solutions share.
  final void posted(String id, String amount) {
    posted(once(id, amount, OCTOBER, VISION.id()).of(Optional.empty()));
  }

  final void posted(FixedCost cost) {
    ports().fixedCosts().create(cost, "ana");
    var _ = ports().fixedCosts().postUntil(OCTOBER, ports().clock().instant());
  }

  /// A rule that takes one fixed cost.
  static AllocationRule rule(String id, YearMonth first, Division division, String fixedCost) {
    return new AllocationRule(
        new RuleId(id),
        1,
        new CostSelector(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(new FixedCostId(fixedCost))),
        division,
        first,
        Optional.empty());
  }

  static Order order(OperationKind kind, YearMonth month, boolean dryRun) {
    return new Order(kind, span(month), dryRun, "ana", Optional.of(UUID.randomUUID()));
  }

  static Order close(YearMonth month, CloseTerms terms) {
    return new Order(OperationKind.CLOSE_MONTH, span(month), false, "ana", Optional.empty(), terms);
  }

  private static Span span(YearMonth month) {
    return new Span(
        Optional.of(BusinessZone.SAO_PAULO.start(month)),
        Optional.of(BusinessZone.SAO_PAULO.start(month.plusMonths(1))));
  }

  final Result.Allocated allocated(YearMonth month) {
    return result(order(OperationKind.ALLOCATE_COST, month, false));
  }

  final Result.Allocated closed(YearMonth month, CloseTerms terms) {
    return result(close(month, terms));
  }

  /// What the order ends with, which must be success.
  final Result.Allocated result(Order order) {
    Claim claim = claimed(order);
    work(claim);
    return (Result.Allocated) succeeded(claim);
  }

  final Result succeeded(Claim claim) {
    Ending ending = operation(claim.operation().id()).ending().orElseThrow();
    assertThat(ending).isInstanceOf(Ending.Succeeded.class);
    return ((Ending.Succeeded) ending).result();
  }

  /// How the order ends, be it in failure.
  final Ending ended(Order order) {
    return over(order).ending().orElseThrow();
  }

  final Operation over(Order order) {
    Claim claim = claimed(order);
    try {
      work(claim);
    } catch (BillingException e) {
      ports().operations().end(claim, failure(e, ports().clock().instant()));
    }
    return operation(claim.operation().id());
  }

  static Ending failure(BillingException e, Instant time) {
    return new Ending.Failed(time, Optional.of(e.reason()), String.valueOf(e.getMessage()));
  }

  final void work(Claim claim) {
    new RunAllocation(
            ports().allocationBook(),
            ports().operations(),
            List.of(DTA),
            BusinessZone.SAO_PAULO,
            ports().clock())
        .run(claim);
  }

  /// What an allocation of the month is made from now.
  final Inputs inputs(YearMonth month) {
    return ports().allocationBook().inputs(month, () -> {});
  }

  /// Whether what was made from some inputs is still kept.
  final boolean kept(
      Claim claim, Inputs from, Optional<CloseTerms> closing, Iterable<ChargedSum> sums) {
    return ports()
        .allocationBook()
        .keep(claim, new AllocationBook.Draft(from, closing, List.of()), sums);
  }

  final AllocationRun run(Result.Allocated result) {
    return ports().allocationBook().run(result.run().getAsLong()).orElseThrow();
  }

  /// `closed month, origin, currency, solution, customer or state, quantity/total, minor units`.
  final List<String> lines(Result.Allocated result) {
    return keptLines(result).stream().map(AllocationContract::text).toList();
  }

  final List<KeptLine> keptLines(Result.Allocated result) {
    return ports()
        .allocationBook()
        .lines(
            new LineFilter(
                result.run().getAsLong(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()),
            Optional.empty(),
            100);
  }

  static String text(KeptLine line) {
    String origin =
        switch (line.sum().sum().origin()) {
          case Origin.Azure azure -> azure.resourceGroup().name() + " " + azure.serviceName();
          case Origin.Fixed fixed -> fixed.id().value();
        };
    return "%s%s %s %s %d/%d %d"
        .formatted(
            line.sum().forMonth().map(month -> month + " ").orElse(""),
            origin,
            line.sum().sum().currency(),
            line.line().payer().map(AllocationContract::text).orElse("unallocated"),
            line.line().driver().quantity(),
            line.line().driver().total(),
            line.line().amount());
  }

  private static String text(Payer payer) {
    return payer.solution()
        + " "
        + payer.customer().map(CustomerCode::value).orElse(payer.state().name());
  }

  static Balance balance(String exact, long collected, long unallocated, long corrections) {
    return new Balance(
        BRL,
        new BigDecimal(exact),
        BigInteger.valueOf(collected),
        BigInteger.valueOf(unallocated),
        BigInteger.valueOf(corrections));
  }
}
