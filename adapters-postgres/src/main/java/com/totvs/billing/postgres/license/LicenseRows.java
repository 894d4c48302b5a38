package com.totvs.billing.postgres.license;

import static com.totvs.billing.postgres.generated.Tables.CUSTOMER;
import static com.totvs.billing.postgres.generated.Tables.LICENSE;
import static com.totvs.billing.postgres.generated.Tables.LICENSE_LOOKUP;

import com.totvs.billing.application.license.Answer;
import com.totvs.billing.domain.customer.Customer;
import com.totvs.billing.domain.customer.CustomerCode;
import com.totvs.billing.domain.license.EmergencyKey;
import com.totvs.billing.domain.license.License;
import com.totvs.billing.domain.license.LicenseId;
import com.totvs.billing.domain.license.LicenseState;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectOnConditionStep;
import org.jspecify.annotations.Nullable;

/// Reads and writes rows of licenses.
final class LicenseRows {
  private LicenseRows() {}

  /// The query that [#license] reads: to be narrowed, ordered and limited.
  static SelectOnConditionStep<Record> select(DSLContext db) {
    return db.select(LICENSE.fields())
        .select(CUSTOMER.NAME)
        .select(LICENSE_LOOKUP.fields())
        .from(LICENSE)
        .join(LICENSE_LOOKUP)
        .on(LICENSE_LOOKUP.LICENSE_SERVER_ID.eq(LICENSE.LICENSE_SERVER_ID))
        .leftJoin(CUSTOMER)
        .on(CUSTOMER.CUSTOMER_CODE.eq(LICENSE.CUSTOMER_CODE));
  }

  /// One row as the domain sees it.
  static License license(Record row) {
    return new License(
        new LicenseId(row.get(LICENSE.LICENSE_SERVER_ID)),
        state(row),
        customer(row.get(LICENSE.CUSTOMER_CODE), row.get(CUSTOMER.NAME)),
        row.get(LICENSE.ACTIVE),
        emergencyKey(row),
        row.get(LICENSE.FIRST_SEEN_TIME).toInstant(),
        time(row.get(LICENSE.CONFIRMED_TIME)),
        row.get(LICENSE_LOOKUP.LAST_PROBLEM),
        row.get(LICENSE_LOOKUP.FAILED_ATTEMPTS),
        row.get(LICENSE_LOOKUP.NEXT_ATTEMPT_TIME).toInstant());
  }

  /// Keeps who holds a license; an older answer never replaces a newer one.
  static void write(
      DSLContext db, LicenseId license, Answer.Held holder, OffsetDateTime confirmed) {
    db.insertInto(LICENSE)
        .set(LICENSE.LICENSE_SERVER_ID, license.value())
        .set(LICENSE.CUSTOMER_CODE, holder.customer().code().value())
        .set(LICENSE.ACTIVE, holder.active())
        .set(LICENSE.KEY_ACTIVE, active(holder.emergencyKey().state()))
        .set(LICENSE.KEY_ISSUED_TIME, utc(holder.emergencyKey().issued()))
        .set(LICENSE.KEY_EXPIRES_TIME, utc(holder.emergencyKey().expires()))
        .set(LICENSE.FIRST_SEEN_TIME, confirmed)
        .set(LICENSE.CONFIRMED_TIME, confirmed)
        .onConflict(LICENSE.LICENSE_SERVER_ID)
        .doUpdate()
        .set(LICENSE.CUSTOMER_CODE, holder.customer().code().value())
        .set(LICENSE.ACTIVE, holder.active())
        .set(LICENSE.KEY_ACTIVE, active(holder.emergencyKey().state()))
        .set(LICENSE.KEY_ISSUED_TIME, utc(holder.emergencyKey().issued()))
        .set(LICENSE.KEY_EXPIRES_TIME, utc(holder.emergencyKey().expires()))
        .set(LICENSE.CONFIRMED_TIME, confirmed)
        .where(LICENSE.CONFIRMED_TIME.isNull().or(LICENSE.CONFIRMED_TIME.le(confirmed)))
        .execute();
  }

  /// What the row says of an emergency key.
  static EmergencyKey emergencyKey(Record row) {
    Boolean active = row.get(LICENSE.KEY_ACTIVE);
    EmergencyKey.State state =
        active == null
            ? EmergencyKey.State.NOT_TOLD
            : active ? EmergencyKey.State.ACTIVE : EmergencyKey.State.INACTIVE;
    return new EmergencyKey(
        state, time(row.get(LICENSE.KEY_ISSUED_TIME)), time(row.get(LICENSE.KEY_EXPIRES_TIME)));
  }

  /// A customer from its columns; without a code there is none.
  static Optional<Customer> customer(@Nullable String code, @Nullable String name) {
    return Optional.ofNullable(code)
        .map(
            known ->
                new Customer(new CustomerCode(known), Objects.requireNonNullElse(name, known)));
  }

  /// A time that may be missing.
  static Optional<Instant> time(@Nullable OffsetDateTime time) {
    return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
  }

  private static LicenseState state(Record row) {
    if (row.get(LICENSE.CUSTOMER_CODE) != null) {
      return LicenseState.KNOWN;
    }
    return row.get(LICENSE_LOOKUP.SET_ASIDE) ? LicenseState.SET_ASIDE : LicenseState.WAITING;
  }

  private static @Nullable Boolean active(EmergencyKey.State state) {
    return state == EmergencyKey.State.NOT_TOLD ? null : state == EmergencyKey.State.ACTIVE;
  }

  private static @Nullable OffsetDateTime utc(Optional<Instant> time) {
    return time.map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null);
  }
}
