package com.totvs.billing.postgres.usage;

import static com.totvs.billing.postgres.generated.Tables.RECORDED_USAGE;
import static org.jooq.impl.DSL.noCondition;

import com.totvs.billing.application.usage.UsageJournal;
import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.Reason;
import com.totvs.billing.domain.license.LicenseId;
import com.totvs.billing.domain.usage.Receipt;
import com.totvs.billing.domain.usage.RecordedUsage;
import com.totvs.billing.domain.usage.UsageFilter;
import com.totvs.billing.domain.usage.UsageId;
import com.totvs.billing.domain.usage.UsageKey;
import com.totvs.billing.domain.usage.UsageRecord;
import com.totvs.billing.domain.usage.VoidReceipt;
import com.totvs.billing.postgres.commit.GroupCommit;
import com.totvs.billing.postgres.database.Database;
import com.totvs.billing.postgres.database.Database.Lane;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jooq.Condition;

/// Usage in the partitioned tables `usage` and `usage_history`.
final class PostgresUsageJournal implements UsageJournal {
  // Far more than callers ever gave one id to.
  private static final int MOST_WITH_ONE_ID = 1_000;

  private final Database database;
  private final GroupCommit groupCommit;
  private final Settling settling;
  private final Voiding voiding;
  private final UsagePages pages;

  PostgresUsageJournal(
      Database database,
      GroupCommit groupCommit,
      Settling settling,
      Voiding voiding,
      UsagePages pages) {
    this.database = database;
    this.groupCommit = groupCommit;
    this.settling = settling;
    this.voiding = voiding;
    this.pages = pages;
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
    return database.snapshot(Lane.READ, db -> pages.read(db, filter, after, limit));
  }

  @Override
  public List<RecordedUsage> export(UsageFilter filter, Optional<UsageKey> after, int limit) {
    return database.longSnapshot(
        db -> pages.read(db, filter, after, limit), PostgresUsageJournal::tooLarge);
  }

  private static BillingException tooLarge() {
    return BillingException.of(
        Reason.REPORT_TOO_LARGE,
        "records that fit lie too far apart to be read in time: ask for a shorter period");
  }

  @Override
  public int settle(LicenseId license, int limit) {
    return database.transaction(Lane.JOB, db -> settling.settle(db, license, limit));
  }

  @Override
  public VoidReceipt voidUsage(UsageKey target, String reason, String subject) {
    return database.transaction(Lane.READ, db -> voiding.voidUsage(db, target, reason, subject));
  }

  private static <T> Condition where(Optional<T> wanted, Function<T, Condition> condition) {
    return wanted.map(condition).orElse(noCondition());
  }

  private static OffsetDateTime utc(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }
}
