package com.totvs.billing.application.allocation;

import static com.totvs.billing.application.Examples.ACME;
import static com.totvs.billing.application.Examples.CHAT;
import static com.totvs.billing.application.Examples.GLOBEX;
import static com.totvs.billing.application.Examples.LICENSE;
import static com.totvs.billing.application.Examples.OTHER_LICENSE;
import static com.totvs.billing.application.Examples.PATIENCE;
import static com.totvs.billing.application.Examples.VISION;
import static com.totvs.billing.application.Examples.heldBy;
import static com.totvs.billing.application.Examples.usage;
import static com.totvs.billing.application.cost.Bills.BRL;
import static com.totvs.billing.application.cost.Bills.BY_RESOURCE;
import static com.totvs.billing.application.cost.Bills.DTA;
import static com.totvs.billing.application.cost.Bills.OCTOBER;
import static com.totvs.billing.application.cost.Bills.USD;
import static com.totvs.billing.application.cost.Bills.monthly;

import com.totvs.billing.application.SettableClock;
import com.totvs.billing.application.cost.CostBook.Reading;
import com.totvs.billing.application.memory.InMemoryBilling;
import com.totvs.billing.application.operation.Claim;
import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.domain.allocation.AllocationRule;
import com.totvs.billing.domain.allocation.CostSelector;
import com.totvs.billing.domain.allocation.Division;
import com.totvs.billing.domain.allocation.RuleId;
import com.totvs.billing.domain.cost.AzureCostItem;
import com.totvs.billing.domain.license.LicenseId;
import com.totvs.billing.domain.month.CloseTerms;
import com.totvs.billing.domain.operation.OperationKind;
import com.totvs.billing.domain.usage.Meter;
import com.totvs.billing.domain.usage.UsageRecord;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;

/// A random history of three months that are over, the first of which is closed: use, cost and
/// rules come in any order with closings and reopenings.
final class LateHistory {
  private static final int MONTHS = 3;
  private static final LicenseId WAITING = new LicenseId("LS-WAITING");
  private static final List<LicenseId> LICENSES = List.of(LICENSE, OTHER_LICENSE, WAITING);
  private static final CloseTerms FORCED = new CloseTerms(false, true, "whatever is missing");

  private final Random random;
  private final SettableClock clock = new SettableClock();
  private final InMemoryBilling billing = new InMemoryBilling(clock);
  private final List<UsageRecord> records = new ArrayList<>();

  LateHistory(long seed) {
    random = new Random(seed);
    clock.set(Instant.parse("2027-01-20T15:00:00Z"));
    billing.licenses().remember(LICENSE, heldBy(ACME), clock.instant());
    billing.licenses().remember(OTHER_LICENSE, heldBy(GLOBEX), clock.instant());
    var _ = billing.fixedCosts().create(monthly("fee", "10.01", OCTOBER), "ana");
    post();
    use();
    var _ = close();
  }

  AllocationBook book() {
    return billing.allocationBook();
  }

  /// The month that what came late is charged in.
  Optional<YearMonth> oldestOpen() {
    return billing.months().latestClosed().map(latest -> latest.plusMonths(1));
  }

  /// Lets something happen. Returns whether that closed a month.
  boolean step() {
    var _ = clock.advance(Duration.ofMinutes(1));
    switch (random.nextInt(10)) {
      case 0, 1 -> use();
      case 2 -> voidOne();
      case 3, 4 -> cost();
      case 5 -> post();
      case 6 -> refusable(this::rule);
      case 7 -> settle();
      case 8 -> refusable(this::reopen);
      default -> {
        return close();
      }
    }
    return false;
  }

  private YearMonth month() {
    return OCTOBER.plusMonths(random.nextInt(MONTHS));
  }

  private void use() {
    UsageRecord record =
        usage()
            .by(random.nextBoolean() ? VISION : CHAT)
            .license(LICENSES.get(random.nextInt(LICENSES.size())))
            .at(BusinessZone.SAO_PAULO.start(month()).plusSeconds(random.nextInt(2_000_000)))
            .consumption(random.nextInt(1_000), random.nextInt(100), 0)
            .record();
    records.add(record);
    var _ = billing.journal().append(List.of(record), PATIENCE);
  }

  private void voidOne() {
    if (!records.isEmpty()) {
      UsageRecord record = records.get(random.nextInt(records.size()));
      var _ = billing.journal().voidUsage(record.key(), "late", "ana");
    }
  }

  private void cost() {
    YearMonth month = month();
    List<AzureCostItem> items = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      items.add(
          new AzureCostItem(
              month.atDay(1 + random.nextInt(28)),
              "service " + random.nextInt(3),
              "",
              random.nextInt(4) == 0 ? USD : BRL,
              BigDecimal.valueOf(random.nextInt(20_000) - 1_000L, 3)));
    }
    var _ =
        billing
            .costBook()
            .keep(new Reading(DTA, month, BY_RESOURCE, items, clock.instant(), false));
  }

  private void post() {
    var _ = billing.fixedCosts().postUntil(month(), clock.instant());
  }

  private void rule() {
    Division division =
        random.nextBoolean()
            ? new Division.Even(new TreeSet<>())
            : Division.Proportional.to(Meter.INPUT_TOKENS);
    var _ =
        billing
            .allocationRules()
            .create(
                new AllocationRule(
                    new RuleId("rule-" + random.nextInt(1_000)),
                    random.nextInt(3),
                    new CostSelector(
                        Optional.empty(),
                        Optional.of("service " + random.nextInt(3)),
                        Optional.empty(),
                        Optional.empty()),
                    division,
                    month(),
                    Optional.empty()),
                "ana");
  }

  private void settle() {
    billing.licenses().remember(WAITING, heldBy(GLOBEX), clock.instant());
    var _ = billing.journal().settle(WAITING, 1 + random.nextInt(3));
  }

  private void reopen() {
    var _ =
        billing
            .months()
            .reopen(billing.months().latestClosed().orElse(OCTOBER), "ana", "one more look");
  }

  private boolean close() {
    YearMonth next = oldestOpen().orElse(firstWithCost());
    Claim claim = order(next.isAfter(OCTOBER.plusMonths(MONTHS - 1)) ? OCTOBER : next);
    return refusable(() -> allocate(claim));
  }

  private YearMonth firstWithCost() {
    return book().inputs(OCTOBER, () -> {}).firstWithCost().orElse(OCTOBER);
  }

  private Claim order(YearMonth month) {
    var _ = billing.operations().start(AllocationContract.close(month, FORCED));
    return billing
        .operations()
        .claim(OperationKind.Line.ALLOCATING, Duration.ofMinutes(1))
        .orElseThrow();
  }

  private void allocate(Claim claim) {
    try {
      new RunAllocation(book(), billing.operations(), List.of(DTA), BusinessZone.SAO_PAULO, clock)
          .run(claim);
    } catch (BillingException e) {
      billing.operations().end(claim, AllocationContract.failure(e, clock.instant()));
      throw e;
    }
  }

  // A month that is closed, or not the next to be, refuses.
  private static boolean refusable(Runnable change) {
    try {
      change.run();
      return true;
    } catch (BillingException _) {
      return false;
    }
  }
}
