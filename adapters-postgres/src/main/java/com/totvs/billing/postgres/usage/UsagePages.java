package com.totvs.billing.postgres.usage;

import static com.totvs.billing.postgres.generated.Tables.LICENSE_LOOKUP;
import static com.totvs.billing.postgres.generated.Tables.RECORDED_USAGE;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.not;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.val;

import com.totvs.billing.domain.catalog.SolutionId;
import com.totvs.billing.domain.usage.EmergencyKeyTypes;
import com.totvs.billing.domain.usage.Place;
import com.totvs.billing.domain.usage.RecordedUsage;
import com.totvs.billing.domain.usage.SettlementState;
import com.totvs.billing.domain.usage.UsageFilter;
import com.totvs.billing.domain.usage.UsageKey;
import com.totvs.billing.postgres.totals.EmergencyKeySql;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;

/// Reads records in the order of their keys, page by page.
///
/// What fits a filter that no index knows may lie far apart. It is read day by day, and only on the
/// days and of the licenses that have some: what a page takes grows with what it holds, and not
/// with all that does not fit.
final class UsagePages {
  private final FittingDays days;
  private final EmergencyKeyTypes emergencyKeyTypes;

  UsagePages(FittingDays days, EmergencyKeyTypes emergencyKeyTypes) {
    this.days = days;
    this.emergencyKeyTypes = emergencyKeyTypes;
  }

  /// At most `limit` records behind `after`. What the snapshot of the transaction sees must be one
  /// instant.
  List<RecordedUsage> read(DSLContext db, UsageFilter filter, Optional<UsageKey> after, int limit) {
    Condition wanted = fits(filter).and(where(after, UsagePages::behind));
    if (indexed(filter)) {
      return UsageRows.recorded(db, rows(db, wanted, limit));
    }
    // A plan for any day would reckon with any number of licenses.
    db.execute("SET LOCAL plan_cache_mode = force_custom_plan");
    List<Record> page = new ArrayList<>();
    Iterator<FittingDays.Day> next = days.behind(db, filter, after.map(UsageKey::occurredTime));
    while (page.size() < limit && next.hasNext()) {
      page.addAll(rows(db, wanted.and(of(next.next())), limit - page.size()));
    }
    return UsageRows.recorded(db, page);
  }

  // By time, license or customer, or a place that is read as it is.
  private static boolean indexed(UsageFilter filter) {
    return filter.solution().isEmpty()
        && filter.application().isEmpty()
        && filter.purpose().isEmpty()
        && filter.state().isEmpty()
        && filter.emergencyKey().isEmpty()
        && filter.visible().isEmpty();
  }

  private static List<Record> rows(DSLContext db, Condition wanted, int limit) {
    return UsageRows.select(db)
        .where(wanted)
        .orderBy(
            RECORDED_USAGE.OCCURRED_TIME, RECORDED_USAGE.USAGE_ID, RECORDED_USAGE.LICENSE_SERVER_ID)
        .limit(limit)
        .fetch();
  }

  private static Condition of(FittingDays.Day day) {
    return RECORDED_USAGE
        .OCCURRED_TIME
        .ge(utc(day.start()))
        .and(RECORDED_USAGE.OCCURRED_TIME.lt(utc(day.end())))
        .and(where(day.licenses(), RECORDED_USAGE.LICENSE_SERVER_ID::in));
  }

  private Condition fits(UsageFilter filter) {
    return noCondition()
        .and(where(filter.span().start(), time -> RECORDED_USAGE.OCCURRED_TIME.ge(utc(time))))
        .and(where(filter.span().end(), time -> RECORDED_USAGE.OCCURRED_TIME.lt(utc(time))))
        .and(where(filter.license(), one -> RECORDED_USAGE.LICENSE_SERVER_ID.eq(one.value())))
        .and(where(filter.customer(), one -> RECORDED_USAGE.CUSTOMER_CODE.eq(one.value())))
        .and(where(filter.solution(), one -> RECORDED_USAGE.SOLUTION_ID.eq(one.value())))
        .and(where(filter.application(), one -> RECORDED_USAGE.APPLICATION_ID.eq(one.value())))
        .and(where(filter.purpose(), one -> RECORDED_USAGE.PURPOSE.eq((short) one.number())))
        .and(where(filter.state(), UsagePages::in))
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
