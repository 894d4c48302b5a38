package com.totvs.billing.postgres.usage;

import static com.totvs.billing.postgres.generated.Tables.LICENSE_LOOKUP;
import static com.totvs.billing.postgres.generated.Tables.RECORDED_USAGE;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.not;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.val;

import com.totvs.billing.application.usage.UsageJournal;
import com.totvs.billing.domain.catalog.SolutionId;
import com.totvs.billing.domain.license.LicenseId;
import com.totvs.billing.domain.usage.EmergencyKeyTypes;
import com.totvs.billing.domain.usage.Place;
import com.totvs.billing.domain.usage.Receipt;
import com.totvs.billing.domain.usage.RecordedUsage;
import com.totvs.billing.domain.usage.SettlementState;
import com.totvs.billing.domain.usage.UsageFilter;
import com.totvs.billing.domain.usage.UsageId;
import com.totvs.billing.domain.usage.UsageKey;
import com.totvs.billing.domain.usage.UsageRecord;
import com.totvs.billing.domain.usage.VoidReceipt;
import com.totvs.billing.postgres.commit.GroupCommit;
import com.totvs.billing.postgres.database.Database;
import com.totvs.billing.postgres.database.Database.Lane;
import com.totvs.billing.postgres.totals.EmergencyKeySql;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.impl.DSL;

/// Usage in the partitioned tables `usage` and `usage_history`.
final class PostgresUsageJournal implements UsageJournal {
  // Far more than callers ever gave one id to.
  private static final int MOST_WITH_ONE_ID = 1_000;

  private final Database database;
  private final GroupCommit groupCommit;
  private final Settling settling;
  private final Voiding voiding;
  private final EmergencyKeyTypes emergencyKeyTypes;

  PostgresUsageJournal(
      Database database,
      GroupCommit groupCommit,
      Settling settling,
      Voiding voiding,
      EmergencyKeyTypes emergencyKeyTypes) {
    this.database = database;
    this.groupCommit = groupCommit;
    this.settling = settling;
    this.voiding = voiding;
    this.emergencyKeyTypes = emergencyKeyTypes;
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
            UsageRows.recorded(
                db,
                UsageRows.select(db)
                    .where(
                        RECORDED_USAGE.USAGE_ID.eq(id.value()),
                        where(license, one -> RECORDED_USAGE.LICENSE_SERVER_ID.eq(one.value())),
                        where(occurredTime, time -> RECORDED_USAGE.OCCURRED_TIME.eq(utc(time))))
                    .orderBy(RECORDED_USAGE.OCCURRED_TIME, RECORDED_USAGE.LICENSE_SERVER_ID)
                    .limit(MOST_WITH_ONE_ID)));
  }

  @Override
  public List<RecordedUsage> list(UsageFilter filter, Optional<UsageKey> after, int limit) {
    return database.transaction(
        Lane.READ,
        db ->
            UsageRows.recorded(
                db,
                UsageRows.select(db)
                    .where(condition(filter), where(after, PostgresUsageJournal::behind))
                    .orderBy(
                        RECORDED_USAGE.OCCURRED_TIME,
                        RECORDED_USAGE.USAGE_ID,
                        RECORDED_USAGE.LICENSE_SERVER_ID)
                    .limit(limit)));
  }

  @Override
  public int settle(LicenseId license, int limit) {
    return database.transaction(Lane.JOB, db -> settling.settle(db, license, limit));
  }

  @Override
  public VoidReceipt voidUsage(UsageKey target, String reason, String subject) {
    return database.transaction(Lane.READ, db -> voiding.voidUsage(db, target, reason, subject));
  }

  private Condition condition(UsageFilter filter) {
    return noCondition()
        .and(where(filter.span().start(), time -> RECORDED_USAGE.OCCURRED_TIME.ge(utc(time))))
        .and(where(filter.span().end(), time -> RECORDED_USAGE.OCCURRED_TIME.lt(utc(time))))
        .and(where(filter.license(), one -> RECORDED_USAGE.LICENSE_SERVER_ID.eq(one.value())))
        .and(where(filter.customer(), one -> RECORDED_USAGE.CUSTOMER_CODE.eq(one.value())))
        .and(where(filter.solution(), one -> RECORDED_USAGE.SOLUTION_ID.eq(one.value())))
        .and(where(filter.application(), one -> RECORDED_USAGE.APPLICATION_ID.eq(one.value())))
        .and(where(filter.purpose(), one -> RECORDED_USAGE.PURPOSE.eq((short) one.number())))
        .and(where(filter.state(), PostgresUsageJournal::in))
        .and(where(filter.place(), one -> RECORDED_USAGE.IN_HISTORY.eq(one == Place.HISTORY)))
        .and(
            where(
                filter.emergencyKey(),
                wanted ->
                    EmergencyKeySql.on(
                        emergencyKeyTypes, RECORDED_USAGE.CONTINGENCY_PROVIDER_TYPE, wanted)))
        .and(
            where(
                filter.visible(),
                own ->
                    RECORDED_USAGE.SOLUTION_ID.in(own.stream().map(SolutionId::value).toList())));
  }

  private static Condition in(SettlementState state) {
    return switch (state) {
      case SETTLED -> RECORDED_USAGE.CUSTOMER_CODE.isNotNull();
      case WAITING ->
          RECORDED_USAGE
              .CUSTOMER_CODE
              .isNull()
              .and(not(DSL.condition(coalesce(LICENSE_LOOKUP.SET_ASIDE, inline(false)))));
      case SET_ASIDE ->
          RECORDED_USAGE.CUSTOMER_CODE.isNull().and(DSL.condition(LICENSE_LOOKUP.SET_ASIDE));
    };
  }

  private static Condition behind(UsageKey key) {
    // The time is said again by itself, since rows prune no partitions.
    return RECORDED_USAGE
        .OCCURRED_TIME
        .ge(utc(key.occurredTime()))
        .and(
            row(
                    RECORDED_USAGE.OCCURRED_TIME,
                    RECORDED_USAGE.USAGE_ID,
                    RECORDED_USAGE.LICENSE_SERVER_ID)
                .gt(
                    val(utc(key.occurredTime())),
                    val(key.id().value()),
                    val(key.license().value())));
  }

  private static <T> Condition where(Optional<T> wanted, Function<T, Condition> condition) {
    return wanted.map(condition).orElse(noCondition());
  }

  private static OffsetDateTime utc(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }
}
