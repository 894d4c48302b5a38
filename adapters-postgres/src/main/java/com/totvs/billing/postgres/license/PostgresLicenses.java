package com.totvs.billing.postgres.license;

import static com.totvs.billing.postgres.generated.Tables.CUSTOMER;
import static com.totvs.billing.postgres.generated.Tables.LICENSE;
import static com.totvs.billing.postgres.generated.Tables.LICENSE_LOOKUP;
import static com.totvs.billing.postgres.generated.Tables.RECORDED_USAGE;
import static java.util.Comparator.comparingInt;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;

import com.totvs.billing.application.license.Answer;
import com.totvs.billing.application.license.Licenses;
import com.totvs.billing.domain.license.License;
import com.totvs.billing.domain.license.LicenseId;
import com.totvs.billing.domain.license.LicenseState;
import com.totvs.billing.domain.license.LicenseTotals;
import com.totvs.billing.postgres.database.Database;
import com.totvs.billing.postgres.database.Database.Lane;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/// Licenses in the table `license`, and the queue of questions about them in `license_lookup`.
final class PostgresLicenses implements Licenses {
  private static final Condition KNOWN = LICENSE.CUSTOMER_CODE.isNotNull();
  private static final Condition SET_ASIDE =
      LICENSE.CUSTOMER_CODE.isNull().and(LICENSE_LOOKUP.SET_ASIDE);
  private static final Condition WAITING =
      LICENSE.CUSTOMER_CODE.isNull().andNot(LICENSE_LOOKUP.SET_ASIDE);

  private final Database database;
  private final Holders holders;

  PostgresLicenses(Database database, Holders holders) {
    this.database = database;
    this.holders = holders;
  }

  @Override
  public Optional<License> find(LicenseId license) {
    return database.transaction(
        Lane.READ,
        db ->
            LicenseRows.select(db)
                .where(LICENSE.LICENSE_SERVER_ID.eq(license.value()))
                .fetchOptional(LicenseRows::license));
  }

  @Override
  public List<License> list(Optional<LicenseState> state, Optional<LicenseId> after, int limit) {
    return database.transaction(
        Lane.READ,
        db ->
            LicenseRows.select(db)
                .where(
                    state.map(PostgresLicenses::in).orElse(noCondition()),
                    after
                        .map(last -> LICENSE.LICENSE_SERVER_ID.gt(last.value()))
                        .orElse(noCondition()))
                .orderBy(LICENSE.LICENSE_SERVER_ID)
                .limit(limit)
                .fetch(LicenseRows::license));
  }

  @Override
  public LicenseTotals totals() {
    return database.transaction(
        Lane.READ,
        db ->
            db.select(
                    count().filterWhere(KNOWN),
                    count().filterWhere(WAITING),
                    count().filterWhere(SET_ASIDE),
                    min(LICENSE.FIRST_SEEN_TIME).filterWhere(WAITING),
                    min(LICENSE.FIRST_SEEN_TIME).filterWhere(SET_ASIDE))
                .from(LICENSE)
                .join(LICENSE_LOOKUP)
                .using(LICENSE.LICENSE_SERVER_ID)
                .fetchSingle(
                    row ->
                        new LicenseTotals(
                            row.value1(),
                            row.value2(),
                            row.value3(),
                            LicenseRows.time(row.value4()),
                            LicenseRows.time(row.value5()))));
  }

  @Override
  public List<License> claimDue(int limit, Instant now, Duration lease) {
    return database.transaction(
        Lane.JOB,
        db -> {
          String[] due =
              db.select(LICENSE_LOOKUP.LICENSE_SERVER_ID)
                  .from(LICENSE_LOOKUP)
                  .where(LICENSE_LOOKUP.NEXT_ATTEMPT_TIME.le(utc(now)))
                  .orderBy(LICENSE_LOOKUP.NEXT_ATTEMPT_TIME)
                  .limit(limit)
                  .forUpdate()
                  .skipLocked()
                  .fetchArray(LICENSE_LOOKUP.LICENSE_SERVER_ID);
          db.update(LICENSE_LOOKUP)
              .set(LICENSE_LOOKUP.NEXT_ATTEMPT_TIME, utc(now.plus(lease)))
              .where(LICENSE_LOOKUP.LICENSE_SERVER_ID.eq(any(due)))
              .execute();
          return LicenseRows.select(db)
              .where(LICENSE.LICENSE_SERVER_ID.eq(any(due)))
              .fetch(LicenseRows::license)
              .stream()
              .sorted(comparingInt(license -> List.of(due).indexOf(license.id().value())))
              .toList();
        });
  }

  @Override
  public void remember(LicenseId license, Answer.Held holder, Instant confirmed) {
    String code = holder.customer().code().value();
    database.transaction(
        Lane.JOB,
        db -> {
          db.insertInto(CUSTOMER)
              .values(code, holder.customer().name(), utc(confirmed))
              .onConflict(CUSTOMER.CUSTOMER_CODE)
              .doUpdate()
              .setAllToExcluded()
              .where(
                  CUSTOMER.NAME.ne(holder.customer().name()),
                  CUSTOMER.CHANGED_TIME.le(utc(confirmed)))
              .execute();
          boolean wasKnown = lockHolder(db, license) != null;
          LicenseRows.write(db, license, holder, utc(confirmed));
          schedule(db, license, wasKnown, utc(confirmed));
          return code;
        });
    holders.remember(license, holder.customer().code());
  }

  @Override
  public void setAside(LicenseId license, String why, Instant nextAttempt) {
    database.transaction(
        Lane.JOB,
        db -> {
          db.update(LICENSE)
              .set(LICENSE.ACTIVE, false)
              .where(LICENSE.LICENSE_SERVER_ID.eq(license.value()))
              .execute();
          return db.update(LICENSE_LOOKUP)
              .set(LICENSE_LOOKUP.SET_ASIDE, true)
              .set(LICENSE_LOOKUP.FAILED_ATTEMPTS, 0)
              .set(LICENSE_LOOKUP.LAST_PROBLEM, why)
              .set(LICENSE_LOOKUP.NEXT_ATTEMPT_TIME, utc(nextAttempt))
              .where(LICENSE_LOOKUP.LICENSE_SERVER_ID.eq(license.value()))
              .execute();
        });
  }

  @Override
  public void postpone(LicenseId license, String why, Instant nextAttempt, boolean counted) {
    database.transaction(
        Lane.JOB,
        db ->
            db.update(LICENSE_LOOKUP)
                .set(
                    LICENSE_LOOKUP.FAILED_ATTEMPTS,
                    LICENSE_LOOKUP.FAILED_ATTEMPTS.plus(counted ? 1 : 0))
                .set(LICENSE_LOOKUP.LAST_PROBLEM, why)
                .set(LICENSE_LOOKUP.NEXT_ATTEMPT_TIME, utc(nextAttempt))
                .where(LICENSE_LOOKUP.LICENSE_SERVER_ID.eq(license.value()))
                .execute());
  }

  @Override
  public void rest(LicenseId license, Instant nextAttempt) {
    database.transaction(
        Lane.JOB,
        db -> {
          // Where usage waits all the same, the license stays due as it is.
          boolean waits =
              db.fetchExists(
                  select(RECORDED_USAGE.USAGE_ID)
                      .from(RECORDED_USAGE)
                      .where(
                          RECORDED_USAGE.LICENSE_SERVER_ID.eq(license.value()),
                          RECORDED_USAGE.CUSTOMER_CODE.isNull()));
          return db.update(LICENSE_LOOKUP)
              .set(LICENSE_LOOKUP.NEXT_ATTEMPT_TIME, utc(nextAttempt))
              .where(LICENSE_LOOKUP.LICENSE_SERVER_ID.eq(license.value()))
              .and(waits ? falseCondition() : noCondition())
              .execute();
        });
  }

  private static Condition in(LicenseState state) {
    return switch (state) {
      case KNOWN -> KNOWN;
      case WAITING -> WAITING;
      case SET_ASIDE -> SET_ASIDE;
    };
  }

  // Waits for appends that are about to leave usage waiting for this license.
  private static @Nullable String lockHolder(DSLContext db, LicenseId license) {
    return db.select(LICENSE.CUSTOMER_CODE)
        .from(LICENSE)
        .where(LICENSE.LICENSE_SERVER_ID.eq(license.value()))
        .forNoKeyUpdate()
        .fetchOne(LICENSE.CUSTOMER_CODE);
  }

  private static void schedule(
      DSLContext db, LicenseId license, boolean wasKnown, OffsetDateTime confirmed) {
    db.insertInto(LICENSE_LOOKUP)
        .columns(LICENSE_LOOKUP.LICENSE_SERVER_ID, LICENSE_LOOKUP.NEXT_ATTEMPT_TIME)
        .values(license.value(), confirmed)
        .onConflict(LICENSE_LOOKUP.LICENSE_SERVER_ID)
        .doUpdate()
        .set(LICENSE_LOOKUP.SET_ASIDE, false)
        .set(LICENSE_LOOKUP.FAILED_ATTEMPTS, 0)
        .set(LICENSE_LOOKUP.LAST_PROBLEM, "")
        .set(
            LICENSE_LOOKUP.NEXT_ATTEMPT_TIME,
            wasKnown
                ? LICENSE_LOOKUP.NEXT_ATTEMPT_TIME
                : excluded(LICENSE_LOOKUP.NEXT_ATTEMPT_TIME))
        .execute();
  }

  private static OffsetDateTime utc(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }
}
