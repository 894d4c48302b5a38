package com.totvs.billing.domain.allocation;

import com.totvs.billing.domain.catalog.ApplicationId;
import com.totvs.billing.domain.catalog.SolutionId;
import com.totvs.billing.domain.cost.CostGrouping;
import com.totvs.billing.domain.cost.FixedCostId;
import com.totvs.billing.domain.cost.ResourceGroup;
import com.totvs.billing.domain.customer.CustomerCode;
import com.totvs.billing.domain.usage.Meter;
import com.totvs.billing.domain.usage.SettlementState;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/// A random month: its cost, its rules and its use, of few enough names that much collides.
final class MonthSketch {
  static final YearMonth MONTH = YearMonth.of(2026, 10);
  static final CostGrouping GROUPING = new CostGrouping(CostGrouping.Kind.TAG, "project");
  private static final ResourceGroup[] GROUPS = {
    ResourceGroup.parse("11111111-2222-3333-4444-555555555555/rg-dta"),
    ResourceGroup.parse("11111111-2222-3333-4444-555555555555/rg-shared")
  };

  private static final List<Meter> METERS = List.of(Meter.values());

  private final Random random;

  MonthSketch(long seed) {
    random = new Random(seed);
  }

  List<MonthSum> sums() {
    Map<String, MonthSum> sums = new LinkedHashMap<>();
    for (int i = random.nextInt(8); i >= 0; i--) {
      MonthSum sum = sum();
      sums.put(sum.origin() + sum.currency().getCurrencyCode(), sum);
    }
    return new ArrayList<>(sums.values());
  }

  private MonthSum sum() {
    boolean fixed = random.nextInt(4) == 0;
    Origin origin =
        fixed
            ? new Origin.Fixed(new FixedCostId("fee-" + random.nextInt(3)))
            : new Origin.Azure(
                GROUPS[random.nextInt(2)], "service " + random.nextInt(3), GROUPING, tag());
    Currency currency = Currency.getInstance(random.nextInt(4) == 0 ? "USD" : "BRL");
    Optional<SolutionId> solution = fixed ? maybe(this::solution) : Optional.empty();
    return new MonthSum(origin, currency, amount(), solution);
  }

  private BigDecimal amount() {
    BigInteger digits = new BigInteger(1 + random.nextInt(56), random);
    BigDecimal amount = new BigDecimal(digits, random.nextInt(18));
    return random.nextInt(6) == 0 ? amount.negate() : amount;
  }

  List<AllocationRule> rules() {
    List<AllocationRule> rules = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      YearMonth first = MONTH.minusMonths(random.nextInt(3)).plusMonths(random.nextInt(2));
      rules.add(
          new AllocationRule(
              new RuleId("rule-" + i),
              random.nextInt(3),
              selector(),
              division(),
              first,
              maybe(() -> first.plusMonths(random.nextInt(4)))));
    }
    return rules;
  }

  private CostSelector selector() {
    return new CostSelector(
        maybe(() -> GROUPS[random.nextInt(2)]),
        maybe(() -> "Service " + random.nextInt(3)),
        maybe(() -> new CostSelector.Group(GROUPING, tag())),
        random.nextInt(4) == 0
            ? Optional.of(new FixedCostId("fee-" + random.nextInt(3)))
            : Optional.empty());
  }

  private Division division() {
    return switch (random.nextInt(4)) {
      case 0 -> new Division.Even(carriers());
      case 1 -> new Division.Fixed(percentages());
      default -> new Division.Proportional(carriers(), weights());
    };
  }

  private SortedMap<Meter, BigDecimal> weights() {
    SortedMap<Meter, BigDecimal> weights = new TreeMap<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      weights.put(METERS.get(random.nextInt(4)), BigDecimal.valueOf(1L + random.nextInt(5_000), 3));
    }
    return weights;
  }

  private SortedSet<Carrier> carriers() {
    SortedSet<Carrier> carriers = new TreeSet<>();
    boolean solutions = random.nextBoolean();
    for (int i = random.nextInt(4); i > 0; i--) {
      carriers.add(carrier(solutions));
    }
    return carriers;
  }

  private Carrier carrier(boolean solution) {
    return solution ? new Carrier.OfSolution(solution()) : new Carrier.OfApplication(application());
  }

  private SortedMap<Carrier, BigDecimal> percentages() {
    SortedMap<Carrier, BigDecimal> percentages = new TreeMap<>();
    SortedSet<Carrier> carriers = carriers();
    if (carriers.isEmpty()) {
      carriers.add(carrier(true));
    }
    long left = 1_000_000;
    for (Carrier carrier : carriers) {
      int others = carriers.tailSet(carrier).size() - 1;
      long part = others == 0 ? left : 1 + random.nextLong(left - others);
      percentages.put(carrier, BigDecimal.valueOf(part, 4));
      left -= part;
    }
    return percentages;
  }

  List<UsageShare> usage() {
    Map<Payer, UsageShare> usage = new TreeMap<>();
    for (int i = random.nextInt(30); i > 0; i--) {
      UsageShare share = share(payer());
      usage.put(share.payer(), share);
    }
    return new ArrayList<>(usage.values());
  }

  private UsageShare share(Payer payer) {
    return new UsageShare(payer, quantity(), quantity(), quantity(), quantity());
  }

  private long quantity() {
    return random.nextInt(5) == 0 ? 0 : random.nextLong(1L << (1 + random.nextInt(50)));
  }

  Payer payer() {
    SettlementState state =
        random.nextInt(5) == 0 ? SettlementState.WAITING : SettlementState.SETTLED;
    return new Payer(
        solution(),
        application(),
        state,
        state == SettlementState.SETTLED ? Optional.of(customer()) : Optional.empty());
  }

  CustomerCode customer() {
    return new CustomerCode("C" + random.nextInt(4));
  }

  /// The same use, and more of one customer.
  List<UsageShare> withMoreOf(CustomerCode customer, List<UsageShare> usage) {
    Map<Payer, UsageShare> more = new TreeMap<>();
    usage.forEach(share -> more.put(share.payer(), share));
    for (int i = random.nextInt(3); i >= 0; i--) {
      Payer payer =
          new Payer(solution(), application(), SettlementState.SETTLED, Optional.of(customer));
      more.merge(payer, share(payer), MonthSketch::plus);
    }
    return new ArrayList<>(more.values());
  }

  /// Any other use: some came late, some was voided.
  List<UsageShare> changed(List<UsageShare> usage) {
    List<UsageShare> changed = new ArrayList<>(withMoreOf(customer(), usage));
    changed.removeIf(_ -> random.nextInt(5) == 0);
    return changed;
  }

  /// Any other cost: some came late, some was restated.
  List<MonthSum> restated(List<MonthSum> sums) {
    Map<String, MonthSum> restated = new LinkedHashMap<>();
    List<MonthSum> all = new ArrayList<>(sums);
    all.addAll(sums());
    all.forEach(sum -> restated.put(sum.origin() + sum.currency().getCurrencyCode(), sum));
    return new ArrayList<>(restated.values());
  }

  <T> List<T> shuffled(List<T> list) {
    List<T> shuffled = new ArrayList<>(list);
    Collections.shuffle(shuffled, random);
    return shuffled;
  }

  int upTo(int most) {
    return random.nextInt(most + 1);
  }

  private static UsageShare plus(UsageShare one, UsageShare other) {
    return new UsageShare(
        one.payer(),
        one.calls() + other.calls(),
        one.inputTokens() + other.inputTokens(),
        one.outputTokens() + other.outputTokens(),
        one.imageSizeKb() + other.imageSizeKb());
  }

  private SolutionId solution() {
    return new SolutionId("s" + random.nextInt(3));
  }

  private ApplicationId application() {
    return new ApplicationId("a" + random.nextInt(3));
  }

  private String tag() {
    return random.nextBoolean() ? "" : "vision";
  }

  private <T> Optional<T> maybe(Supplier<T> value) {
    return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
  }
}
