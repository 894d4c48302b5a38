package com.totvs.billing.bootstrap.telemetry;

import com.totvs.billing.application.report.OrderSelfChecks;
import com.totvs.billing.domain.Span;
import com.totvs.billing.domain.operation.Ending;
import com.totvs.billing.domain.operation.Operation;
import com.totvs.billing.domain.operation.Result;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Shows what the self-checks that run by themselves have found, and how long ago.
final class SelfCheckWatch implements AutoCloseable {
  private static final double MILLIS = 1_000;
  private static final AttributeKey<String> DAYS =
      AttributeKey.stringKey("billing.self_check.days");
  private static final Map<String, Attributes> SUBJECTS =
      Map.of(
          OrderSelfChecks.NEWEST, Attributes.of(DAYS, "newest"),
          OrderSelfChecks.OLDER, Attributes.of(DAYS, "older"));

  /// A check that looked at everything it was to look at.
  private record Complete(String subject, Span span, Instant time, long wrong) {

    static Stream<Complete> of(Operation operation) {
      return operation.ending().orElse(null)
              instanceof Ending.Succeeded(var time, Result.Checked(var findings))
          ? Stream.of(
              new Complete(
                  operation.order().requestedBy(),
                  operation.order().span(),
                  time,
                  findings.stream().filter(finding -> !finding.right()).count()))
          : Stream.of();
    }
  }

  private final Polled<List<Operation>> checks;
  private final Clock clock;

  /// @param checks self-checks that are over, newest first
  SelfCheckWatch(Supplier<List<Operation>> checks, Clock clock, OpenTelemetry telemetry) {
    this.checks = new Polled<>("self-check", checks);
    this.clock = clock;
    Meter meter = telemetry.getMeter("com.totvs.billing.self_check");
    var _ =
        meter
            .gaugeBuilder("billing.self_check.findings")
            .ofLongs()
            .setUnit("{finding}")
            .setDescription("What the last complete self-check found wrong; 0 when all is right.")
            .buildWithCallback(now -> show((check, days) -> now.record(check.wrong(), days)));
    var _ =
        meter
            .gaugeBuilder("billing.self_check.age")
            .setUnit("s")
            .setDescription("How long ago the last complete self-check ended.")
            .buildWithCallback(now -> show((check, days) -> now.record(age(check), days)));
  }

  void start() {
    checks.start();
  }

  void poll() {
    checks.poll();
  }

  private void show(BiConsumer<Complete, Attributes> to) {
    List<Complete> complete =
        checks.latest().stream().flatMap(List::stream).flatMap(Complete::of).toList();
    SUBJECTS.forEach(
        (subject, days) -> last(complete, subject).ifPresent(check -> to.accept(check, days)));
  }

  // Or a later one of the same days, whoever asked for it: what was mended must not go on to alarm.
  private static Optional<Complete> last(List<Complete> newestFirst, String subject) {
    return newestFirst.stream()
        .filter(check -> check.subject().equals(subject))
        .findFirst()
        .flatMap(
            own ->
                newestFirst.stream().filter(check -> check.span().covers(own.span())).findFirst());
  }

  private double age(Complete check) {
    return Math.max(0, Duration.between(check.time(), clock.instant()).toMillis() / MILLIS);
  }

  @Override
  public void close() {
    checks.close();
  }
}
