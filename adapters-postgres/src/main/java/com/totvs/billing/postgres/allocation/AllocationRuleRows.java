package com.totvs.billing.postgres.allocation;

import static com.totvs.billing.postgres.generated.Tables.ALLOCATION_RULE;
import static com.totvs.billing.postgres.generated.Tables.ALLOCATION_RULE_CARRIER;
import static com.totvs.billing.postgres.generated.Tables.ALLOCATION_RULE_WEIGHT;

import com.totvs.billing.domain.allocation.AllocationRule;
import com.totvs.billing.domain.allocation.Carrier;
import com.totvs.billing.domain.allocation.CostSelector;
import com.totvs.billing.domain.allocation.Division;
import com.totvs.billing.domain.allocation.RuleId;
import com.totvs.billing.domain.catalog.ApplicationId;
import com.totvs.billing.domain.catalog.SolutionId;
import com.totvs.billing.domain.cost.CostGrouping;
import com.totvs.billing.domain.cost.FixedCostId;
import com.totvs.billing.domain.cost.ResourceGroup;
import com.totvs.billing.domain.usage.Meter;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/// Rows of allocation rules as the domain sees them, and back.
final class AllocationRuleRows {
  private static final short PROPORTIONAL = 1;
  private static final short EVEN = 2;
  private static final short FIXED = 3;

  private AllocationRuleRows() {}

  /// Adds a rule, unless there is one of its id.
  static boolean insert(DSLContext db, AllocationRule rule) {
    CostSelector takes = rule.takes();
    boolean added =
        db.insertInto(ALLOCATION_RULE)
                .set(ALLOCATION_RULE.RULE_ID, rule.id().value())
                .set(ALLOCATION_RULE.PLACE, rule.place())
                .set(
                    ALLOCATION_RULE.TAKEN_SUBSCRIPTION_ID,
                    takes.resourceGroup().map(ResourceGroup::subscriptionId).orElse(null))
                .set(
                    ALLOCATION_RULE.TAKEN_RESOURCE_GROUP,
                    takes.resourceGroup().map(ResourceGroup::name).orElse(null))
                .set(ALLOCATION_RULE.TAKEN_SERVICE_NAME, takes.serviceName().orElse(null))
                .set(
                    ALLOCATION_RULE.TAKEN_GROUPING,
                    takes.group().map(group -> group.grouping().toString()).orElse(null))
                .set(
                    ALLOCATION_RULE.TAKEN_GROUP_VALUE,
                    takes.group().map(CostSelector.Group::value).orElse(null))
                .set(
                    ALLOCATION_RULE.TAKEN_FIXED_COST_ID,
                    takes.fixedCost().map(FixedCostId::value).orElse(null))
                .set(ALLOCATION_RULE.DIVISION, number(rule.division()))
                .set(ALLOCATION_RULE.FIRST_MONTH, rule.first().atDay(1))
                .set(
                    ALLOCATION_RULE.LAST_MONTH,
                    rule.last().map(month -> month.atDay(1)).orElse(null))
                .onConflictDoNothing()
                .execute()
            > 0;
    if (added) {
      insertParts(db, rule);
    }
    return added;
  }

  private static short number(Division division) {
    return switch (division) {
      case Division.Proportional _ -> PROPORTIONAL;
      case Division.Even _ -> EVEN;
      case Division.Fixed _ -> FIXED;
    };
  }

  private static void insertParts(DSLContext db, AllocationRule rule) {
    Division division = rule.division();
    Map<Carrier, BigDecimal> percentages =
        division instanceof Division.Fixed(var named) ? named : Map.of();
    for (Carrier carrier : division.carriers()) {
      db.insertInto(ALLOCATION_RULE_CARRIER)
          .values(
              rule.id().value(),
              carrier instanceof Carrier.OfApplication,
              carrier.projectId(),
              percentages.get(carrier))
          .execute();
    }
    if (division instanceof Division.Proportional(var _, var weights)) {
      weights.forEach(
          (meter, weight) ->
              db.insertInto(ALLOCATION_RULE_WEIGHT)
                  .values(rule.id().value(), meter.name(), weight)
                  .execute());
    }
  }

  static AllocationRule rule(DSLContext db, Record row) {
    return new AllocationRule(
        new RuleId(row.get(ALLOCATION_RULE.RULE_ID)),
        row.get(ALLOCATION_RULE.PLACE),
        takes(row),
        division(db, row),
        YearMonth.from(row.get(ALLOCATION_RULE.FIRST_MONTH)),
        Optional.ofNullable(row.get(ALLOCATION_RULE.LAST_MONTH)).map(YearMonth::from));
  }

  /// Every rule.
  static List<AllocationRule> all(DSLContext db) {
    return db.selectFrom(ALLOCATION_RULE).fetch().stream().map(row -> rule(db, row)).toList();
  }

  private static CostSelector takes(Record row) {
    return new CostSelector(
        Optional.ofNullable(row.get(ALLOCATION_RULE.TAKEN_SUBSCRIPTION_ID))
            .map(
                subscription ->
                    new ResourceGroup(
                        subscription, told(row.get(ALLOCATION_RULE.TAKEN_RESOURCE_GROUP)))),
        Optional.ofNullable(row.get(ALLOCATION_RULE.TAKEN_SERVICE_NAME)),
        Optional.ofNullable(row.get(ALLOCATION_RULE.TAKEN_GROUPING))
            .map(
                grouping ->
                    new CostSelector.Group(
                        CostGrouping.parse(grouping),
                        told(row.get(ALLOCATION_RULE.TAKEN_GROUP_VALUE)))),
        Optional.ofNullable(row.get(ALLOCATION_RULE.TAKEN_FIXED_COST_ID)).map(FixedCostId::new));
  }

  private static String told(@Nullable String text) {
    return Objects.requireNonNull(text);
  }

  private static Division division(DSLContext db, Record row) {
    String id = row.get(ALLOCATION_RULE.RULE_ID);
    Map<Carrier, BigDecimal> carriers = new TreeMap<>();
    db.selectFrom(ALLOCATION_RULE_CARRIER)
        .where(ALLOCATION_RULE_CARRIER.RULE_ID.eq(id))
        .forEach(
            one ->
                carriers.put(
                    carrier(one),
                    Optional.ofNullable(one.get(ALLOCATION_RULE_CARRIER.PERCENTAGE))
                        .orElse(BigDecimal.ZERO)));
    return switch (row.get(ALLOCATION_RULE.DIVISION)) {
      case EVEN -> new Division.Even(new TreeSet<>(carriers.keySet()));
      case FIXED -> new Division.Fixed(new TreeMap<>(carriers));
      default ->
          new Division.Proportional(
              new TreeSet<>(carriers.keySet()), new TreeMap<>(weights(db, id)));
    };
  }

  private static Map<Meter, BigDecimal> weights(DSLContext db, String id) {
    Map<Meter, BigDecimal> weights = new TreeMap<>();
    db.selectFrom(ALLOCATION_RULE_WEIGHT)
        .where(ALLOCATION_RULE_WEIGHT.RULE_ID.eq(id))
        .forEach(
            one ->
                weights.put(
                    Meter.valueOf(one.get(ALLOCATION_RULE_WEIGHT.METER)),
                    one.get(ALLOCATION_RULE_WEIGHT.WEIGHT)));
    return weights;
  }

  private static Carrier carrier(Record row) {
    String projectId = row.get(ALLOCATION_RULE_CARRIER.PROJECT_ID);
    return row.get(ALLOCATION_RULE_CARRIER.IS_APPLICATION)
        ? new Carrier.OfApplication(new ApplicationId(projectId))
        : new Carrier.OfSolution(new SolutionId(projectId));
  }
}
