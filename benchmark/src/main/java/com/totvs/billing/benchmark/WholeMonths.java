package com.totvs.billing.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/// How long whole months take to history, a large one and a small one, and what recording feels of
/// it. Once for each purge that is measured, the month is brought back.
final class WholeMonths {
  // Twenty of them take longer than the p99.
  private static final int ENOUGH_CALLS = 2_000;

  private final FilledMonth large;
  private final FilledMonth small;
  private final Recording recording;
  private final AdminCalls admin;
  private final Sql sql;
  private final List<Double> quiet = new ArrayList<>();
  private final List<Double> moving = new ArrayList<>();
  private final List<Double> restless = new ArrayList<>();
  private final List<Double> largeTimes = new ArrayList<>();
  private final List<Double> smallTimes = new ArrayList<>();
  private long calls;

  WholeMonths(
      FilledMonth large, FilledMonth small, Recording recording, AdminCalls admin, Sql sql) {
    this.large = large;
    this.small = small;
    this.recording = recording;
    this.admin = admin;
    this.sql = sql;
  }

  /// Records usage beside nothing, beside purges, and beside moves to and fro.
  void round() {
    quiet.add(recording.p99Alone());
    double[] millis = besidePurges();
    calls += millis.length;
    moving.add(Sample.percentile(millis, 0.99));
    var _ = besidePurge(small, smallTimes);
    restless.add(Sample.percentile(recording.besideWithoutRest(this::toAndFro), 0.99));
  }

  /// What all rounds have shown.
  Figures figures() {
    return new Figures()
        .put("records", large.records())
        .put("purge_month_10m_s", Sample.middle(largeTimes))
        .put("purge_month_10m_slowest_s", largeTimes.stream().max(Double::compare).orElseThrow())
        .put("purge_month_100k_s", Sample.middle(smallTimes))
        .put("purge_month_10m_vs_100k", Sample.middle(largeTimes) / Sample.middle(smallTimes))
        .put("purges_of_large_month", largeTimes.size())
        .put("ingest_calls_during_purge", calls)
        .put("ingest_p99_quiet_ms", Sample.middle(quiet))
        .put("ingest_p99_during_purge_ms", Sample.middle(moving))
        .put("ingest_p99_during_purge_ratio", Sample.middle(moving) / Sample.middle(quiet))
        .put("ingest_p99_moving_without_rest_ms", Sample.middle(restless));
  }

  private double[] besidePurges() {
    double[] millis = {};
    while (millis.length < ENOUGH_CALLS) {
      millis =
          DoubleStream.concat(
                  DoubleStream.of(millis), DoubleStream.of(besidePurge(large, largeTimes)))
              .toArray();
    }
    return millis;
  }

  private double[] besidePurge(FilledMonth month, List<Double> times) {
    double[] millis = recording.beside(() -> purge(month, times));
    admin.restore(AdminCalls.month(month.month()));
    return millis;
  }

  private Moments purge(FilledMonth month, List<Double> times) {
    WatchedPurge purge = WatchedPurge.of(month.month(), admin, sql);
    long moved = purge.move().getRecordsMoved();
    if (moved != month.records()) {
      throw new IllegalStateException("%d of %s were moved".formatted(moved, month));
    }
    times.add(purge.seconds());
    return purge.moments();
  }

  // Far more than will ever happen.
  private void toAndFro() {
    var _ = admin.purge(AdminCalls.month(large.month()));
    admin.restore(AdminCalls.month(large.month()));
  }
}
