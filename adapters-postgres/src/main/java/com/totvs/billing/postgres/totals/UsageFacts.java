package com.totvs.billing.postgres.totals;

import static com.totvs.billing.postgres.generated.Tables.LICENSE_LOOKUP;
import static com.totvs.billing.postgres.generated.Tables.RECORDED_DAILY;
import static com.totvs.billing.postgres.generated.Tables.RECORDED_MONTHLY;
import static com.totvs.billing.postgres.generated.Tables.RECORDED_USAGE;
import static com.totvs.billing.postgres.generated.Tables.USAGE_BATCH;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.array;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.not;
import static org.jooq.impl.DSL.select;

import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.domain.Span;
import com.totvs.billing.domain.catalog.SolutionId;
import com.totvs.billing.domain.usage.EmergencyKeyTypes;
import com.totvs.billing.domain.usage.Place;
import com.totvs.billing.domain.usage.SettlementState;
import com.totvs.billing.domain.usage.UsageFilter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;

/// Usage as reports read it: the sums of whole days, and what they do not hold, record by record.
/// What one statement reads of it is true at one instant.
///
/// The constants are the columns of [#of]. A record that cancels another takes its calls and
/// quantities away again, but is one more of the records.
public final class UsageFacts {
  public static final Field<LocalDate> DAY = field("day", LocalDate.class);
  public static final Field<String> LICENSE = field("license_server_id", String.class);
  public static final Field<String> CUSTOMER = field("customer_code", String.class);
  public static final Field<String> SOLUTION = field("solution_id", String.class);
  public static final Field<String> APPLICATION = field("application_id", String.class);
  public static final Field<Short> PURPOSE = field("purpose", Short.class);
  static final Field<Integer> CONTINGENCY = field("contingency_provider_type", Integer.class);
  public static final Field<Boolean> IN_HISTORY = field("in_history", Boolean.class);
  public static final Field<Long> RECORDS = field("records", Long.class);
  public static final Field<Long> CALLS = field("calls", Long.class);
  public static final Field<Long> INPUT_TOKENS = field("input_tokens", Long.class);
  public static final Field<Long> OUTPUT_TOKENS = field("output_tokens", Long.class);
  public static final Field<Long> IMAGE_SIZE_KB = field("image_size_kb", Long.class);

  private static final Field<LocalDate> MONTH = field("month", LocalDate.class);
  private static final Field<Short> SIGN = field("sign", Short.class);

  // As an array, so that the few batches are looked up by index however the planner guesses.
  private static final Condition NOT_SUMMED_UP =
      RECORDED_USAGE.BATCH_ID.eq(any(array(select(USAGE_BATCH.BATCH_ID).from(USAGE_BATCH))));

  private final BusinessZone zone;
  private final EmergencyKeyTypes emergencyKeyTypes;
  private final Field<LocalDate> dayOfRecord;

  UsageFacts(BusinessZone zone, EmergencyKeyTypes emergencyKeyTypes) {
    this.zone = zone;
    this.emergencyKeyTypes = emergencyKeyTypes;
    this.dayOfRecord = field(new SumsSql(zone).day(), LocalDate.class);
  }

  /// How a span is added up: its whole days by their sums, and what lies around them record by
  /// record.
  ///
  /// @param first the first whole day; empty where the span has no start
  /// @param end the day behind the last whole one; empty where the span has no end
  /// @param around what lies around the whole days: all of the span where there is none
  public record Cut(Optional<LocalDate> first, Optional<LocalDate> end, List<Span> around) {
    /// Whether it has whole days.
    public boolean hasDays() {
      return first.isEmpty() || end.isEmpty() || first.get().isBefore(end.get());
    }
  }

  /// How the span is added up.
  public Cut cut(Span span) {
    Optional<LocalDate> first = span.start().map(this::firstWholeDay);
    Optional<LocalDate> end = span.end().map(zone::day);
    if (!new Cut(first, end, List.of()).hasDays()) {
      return new Cut(first, end, List.of(span));
    }
    Span days = days(first, end);
    return new Cut(
        first,
        end,
        Stream.of(edge(span.start(), days.start()), edge(days.end(), span.end()))
            .flatMap(Optional::stream)
            .toList());
  }

  /// From midnight to midnight.
  public Span days(Optional<LocalDate> first, Optional<LocalDate> end) {
    return new Span(first.map(zone::start), end.map(zone::start));
  }

  /// What fits the filter.
  public Table<Record> of(UsageFilter filter) {
    Cut cut = cut(filter.span());
    return facts(filter, cut, dayByDay(cut, condition(filter)));
  }

  /// What fits the filter, where [#DAY] may be the first of a month for all of its days: many times
  /// fewer rows.
  public Table<Record> byMonth(UsageFilter filter) {
    Cut cut = cut(filter.span());
    return facts(filter, cut, monthByMonth(cut, condition(filter)));
  }

  private Table<Record> facts(UsageFilter filter, Cut cut, List<Select<Record>> sums) {
    Condition wanted = condition(filter);
    List<Select<Record>> parts = new ArrayList<>();
    if (cut.hasDays()) {
      Condition within = within(days(cut.first(), cut.end()));
      parts.addAll(sums);
      parts.add(records(wanted.and(within).and(NOT_SUMMED_UP)));
    }
    cut.around().forEach(part -> parts.add(records(wanted.and(within(part)))));
    return parts.stream().reduce(Select::unionAll).orElseThrow().asTable("facts");
  }

  private static List<Select<Record>> dayByDay(Cut cut, Condition wanted) {
    return List.of(sums(RECORDED_DAILY, DAY, cut.first(), cut.end(), wanted));
  }

  // Whole months by their sums, and the days before and behind them by theirs.
  private static List<Select<Record>> monthByMonth(Cut cut, Condition wanted) {
    Optional<LocalDate> first = cut.first().map(UsageFacts::firstOfWholeMonth);
    Optional<LocalDate> end = cut.end().map(day -> day.withDayOfMonth(1));
    if (first.isPresent() && end.isPresent() && !first.get().isBefore(end.get())) {
      return dayByDay(cut, wanted);
    }
    List<Select<Record>> parts = new ArrayList<>();
    parts.add(sums(RECORDED_MONTHLY, MONTH, first, end, wanted));
    if (!first.equals(cut.first())) {
      parts.add(sums(RECORDED_DAILY, DAY, cut.first(), first, wanted));
    }
    if (!end.equals(cut.end())) {
      parts.add(sums(RECORDED_DAILY, DAY, end, cut.end(), wanted));
    }
    return parts;
  }

  /// What fits the filter, record by record.
  public Condition ofRecords(UsageFilter filter) {
    return condition(filter).and(within(filter.span()));
  }

  /// The business day of a record.
  public Field<LocalDate> dayOfRecord() {
    return dayOfRecord;
  }

  /// Whether the type means an emergency key.
  public Condition onEmergencyKey() {
    return EmergencyKeySql.on(emergencyKeyTypes, CONTINGENCY, true);
  }

  /// Whether usage that is not settled is set aside.
  public static Condition setAside() {
    return LICENSE.in(
        select(LICENSE_LOOKUP.LICENSE_SERVER_ID)
            .from(LICENSE_LOOKUP)
            .where(LICENSE_LOOKUP.SET_ASIDE));
  }

  private static LocalDate firstOfWholeMonth(LocalDate day) {
    return day.getDayOfMonth() == 1 ? day : day.withDayOfMonth(1).plusMonths(1);
  }

  private static Select<Record> sums(
      Table<?> table,
      Field<LocalDate> time,
      Optional<LocalDate> first,
      Optional<LocalDate> end,
      Condition wanted) {
    return select(
            List.of(
                time.as("day"),
                LICENSE,
                CUSTOMER,
                SOLUTION,
                APPLICATION,
                PURPOSE,
                CONTINGENCY,
                IN_HISTORY,
                RECORDS,
                CALLS,
                INPUT_TOKENS,
                OUTPUT_TOKENS,
                IMAGE_SIZE_KB))
        .from(table)
        .where(
            first.map(time::ge).orElse(noCondition()),
            end.map(time::lt).orElse(noCondition()),
            wanted);
  }

  private Select<Record> records(Condition wanted) {
    return select(
            List.of(
                dayOfRecord.as("day"),
                LICENSE,
                CUSTOMER,
                SOLUTION,
                APPLICATION,
                PURPOSE,
                CONTINGENCY,
                IN_HISTORY,
                inline(1L).as("records"),
                SIGN.cast(Long.class).as("calls"),
                signed(INPUT_TOKENS),
                signed(OUTPUT_TOKENS),
                signed(IMAGE_SIZE_KB)))
        .from(RECORDED_USAGE)
        .where(wanted);
  }

  private static Field<Long> signed(Field<Long> quantity) {
    return SIGN.mul(quantity).cast(Long.class).as(quantity.getName());
  }

  private LocalDate firstWholeDay(Instant start) {
    LocalDate day = zone.day(start);
    return zone.start(day).equals(start) ? day : day.plusDays(1);
  }

  private static Optional<Span> edge(Optional<Instant> from, Optional<Instant> to) {
    return from.isPresent() && to.isPresent() && from.get().isBefore(to.get())
        ? Optional.of(new Span(from, to))
        : Optional.empty();
  }

  private static Condition within(Span span) {
    return noCondition()
        .and(where(span.start(), time -> RECORDED_USAGE.OCCURRED_TIME.ge(utc(time))))
        .and(where(span.end(), time -> RECORDED_USAGE.OCCURRED_TIME.lt(utc(time))));
  }

  private Condition condition(UsageFilter filter) {
    return noCondition()
        .and(where(filter.license(), one -> LICENSE.eq(one.value())))
        .and(where(filter.customer(), one -> CUSTOMER.eq(one.value())))
        .and(where(filter.solution(), one -> SOLUTION.eq(one.value())))
        .and(where(filter.application(), one -> APPLICATION.eq(one.value())))
        .and(where(filter.purpose(), one -> PURPOSE.eq((short) one.number())))
        .and(where(filter.state(), UsageFacts::in))
        .and(where(filter.place(), one -> IN_HISTORY.eq(one == Place.HISTORY)))
        .and(
            where(
                filter.emergencyKey(),
                one -> EmergencyKeySql.on(emergencyKeyTypes, CONTINGENCY, one)))
        .and(
            where(
                filter.visible(),
                own -> SOLUTION.in(own.stream().map(SolutionId::value).toList())));
  }

  private static Condition in(SettlementState state) {
    return switch (state) {
      case SETTLED -> CUSTOMER.isNotNull();
      case WAITING -> CUSTOMER.isNull().and(not(setAside()));
      case SET_ASIDE -> CUSTOMER.isNull().and(setAside());
    };
  }

  private static <T> Condition where(Optional<T> wanted, Function<T, Condition> condition) {
    return wanted.map(condition).orElse(noCondition());
  }

  private static OffsetDateTime utc(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }
}
