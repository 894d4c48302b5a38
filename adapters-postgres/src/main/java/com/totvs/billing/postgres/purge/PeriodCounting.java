package com.totvs.billing.postgres.purge;

import com.totvs.billing.domain.Span;
import com.totvs.billing.domain.purge.PlaceCounts;
import com.totvs.billing.domain.purge.PurgedPeriod;
import com.totvs.billing.postgres.totals.UsageFacts;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jooq.DSLContext;

/// Counts the records of many periods at once, in one statement however many there are.
final class PeriodCounting {
  private static final String COUNT =
      """
      WITH days AS (
        SELECT * FROM unnest(
            ?::int[], ?::text[]::date[], ?::text[]::date[], ?::text[]::timestamptz[],
            ?::text[]::timestamptz[])
          AS d (period, first_day, end_day, start_time, end_time)
      ), around AS (
        SELECT * FROM unnest(?::int[], ?::text[]::timestamptz[], ?::text[]::timestamptz[])
          AS a (period, start_time, end_time)
      ), counted AS (
        SELECT d.period, s.in_history, s.records
        FROM days d JOIN billing.recorded_daily s ON s.day >= d.first_day AND s.day < d.end_day
        UNION ALL
        SELECT d.period, r.in_history, 1
        FROM days d JOIN billing.recorded_usage r
          ON r.occurred_time >= d.start_time AND r.occurred_time < d.end_time
        WHERE r.batch_id = ANY (ARRAY(SELECT batch_id FROM billing.usage_batch))
        UNION ALL
        SELECT a.period, r.in_history, 1
        FROM around a JOIN billing.recorded_usage r
          ON r.occurred_time >= a.start_time AND r.occurred_time < a.end_time
      )
      SELECT period,
        coalesce(sum(records) FILTER (WHERE NOT in_history), 0) AS online,
        coalesce(sum(records) FILTER (WHERE in_history), 0) AS history
      FROM counted
      GROUP BY period
      """;
  private static final PlaceCounts NOTHING = new PlaceCounts(0, 0);

  private record Part(int period, Span span) {}

  private final UsageFacts facts;

  PeriodCounting(UsageFacts facts) {
    this.facts = facts;
  }

  /// The periods with what is where, in the same order.
  List<PurgedPeriod> count(DSLContext db, List<Span> spans) {
    Map<Integer, PlaceCounts> counts = counts(db, spans);
    return IntStream.range(0, spans.size())
        .mapToObj(i -> new PurgedPeriod(spans.get(i), counts.getOrDefault(i, NOTHING)))
        .toList();
  }

  private Map<Integer, PlaceCounts> counts(DSLContext db, List<Span> spans) {
    List<UsageFacts.Cut> cuts = spans.stream().map(facts::cut).toList();
    List<Span> days = cuts.stream().map(cut -> facts.days(cut.first(), cut.end())).toList();
    List<Part> around =
        IntStream.range(0, cuts.size())
            .boxed()
            .flatMap(i -> cuts.get(i).around().stream().map(span -> new Part(i, span)))
            .toList();
    return db.fetch(
            COUNT,
            IntStream.range(0, cuts.size()).boxed().toArray(Integer[]::new),
            texts(cuts, cut -> text(cut.first().map(LocalDate::toString), "-infinity")),
            texts(cuts, cut -> text(cut.end().map(LocalDate::toString), "infinity")),
            texts(days, PeriodCounting::start),
            texts(days, PeriodCounting::end),
            around.stream().map(Part::period).toArray(Integer[]::new),
            texts(around, part -> start(part.span())),
            texts(around, part -> end(part.span())))
        .intoMap(
            row -> row.get("period", Integer.class),
            row -> new PlaceCounts(row.get("online", Long.class), row.get("history", Long.class)));
  }

  private static <T> String[] texts(List<T> values, Function<T, String> text) {
    return values.stream().map(text).toArray(String[]::new);
  }

  private static String start(Span span) {
    return text(span.start().map(Instant::toString), "-infinity");
  }

  private static String end(Span span) {
    return text(span.end().map(Instant::toString), "infinity");
  }

  private static String text(Optional<String> bound, String otherwise) {
    return bound.orElse(otherwise);
  }
}
