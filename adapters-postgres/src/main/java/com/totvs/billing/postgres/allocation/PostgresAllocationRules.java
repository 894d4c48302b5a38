package com.totvs.billing.postgres.allocation;

import static com.totvs.billing.postgres.generated.Tables.ALLOCATION_RULE;
import static org.jooq.impl.DSL.noCondition;

import com.totvs.billing.application.allocation.AllocationRules;
import com.totvs.billing.domain.allocation.AllocationRule;
import com.totvs.billing.domain.allocation.RuleId;
import com.totvs.billing.domain.audit.AuditAction;
import com.totvs.billing.postgres.audit.Audit;
import com.totvs.billing.postgres.database.Database;
import com.totvs.billing.postgres.database.Database.Lane;
import com.totvs.billing.postgres.month.ClosedMonths;
import java.time.Clock;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;

/// Allocation rules in the tables `allocation_rule`, `allocation_rule_carrier` and
/// `allocation_rule_weight`.
final class PostgresAllocationRules implements AllocationRules {
  private final Database database;
  private final Clock clock;

  PostgresAllocationRules(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public AllocationRule create(AllocationRule rule, String subject) {
    return database.transaction(
        Lane.READ,
        db -> {
          if (AllocationRuleRows.insert(db, rule)) {
            ClosedMonths.requireOpen(db, rule.first());
            audit(
                db,
                subject,
                AuditAction.CREATE_ALLOCATION_RULE,
                rule.id(),
                AllocationRules.detail(rule));
          } else if (!locked(db, rule.id()).equals(rule)) {
            throw AllocationRules.exists(rule.id());
          }
          return rule;
        });
  }

  @Override
  public AllocationRule end(RuleId id, YearMonth last, String subject) {
    return database.transaction(
        Lane.READ,
        db -> {
          AllocationRule there = locked(db, id);
          AllocationRule ended = there.endingWith(last);
          if (!ended.equals(there)) {
            ClosedMonths.requireOpen(db, there.changedBy(last));
            db.update(ALLOCATION_RULE)
                .set(ALLOCATION_RULE.LAST_MONTH, last.atDay(1))
                .where(ALLOCATION_RULE.RULE_ID.eq(id.value()))
                .execute();
            audit(db, subject, AuditAction.END_ALLOCATION_RULE, id, last.toString());
          }
          return ended;
        });
  }

  private static AllocationRule locked(DSLContext db, RuleId id) {
    return db.selectFrom(ALLOCATION_RULE)
        .where(ALLOCATION_RULE.RULE_ID.eq(id.value()))
        .forUpdate()
        .fetchOptional(row -> AllocationRuleRows.rule(db, row))
        .orElseThrow(() -> AllocationRules.notFound(id));
  }

  @Override
  public Optional<AllocationRule> find(RuleId id) {
    return database.transaction(
        Lane.READ,
        db ->
            db.selectFrom(ALLOCATION_RULE)
                .where(ALLOCATION_RULE.RULE_ID.eq(id.value()))
                .fetchOptional(row -> AllocationRuleRows.rule(db, row)));
  }

  @Override
  public List<AllocationRule> list(Optional<RuleId> after, int limit) {
    return database.transaction(
        Lane.READ,
        db ->
            db
                .selectFrom(ALLOCATION_RULE)
                .where(
                    after.map(id -> ALLOCATION_RULE.RULE_ID.gt(id.value())).orElse(noCondition()))
                .orderBy(ALLOCATION_RULE.RULE_ID)
                .limit(limit)
                .fetch()
                .stream()
                .map(row -> AllocationRuleRows.rule(db, row))
                .toList());
  }

  private void audit(DSLContext db, String subject, AuditAction action, RuleId id, String detail) {
    Audit.write(
        db, clock.instant().truncatedTo(ChronoUnit.MICROS), subject, action, id.value(), detail);
  }
}
