package com.totvs.billing.postgres.usage;

import static com.totvs.billing.postgres.generated.Tables.RECORDED_USAGE;
import static org.jooq.impl.DSL.arrayAggDistinct;
import static org.jooq.impl.DSL.countDistinct;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.when;

import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.domain.Span;
import com.totvs.billing.domain.usage.UsageFilter;
import com.totvs.billing.postgres.totals.UsageFacts;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;

/// On which days, and of which licenses, there are records that fit a filter: the sums know, as
/// they have every key that a filter names.
final class FittingDays {
  /// So many licenses are named; of more, the day is read through.
  private static final int MOST_LICENSES = 200;

  // Most pages are full after the first day; where little fits, few questions find it.
  private static final int TIMES_AS_MANY = 8;
  private static final int THEN_ALL = 100;

  private static final Field<String[]> LICENSES =
      when(
              countDistinct(UsageFacts.LICENSE).le(MOST_LICENSES),
              arrayAggDistinct(UsageFacts.LICENSE))
          .as("licenses");

  private final UsageFacts facts;
  private final BusinessZone zone;

  FittingDays(UsageFacts facts, BusinessZone zone) {
    this.facts = facts;
    this.zone = zone;
  }

  /// A day that has records that fit.
  ///
  /// @param licenses whose they are; empty means many
  record Day(Instant start, Instant end, Optional<List<String>> licenses) {}

  /// The days in order, from that of `after` on. They are asked for as they are needed, and all in
  /// the snapshot of the transaction.
  Iterator<Day> behind(DSLContext db, UsageFilter filter, Optional<Instant> after) {
    return after
        .or(() -> filter.span().start())
        .or(() -> oldest(db))
        .<Iterator<Day>>map(first -> new Days(db, filter, zone.day(first)))
        .orElseGet(() -> List.<Day>of().iterator());
  }

  private static Optional<Instant> oldest(DSLContext db) {
    return Optional.ofNullable(
            db.select(min(RECORDED_USAGE.OCCURRED_TIME))
                .from(RECORDED_USAGE)
                .fetchSingle()
                .value1())
        .map(OffsetDateTime::toInstant);
  }

  private final class Days implements Iterator<Day> {
    private final DSLContext db;
    private final UsageFilter filter;
    private final Deque<Day> found = new ArrayDeque<>();
    private Optional<LocalDate> from;
    private int ahead = 1;

    Days(DSLContext db, UsageFilter filter, LocalDate from) {
      this.db = db;
      this.filter = filter;
      this.from = Optional.of(from);
    }

    @Override
    public boolean hasNext() {
      while (found.isEmpty() && from.isPresent()) {
        look(from.get());
      }
      return !found.isEmpty();
    }

    @Override
    public Day next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return found.removeFirst();
    }

    private void look(LocalDate first) {
      Optional<LocalDate> end =
          ahead < THEN_ALL ? Optional.of(first.plusDays(ahead)) : Optional.empty();
      found.addAll(fitting(first, end));
      ahead *= TIMES_AS_MANY;
      from = end.filter(day -> filter.span().end().map(zone.start(day)::isBefore).orElse(true));
    }

    private List<Day> fitting(LocalDate first, Optional<LocalDate> end) {
      // Whole days, for parts of them are not summed up; what is beyond the filter's span is not
      // read later.
      Span span =
          new Span(
              Optional.of(zone.start(first)),
              end.or(() -> filter.span().end().map(zone::day).map(day -> day.plusDays(1)))
                  .map(zone::start));
      return db.select(UsageFacts.DAY, LICENSES)
          .from(facts.of(filter.during(span)))
          .groupBy(UsageFacts.DAY)
          .having(sum(UsageFacts.RECORDS).gt(BigDecimal.ZERO))
          .orderBy(UsageFacts.DAY)
          .fetch(row -> day(row.value1(), Optional.ofNullable(row.value2()).map(Arrays::asList)));
    }

    private Day day(LocalDate day, Optional<List<String>> licenses) {
      return new Day(zone.start(day), zone.start(day.plusDays(1)), licenses);
    }
  }
}
