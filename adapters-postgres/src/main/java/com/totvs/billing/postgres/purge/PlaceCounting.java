package com.totvs.billing.postgres.purge;

import static com.totvs.billing.postgres.generated.Tables.RECORDED_USAGE;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.sum;

import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.domain.Span;
import com.totvs.billing.domain.purge.PlaceCounts;
import com.totvs.billing.domain.usage.Place;
import com.totvs.billing.domain.usage.UsageFilter;
import com.totvs.billing.postgres.totals.UsageFacts;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;

/// Counts records by month and place, from the sums of days and what they do not hold.
final class PlaceCounting {

  /// Records of a month's part of a span.
  ///
  /// @param whole whether the span holds the whole month
  record MonthCounts(YearMonth month, boolean whole, PlaceCounts places) {
    long in(Place place) {
      return place == Place.ONLINE ? places.online() : places.history();
    }
  }

  /// Records of a span, and of its months in order.
  record Counts(List<MonthCounts> months) {
    MonthCounts all() {
      return new MonthCounts(
          YearMonth.of(1, 1),
          false,
          new PlaceCounts(
              months.stream().mapToLong(month -> month.in(Place.ONLINE)).sum(),
              months.stream().mapToLong(month -> month.in(Place.HISTORY)).sum()));
    }
  }

  private final UsageFacts facts;
  private final BusinessZone zone;

  PlaceCounting(UsageFacts facts, BusinessZone zone) {
    this.facts = facts;
    this.zone = zone;
  }

  Counts count(DSLContext db, Span span) {
    TreeMap<YearMonth, PlaceCounts> months = new TreeMap<>();
    // By day, which is at hand, and not by a month that would be made of it for every sum.
    db.select(UsageFacts.DAY, records(false), records(true))
        .from(facts.byMonth(UsageFilter.of(span)))
        .groupBy(UsageFacts.DAY)
        .forEach(
            row ->
                months.merge(
                    YearMonth.from(row.value1()),
                    new PlaceCounts(row.value2().longValue(), row.value3().longValue()),
                    PlaceCounting::plus));
    return new Counts(
        months.entrySet().stream()
            .map(month -> counts(month.getKey(), span, month.getValue()))
            .toList());
  }

  private static PlaceCounts plus(PlaceCounts one, PlaceCounts other) {
    return new PlaceCounts(one.online() + other.online(), one.history() + other.history());
  }

  /// Counts the records of a place by what is there, whatever the sums say: those of each month
  /// that has any.
  Map<YearMonth, Long> countOneByOne(DSLContext db, Span span, Place place) {
    Field<String> month =
        field("to_char({0}, 'YYYY-MM')", String.class, facts.dayOfRecord()).as("month");
    return db.select(month, DSL.count())
        .from(RECORDED_USAGE)
        .where(
            facts.ofRecords(UsageFilter.of(span)),
            UsageFacts.IN_HISTORY.eq(inline(place == Place.HISTORY)))
        .groupBy(month)
        .fetchMap(row -> YearMonth.parse(row.value1()), row -> row.value2().longValue());
  }

  private MonthCounts counts(YearMonth month, Span span, PlaceCounts places) {
    boolean whole =
        span.contains(zone.start(month))
            && span.end().map(end -> !end.isBefore(zone.start(month.plusMonths(1)))).orElse(true);
    return new MonthCounts(month, whole, places);
  }

  private static Field<BigDecimal> records(boolean inHistory) {
    return coalesce(
        sum(UsageFacts.RECORDS).filterWhere(UsageFacts.IN_HISTORY.eq(inline(inHistory))),
        inline(BigDecimal.ZERO));
  }
}
