package com.totvs.billing.domain.purge;

import com.totvs.billing.domain.Span;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The spans whose new usage is refused: disjoint, not adjoining, in order, each with an end.
public record PurgedSpans(List<Span> spans) {

  /// Nothing was purged.
  public static final PurgedSpans NONE = new PurgedSpans(List.of());

  public PurgedSpans {
    spans = List.copyOf(spans);
  }

  /// Whether the instant lies in one of them.
  public boolean hold(Instant time) {
    return !spans.isEmpty() && spans.stream().anyMatch(span -> span.contains(time));
  }

  /// Whether they have anything in common with the span.
  public boolean touch(Span span) {
    return spans.stream()
        .anyMatch(one -> start(one).isBefore(end(span)) && start(span).isBefore(end(one)));
  }

  /// These and the span; what overlaps or adjoins becomes one.
  public PurgedSpans plus(Span added) {
    List<Span> joined =
        spans.stream()
            .filter(span -> !start(span).isAfter(end(added)) && !start(added).isAfter(end(span)))
            .toList();
    Instant start =
        Stream.concat(joined.stream(), Stream.of(added))
            .map(PurgedSpans::start)
            .min(Comparator.naturalOrder())
            .orElseThrow();
    Instant end =
        Stream.concat(joined.stream(), Stream.of(added))
            .map(PurgedSpans::end)
            .max(Comparator.naturalOrder())
            .orElseThrow();
    return sorted(
        Stream.concat(
            spans.stream().filter(span -> !joined.contains(span)), Stream.of(span(start, end))));
  }

  /// These without the span; what holds it on both sides becomes two.
  public PurgedSpans minus(Span removed) {
    return sorted(
        spans.stream()
            .flatMap(
                span ->
                    Stream.of(
                        span(start(span), earlier(end(span), start(removed))),
                        span(later(start(span), end(removed)), end(span))))
            .filter(span -> start(span).isBefore(end(span))));
  }

  private static PurgedSpans sorted(Stream<Span> spans) {
    return new PurgedSpans(spans.sorted(Comparator.comparing(PurgedSpans::start)).toList());
  }

  private static Span span(Instant start, Instant end) {
    return new Span(Optional.of(start).filter(Instant.MIN::isBefore), Optional.of(end));
  }

  private static Instant start(Span span) {
    return span.start().orElse(Instant.MIN);
  }

  private static Instant end(Span span) {
    return span.end().orElse(Instant.MAX);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
