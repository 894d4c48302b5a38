package com.totvs.billing.benchmark;

import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.v1.Period;
import com.totvs.billing.v1.UsageMove;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;

/// Measures how long usage takes to history, and what recording feels of it.
@Command(
    name = "purge",
    mixinStandardHelpOptions = true,
    description = {
      "Purges a whole month of many records and one of a hundredth of them while usage is recorded,"
          + " and half a month in batches beside plain SQL over the same rows."
    })
final class PurgeBenchmark extends OnServer {
  private static final int ROUNDS = 5;
  private static final int IN_FLIGHT = 64;
  private static final int REQUESTS = 150_000;
  private static final Duration WINDOW = Duration.ofSeconds(6);

  @Override
  Figures measure(ServerProcess server, long size) {
    YearMonth last = BusinessZone.SAO_PAULO.month(Instant.now()).minusMonths(1);
    FilledMonth large = new FilledMonth(last, size);
    FilledMonth small = new FilledMonth(last.minusMonths(1), Math.max(1, size / 100));
    FilledMonth halved = new FilledMonth(last.minusMonths(2), Math.max(2, size / 5));
    for (FilledMonth month : List.of(large, small, halved)) {
      say("filling %s with %,d records".formatted(month.month(), month.records()));
      month.fill(server.sql());
    }
    Tally tally = new Tally();
    try (GrpcLoad load = new GrpcLoad(server.host(), server.port(), server.token(), tally)) {
      new Preparation(server.sql(), load).run();
      AdminCalls admin = new AdminCalls(load.channel());
      say("summing up");
      admin.rebuildTotals();
      say("recording and moving");
      List<Double> quiet = new ArrayList<>();
      List<Double> moving = new ArrayList<>();
      List<Double> restless = new ArrayList<>();
      List<Double> largeTimes = new ArrayList<>();
      List<Double> smallTimes = new ArrayList<>();
      var _ = window(load);
      for (int round = 0; round < ROUNDS; round++) {
        quiet.add(window(load).p99());
        moving.add(windowOfOnePurge(load, admin, large.month(), largeTimes));
        var _ = windowOfOnePurge(load, admin, small.month(), smallTimes);
        restless.add(windowOfMoves(load, admin, large.month()));
      }
      Figures figures =
          new Figures()
              .put("records", size)
              .put("purge_month_10m_s", median(largeTimes))
              .put(
                  "purge_month_10m_slowest_s",
                  largeTimes.stream().max(Double::compare).orElseThrow())
              .put("purge_month_100k_s", median(smallTimes))
              .put("purge_month_10m_vs_100k", median(largeTimes) / median(smallTimes))
              .put("purges_of_large_month", largeTimes.size())
              .put("ingest_p99_quiet_ms", median(quiet))
              .put("ingest_p99_during_purge_ms", median(moving))
              .put("ingest_p99_during_purge_ratio", median(moving) / median(quiet))
              .put("ingest_p99_moving_without_rest_ms", median(restless))
              .put("ingest_failed", tally.failed());
      return part(figures, server.sql(), admin, halved);
    }
  }

  private static Sample window(GrpcLoad load) {
    return load.recordUsage().run(GrpcLoad.requests(REQUESTS), 1, IN_FLIGHT, WINDOW);
  }

  // One purge from its beginning to its end while usage is recorded; it is restored afterwards.
  private static double windowOfOnePurge(
      GrpcLoad load, AdminCalls admin, YearMonth month, List<Double> times) {
    List<byte[]> requests = GrpcLoad.requests(REQUESTS);
    CompletableFuture<Double> purge =
        CompletableFuture.supplyAsync(
            () -> AdminCalls.seconds(admin.purge(AdminCalls.month(month))));
    double p99 = load.recordUsage().run(requests, 1, IN_FLIGHT, WINDOW).p99();
    times.add(purge.join());
    admin.restore(AdminCalls.month(month));
    return p99;
  }

  // The month goes to and fro for as long as usage is recorded: far more than will ever happen.
  private static double windowOfMoves(GrpcLoad load, AdminCalls admin, YearMonth month) {
    AtomicBoolean over = new AtomicBoolean();
    List<byte[]> requests = GrpcLoad.requests(REQUESTS);
    CompletableFuture<Void> moves =
        CompletableFuture.runAsync(
            () -> {
              while (!over.get()) {
                var _ = admin.purge(AdminCalls.month(month));
                admin.restore(AdminCalls.month(month));
              }
            });
    double p99 = load.recordUsage().run(requests, 1, IN_FLIGHT, WINDOW).p99();
    over.set(true);
    moves.join();
    return p99;
  }

  private Figures part(Figures figures, Sql sql, AdminCalls admin, FilledMonth month) {
    LocalDate start = month.month().atDay(1);
    LocalDate end = month.month().atDay(16);
    Period half = AdminCalls.days(start, end);
    List<Double> ours = new ArrayList<>();
    List<Double> plain = new ArrayList<>();
    long moved = 0;
    for (int round = 0; round < 3; round++) {
      say("moving half a month in batches and by plain SQL, round " + (round + 1));
      UsageMove move = admin.purge(half);
      moved = move.getRecordsMoved();
      ours.add(moved / AdminCalls.seconds(move));
      admin.restore(half);
      plain.add(moved / plainSql(sql, month.month(), start, end));
    }
    return figures
        .put("purge_part_records", moved)
        .put("purge_part_per_second", median(ours))
        .put("plain_sql_per_second", median(plain))
        .put("purge_part_vs_sql", median(ours) / median(plain));
  }

  // There, measured, and back.
  private static double plainSql(Sql sql, YearMonth month, LocalDate start, LocalDate end) {
    String name = "%tY_%<tm".formatted(month.atDay(1));
    String within =
        " WHERE occurred_time >= '%s' AND occurred_time < '%s'"
            .formatted(BusinessZone.SAO_PAULO.start(start), BusinessZone.SAO_PAULO.start(end));
    String move =
        "WITH moved AS (DELETE FROM billing.%s_%s%s RETURNING *)"
            + " INSERT INTO billing.%s_%s SELECT * FROM moved";
    try (Connection connection = sql.connect();
        Statement statement = connection.createStatement()) {
      long begun = System.nanoTime();
      statement.execute(move.formatted("usage", name, within, "usage_history", name));
      double seconds = (System.nanoTime() - begun) / 1e9;
      statement.execute(move.formatted("usage_history", name, within, "usage", name));
      statement.execute("VACUUM ANALYZE billing.usage_" + name);
      statement.execute("VACUUM ANALYZE billing.usage_history_" + name);
      return seconds;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }
}
