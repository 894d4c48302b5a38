package com.totvs.billing.grpc.wire;

import com.google.protobuf.Timestamp;
import com.google.type.Date;
import com.google.type.Decimal;
import com.google.type.Interval;
import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.domain.Span;
import com.totvs.billing.domain.Violations;
import com.totvs.billing.domain.catalog.Application;
import com.totvs.billing.domain.catalog.Solution;
import com.totvs.billing.domain.customer.Customer;
import com.totvs.billing.v1.DateRange;
import com.totvs.billing.v1.Period;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/// Between the wire's words and the domain's, for what several services speak of. What does not
/// translate fails with `INVALID_FIELDS`, its path relative to the message translated.
public final class Wire {
  private static final long FIRST_SECOND = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();
  private static final long LAST_SECOND = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
  private static final int MOST_NANOS = 999_999_999;
  private static final int LAST_YEAR = 9999;

  private Wire() {}

  /// Whether a time lies in the years 1 to 9999, as the wire has it.
  public static boolean valid(Timestamp time) {
    return time.getSeconds() >= FIRST_SECOND
        && time.getSeconds() <= LAST_SECOND
        && time.getNanos() >= 0
        && time.getNanos() <= MOST_NANOS;
  }

  static Instant instant(Timestamp time, String field) {
    if (!valid(time)) {
      throw BillingException.invalid(field, "is not a time in the years 1 to 9999");
    }
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
  }

  /// A span as two instants; an open side is left out.
  public static Interval interval(Span span) {
    Interval.Builder interval = Interval.newBuilder();
    span.start().map(Wire::timestamp).ifPresent(interval::setStartTime);
    span.end().map(Wire::timestamp).ifPresent(interval::setEndTime);
    return interval.build();
  }

  /// A day as a date.
  public static Date date(LocalDate day) {
    return Date.newBuilder()
        .setYear(day.getYear())
        .setMonth(day.getMonthValue())
        .setDay(day.getDayOfMonth())
        .build();
  }

  /// A month as a date of day 0.
  public static Date date(YearMonth month) {
    return Date.newBuilder().setYear(month.getYear()).setMonth(month.getMonthValue()).build();
  }

  /// The id that makes a repeat safe; empty for an empty text.
  public static Optional<UUID> requestId(String text) {
    try {
      UUID id = text.isEmpty() ? null : UUID.fromString(text);
      if (id == null || id.toString().equalsIgnoreCase(text)) {
        return Optional.ofNullable(id);
      }
    } catch (IllegalArgumentException e) {
      // Falls through: both kinds of wrong text are told alike.
    }
    throw BillingException.invalid("request_id", "is not a UUID");
  }

  /// An instant, to the nanosecond.
  public static Timestamp timestamp(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }

  /// The value of a text; empty for an empty text. `field` names it, whatever the value calls
  /// itself.
  public static <T> Optional<T> told(String text, String field, Function<String, T> value) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(value.apply(text));
    } catch (BillingException e) {
      throw e.violations().isEmpty()
          ? e
          : BillingException.invalid(field, e.violations().getFirst().description());
    }
  }

  /// The instants that a period holds: days and months begin at midnight of the business zone. To
  /// the microsecond, as times are kept: an end between two of them would be rounded to one.
  public static Span span(Period period, BusinessZone zone) {
    return told(period, zone).inMicros();
  }

  private static Span told(Period period, BusinessZone zone) {
    return switch (period.getSpanCase()) {
      case MONTH -> month(period.getMonth(), zone);
      case DAYS -> days(period.getDays(), zone);
      case INTERVAL -> interval(period.getInterval());
      case SPAN_NOT_SET ->
          throw BillingException.invalid("", "must hold one of month, days and interval");
    };
  }

  /// A month, told as a date of day 0.
  public static YearMonth month(Date date, String field) {
    if (date.getDay() != 0 || !year(date) || date.getMonth() < 1 || date.getMonth() > 12) {
      throw BillingException.invalid(field, "must be a year and a month, and day 0");
    }
    return YearMonth.of(date.getYear(), date.getMonth());
  }

  private static Span month(Date date, BusinessZone zone) {
    YearMonth month = month(date, "month");
    return new Span(Optional.of(zone.start(month)), Optional.of(zone.start(month.plusMonths(1))));
  }

  private static Span days(DateRange days, BusinessZone zone) {
    Violations found = new Violations("days");
    LocalDate start = found.check(() -> date(days.getStartDate(), "start_date"));
    LocalDate end = found.check(() -> date(days.getEndDate(), "end_date"));
    if (start != null && end != null && !start.isBefore(end)) {
      found.add("end_date", "must be later than start_date");
    }
    return new Span(
        Optional.of(zone.start(found.valid(start))), Optional.of(zone.start(found.valid(end))));
  }

  private static Span interval(Interval interval) {
    Violations found = new Violations("interval");
    Optional<Instant> start =
        found.check(() -> when(interval.hasStartTime(), interval.getStartTime(), "start_time"));
    Optional<Instant> end =
        found.check(() -> when(interval.hasEndTime(), interval.getEndTime(), "end_time"));
    return Span.of(found.valid(start), found.valid(end), "interval");
  }

  /// A time, if it was told; one outside the years 1 to 9999 is refused.
  public static Optional<Instant> when(boolean told, Timestamp time, String field) {
    return told ? Optional.of(instant(time, field)) : Optional.empty();
  }

  private static LocalDate date(Date date, String field) {
    try {
      if (year(date)) {
        return LocalDate.of(date.getYear(), date.getMonth(), date.getDay());
      }
    } catch (DateTimeException e) {
      // Falls through: a day that no calendar has is refused like a year that is missing.
    }
    throw BillingException.invalid(field, "must be a date: year, month and day");
  }

  private static boolean year(Date date) {
    return date.getYear() >= 1 && date.getYear() <= LAST_YEAR;
  }

  /// An exact number, without an exponent.
  public static Decimal decimal(BigDecimal value) {
    return Decimal.newBuilder().setValue(value.toPlainString()).build();
  }

  /// A customer by code and name.
  public static com.totvs.billing.v1.Customer customer(Customer customer) {
    return com.totvs.billing.v1.Customer.newBuilder()
        .setCode(customer.code().value())
        .setName(customer.name())
        .build();
  }

  /// A solution by project id and description.
  public static com.totvs.billing.v1.Solution solution(Solution solution) {
    return com.totvs.billing.v1.Solution.newBuilder()
        .setProjectId(solution.id().value())
        .setDescription(solution.description())
        .build();
  }

  /// An application by project id and description.
  public static com.totvs.billing.v1.Application application(Application application) {
    return com.totvs.billing.v1.Application.newBuilder()
        .setProjectId(application.id().value())
        .setDescription(application.description())
        .build();
  }
}
