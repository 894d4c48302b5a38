package com.totvs.billing.postgres;

import static com.totvs.billing.postgres.generated.Tables.LICENSE;
import static com.totvs.billing.postgres.generated.Tables.LICENSE_LOOKUP;
import static com.totvs.billing.postgres.generated.Tables.USAGE;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.not;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import com.totvs.billing.application.usage.UsageJournal;
import com.totvs.billing.domain.catalog.SolutionId;
import com.totvs.billing.domain.license.LicenseId;
import com.totvs.billing.domain.usage.Receipt;
import com.totvs.billing.domain.usage.RecordedUsage;
import com.totvs.billing.domain.usage.SettlementState;
import com.totvs.billing.domain.usage.UsageFilter;
import com.totvs.billing.domain.usage.UsageId;
import com.totvs.billing.domain.usage.UsageKey;
import com.totvs.billing.domain.usage.UsageRecord;
import com.totvs.billing.postgres.Database.Lane;
import com.totvs.billing.postgres.generated.tables.Usage;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Table;
import org.jooq.impl.DSL;

/// Usage in the partitioned table `usage`.
final class PostgresUsageJournal implements UsageJournal {
  // Far more than callers ever gave one id to.
  private static final int MOST_WITH_ONE_ID = 1_000;

  private final Database database;
  private final GroupCommit groupCommit;

  PostgresUsageJournal(Database database, GroupCommit groupCommit) {
    this.database = database;
    this.groupCommit = groupCommit;
  }

  @Override
  public List<Receipt> append(List<UsageRecord> usage, Duration patience) {
    return groupCommit.append(usage, patience);
  }

  @Override
  public List<RecordedUsage> find(
      UsageId id, Optional<LicenseId> license, Optional<Instant> occurredTime) {
    return database.transaction(
        Lane.READ,
        db ->
            UsageRows.select(db)
                .where(
                    USAGE.USAGE_ID.eq(id.value()),
                    where(license, one -> USAGE.LICENSE_SERVER_ID.eq(one.value())),
                    where(occurredTime, time -> USAGE.OCCURRED_TIME.eq(utc(time))))
                .orderBy(USAGE.OCCURRED_TIME, USAGE.LICENSE_SERVER_ID)
                .limit(MOST_WITH_ONE_ID)
                .fetch(UsageRows::recorded));
  }

  @Override
  public List<RecordedUsage> list(UsageFilter filter, Optional<UsageKey> after, int limit) {
    return database.transaction(
        Lane.READ,
        db ->
            UsageRows.select(db)
                .where(condition(filter), where(after, PostgresUsageJournal::behind))
                .orderBy(USAGE.OCCURRED_TIME, USAGE.USAGE_ID, USAGE.LICENSE_SERVER_ID)
                .limit(limit)
                .fetch(UsageRows::recorded));
  }

  @Override
  public int settle(LicenseId license, int limit) {
    return database.transaction(
        Lane.JOB,
        db -> {
          String holder =
              db.select(LICENSE.CUSTOMER_CODE)
                  .from(LICENSE)
                  .where(LICENSE.LICENSE_SERVER_ID.eq(license.value()))
                  .fetchOne(LICENSE.CUSTOMER_CODE);
          if (holder == null) {
            return 0;
          }
          db.execute("SET LOCAL enable_hashjoin = off");
          db.execute("SET LOCAL enable_mergejoin = off");
          db.execute("SET LOCAL enable_seqscan = off");
          Usage waiting = USAGE.as("waiting");
          Table<?> batch =
              select(waiting.USAGE_ID, waiting.LICENSE_SERVER_ID, waiting.OCCURRED_TIME)
                  .from(waiting)
                  .where(
                      waiting.LICENSE_SERVER_ID.eq(license.value()), waiting.CUSTOMER_CODE.isNull())
                  .orderBy(waiting.OCCURRED_TIME, waiting.USAGE_ID)
                  .limit(limit)
                  .forUpdate()
                  .asTable("batch");
          // That the records wait is not asked again: they are locked, and the condition would
          // tempt the
          // planner to scan everything that waits once for each of them.
          return db.update(USAGE)
              .set(USAGE.CUSTOMER_CODE, holder)
              .from(batch)
              .where(
                  USAGE.LICENSE_SERVER_ID.eq(license.value()),
                  USAGE.USAGE_ID.eq(batch.field(waiting.USAGE_ID)),
                  USAGE.OCCURRED_TIME.eq(batch.field(waiting.OCCURRED_TIME)))
              .execute();
        });
  }

  private static Condition condition(UsageFilter filter) {
    return noCondition()
        .and(where(filter.span().start(), time -> USAGE.OCCURRED_TIME.ge(utc(time))))
        .and(where(filter.span().end(), time -> USAGE.OCCURRED_TIME.lt(utc(time))))
        .and(where(filter.license(), one -> USAGE.LICENSE_SERVER_ID.eq(one.value())))
        .and(where(filter.customer(), one -> USAGE.CUSTOMER_CODE.eq(one.value())))
        .and(where(filter.solution(), one -> USAGE.SOLUTION_ID.eq(one.value())))
        .and(where(filter.application(), one -> USAGE.APPLICATION_ID.eq(one.value())))
        .and(where(filter.purpose(), one -> USAGE.PURPOSE.eq((short) one.number())))
        .and(where(filter.state(), PostgresUsageJournal::in))
        .and(
            where(
                filter.visible(),
                own -> USAGE.SOLUTION_ID.in(own.stream().map(SolutionId::value).toList())));
  }

  private static Condition in(SettlementState state) {
    return switch (state) {
      case SETTLED -> USAGE.CUSTOMER_CODE.isNotNull();
      case WAITING ->
          USAGE
              .CUSTOMER_CODE
              .isNull()
              .and(not(DSL.condition(coalesce(LICENSE_LOOKUP.SET_ASIDE, inline(false)))));
      case SET_ASIDE -> USAGE.CUSTOMER_CODE.isNull().and(DSL.condition(LICENSE_LOOKUP.SET_ASIDE));
    };
  }

  private static Condition behind(UsageKey key) {
    return row(USAGE.OCCURRED_TIME, USAGE.USAGE_ID, USAGE.LICENSE_SERVER_ID)
        .gt(val(utc(key.occurredTime())), val(key.id().value()), val(key.license().value()));
  }

  private static <T> Condition where(Optional<T> wanted, Function<T, Condition> condition) {
    return wanted.map(condition).orElse(noCondition());
  }

  private static OffsetDateTime utc(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }
}
