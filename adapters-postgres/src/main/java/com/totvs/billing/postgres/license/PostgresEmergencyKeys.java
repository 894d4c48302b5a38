package com.totvs.billing.postgres.license;

import static com.totvs.billing.postgres.generated.Tables.CUSTOMER;
import static com.totvs.billing.postgres.generated.Tables.LICENSE;
import static com.totvs.billing.postgres.generated.Tables.RECORDED_USAGE;
import static org.jooq.impl.DSL.case_;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.countDistinct;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.val;

import com.totvs.billing.application.license.EmergencyKeys;
import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.domain.catalog.SolutionId;
import com.totvs.billing.domain.license.EmergencyKeyUse;
import com.totvs.billing.domain.license.LicenseId;
import com.totvs.billing.domain.usage.EmergencyKeyTypes;
import com.totvs.billing.domain.usage.Purpose;
import com.totvs.billing.postgres.database.Database;
import com.totvs.billing.postgres.database.Database.Lane;
import com.totvs.billing.postgres.totals.EmergencyKeySql;
import com.totvs.billing.postgres.totals.Voided;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;

/// Use of emergency keys, computed from the usage itself.
final class PostgresEmergencyKeys implements EmergencyKeys {
  // Internal usage is shown under the license's holder, and so is usage that waits.
  private static final Field<String> HOLDER =
      coalesce(
              case_()
                  .when(
                      RECORDED_USAGE.PURPOSE.eq(inline((short) Purpose.PRODUCTION.number())),
                      RECORDED_USAGE.CUSTOMER_CODE),
              LICENSE.CUSTOMER_CODE,
              inline(""))
          .as("holder");
  private static final Field<OffsetDateTime> FIRST_USE =
      min(RECORDED_USAGE.OCCURRED_TIME).as("first_use");
  private static final Field<OffsetDateTime> LAST_USE =
      max(RECORDED_USAGE.OCCURRED_TIME).as("last_use");
  private static final Field<Integer> CALLS = count().as("calls");

  private final Database database;
  private final EmergencyKeyTypes types;
  private final Field<Integer> days;

  PostgresEmergencyKeys(Database database, EmergencyKeyTypes types, BusinessZone zone) {
    this.database = database;
    this.types = types;
    this.days =
        countDistinct(
                field(
                    "({0} AT TIME ZONE {1})::date",
                    LocalDate.class, RECORDED_USAGE.OCCURRED_TIME, inline(zone.id().getId())))
            .as("days");
  }

  @Override
  public List<EmergencyKeyUse> uses(Filter filter, Optional<Position> after, int limit) {
    return database.transaction(
        Lane.READ,
        db -> {
          Table<?> used = used(db, filter).asTable("used");
          Field<String> license = of(used, RECORDED_USAGE.LICENSE_SERVER_ID);
          Field<String> holder = of(used, HOLDER);
          return db.select(used.fields())
              .select(LICENSE.fields())
              .select(CUSTOMER.NAME)
              .from(used)
              .join(LICENSE)
              .on(LICENSE.LICENSE_SERVER_ID.eq(license))
              .leftJoin(CUSTOMER)
              .on(CUSTOMER.CUSTOMER_CODE.eq(holder))
              .where(
                  filter.customer().map(one -> holder.eq(one.value())).orElse(noCondition()),
                  after
                      .map(
                          last ->
                              row(license, holder)
                                  .gt(val(last.license().value()), val(last.customerCode())))
                      .orElse(noCondition()))
              .orderBy(license, holder)
              .limit(limit)
              .fetch(row -> use(row, used));
        });
  }

  private Select<?> used(DSLContext db, Filter filter) {
    return db.select(RECORDED_USAGE.LICENSE_SERVER_ID, HOLDER, FIRST_USE, LAST_USE, CALLS, days)
        .from(RECORDED_USAGE)
        .join(LICENSE)
        .on(LICENSE.LICENSE_SERVER_ID.eq(RECORDED_USAGE.LICENSE_SERVER_ID))
        .where(
            EmergencyKeySql.on(types, RECORDED_USAGE.CONTINGENCY_PROVIDER_TYPE, true),
            Voided.no(),
            within(filter))
        .groupBy(RECORDED_USAGE.LICENSE_SERVER_ID, HOLDER);
  }

  private static Condition within(Filter filter) {
    return noCondition()
        .and(
            filter
                .span()
                .start()
                .map(t -> RECORDED_USAGE.OCCURRED_TIME.ge(utc(t)))
                .orElse(noCondition()))
        .and(
            filter
                .span()
                .end()
                .map(t -> RECORDED_USAGE.OCCURRED_TIME.lt(utc(t)))
                .orElse(noCondition()))
        .and(
            filter
                .license()
                .map(one -> RECORDED_USAGE.LICENSE_SERVER_ID.eq(one.value()))
                .orElse(noCondition()))
        .and(
            filter
                .visible()
                .map(
                    own ->
                        RECORDED_USAGE.SOLUTION_ID.in(own.stream().map(SolutionId::value).toList()))
                .orElse(noCondition()));
  }

  private EmergencyKeyUse use(Record row, Table<?> used) {
    String holder = row.get(of(used, HOLDER));
    return new EmergencyKeyUse(
        new LicenseId(row.get(of(used, RECORDED_USAGE.LICENSE_SERVER_ID))),
        LicenseRows.customer(holder.isEmpty() ? null : holder, row.get(CUSTOMER.NAME)),
        row.get(of(used, FIRST_USE)).toInstant(),
        row.get(of(used, LAST_USE)).toInstant(),
        row.get(of(used, days)),
        row.get(of(used, CALLS)),
        LicenseRows.emergencyKey(row));
  }

  private static <T> Field<T> of(Table<?> used, Field<T> field) {
    return Objects.requireNonNull(used.field(field));
  }

  private static OffsetDateTime utc(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }
}
