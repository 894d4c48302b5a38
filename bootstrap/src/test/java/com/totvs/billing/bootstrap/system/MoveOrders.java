package com.totvs.billing.bootstrap.system;

import com.google.longrunning.Operation;
import com.google.protobuf.Timestamp;
import com.google.type.Interval;
import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.v1.Period;
import com.totvs.billing.v1.PurgeServiceGrpc;
import com.totvs.billing.v1.PurgeUsageRequest;
import com.totvs.billing.v1.RestoreUsageRequest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Purges and restores of parts of two months, ordered until one of them is seen to come further.
final class MoveOrders {
  private static final int LONGEST_MILLIS = 80;
  private static final int DAY_SECONDS = 86_400;
  private static final String OPEN =
      """
      SELECT concat_ws(' ', operation_id, started_time IS NOT NULL, progress_done),
        operation_id, method, started_time IS NOT NULL
      FROM billing.operation
      WHERE method IN ('PurgeUsage', 'RestoreUsage') AND ended_time IS NULL
      ORDER BY number LIMIT 1
      """;

  /// The move whose turn it is.
  ///
  /// @param progress another whenever it has come further
  /// @param id empty where none is open
  private record Open(String progress, String id, String method, boolean begun) {
    static final Open NONE = new Open("", "", "", false);
  }

  private final PostgresProcess postgres;
  private final Random random;
  private final Instant first;
  private final Instant second;
  private final Instant end;
  private final List<String> operations = new ArrayList<>();

  /// @param month the first of the two
  MoveOrders(PostgresProcess postgres, YearMonth month, Random random) {
    this.postgres = postgres;
    this.random = random;
    this.first = BusinessZone.SAO_PAULO.start(month);
    this.second = BusinessZone.SAO_PAULO.start(month.plusMonths(1));
    this.end = BusinessZone.SAO_PAULO.start(month.plusMonths(2));
  }

  /// A moment in the two months.
  Instant moment(Random ofCaller) {
    return first.plusSeconds(ofCaller.nextLong(end.getEpochSecond() - first.getEpochSecond()));
  }

  /// Everything ordered so far.
  List<String> operations() {
    return List.copyOf(operations);
  }

  /// Returns the id of a move that is at work at this moment, a moment after it was seen to come
  /// further: it orders as many as it takes.
  ///
  /// @param method PurgeUsage or RestoreUsage
  String awaitAtWork(Node node, String method) throws Exception {
    List<String> found = new ArrayList<>();
    Eventually.holds(
        "a move is seen at work: " + method,
        () -> {
          found.add(atWork(node, method));
          return !found.getLast().isEmpty();
        });
    return found.getLast();
  }

  /// Whether the move has not come to its end.
  boolean isOpen(String id) throws SQLException {
    return postgres
        .query("SELECT ended_time IS NULL FROM billing.operation WHERE operation_id = '" + id + "'")
        .equals("t");
  }

  private String atWork(Node node, String method) throws Exception {
    Open before = open();
    if (before.id().isEmpty()) {
      order(node, method);
      before = open();
    }
    if (before.id().isEmpty()) {
      // It was over before it could be looked at.
      return "";
    }
    Open now = awaitFurther(before);
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(LONGEST_MILLIS)));
    Open last = open();
    boolean atWork = now.begun() && now.method().equals(method) && last.id().equals(now.id());
    return atWork ? now.id() : "";
  }

  private Open awaitFurther(Open before) throws Exception {
    List<Open> seen = new ArrayList<>(List.of(before));
    Eventually.holds(
        "the move comes further: " + before,
        () -> {
          seen.add(open());
          return !seen.getLast().progress().equals(before.progress());
        });
    return seen.getLast();
  }

  private Open open() throws SQLException {
    try (Connection connection = postgres.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(OPEN)) {
      return row.next()
          ? new Open(row.getString(1), row.getString(2), row.getString(3), row.getBoolean(4))
          : Open.NONE;
    }
  }

  private void order(Node node, String method) throws Exception {
    Period period = Period.newBuilder().setInterval(interval()).build();
    String requestId = UUID.randomUUID().toString();
    Operation operation =
        Eventually.answered(
            () -> {
              var stub = PurgeServiceGrpc.newBlockingStub(node.client().authorized());
              return method.equals("PurgeUsage")
                  ? stub.purgeUsage(
                          PurgeUsageRequest.newBuilder()
                              .setPeriod(period)
                              .setRequestId(requestId)
                              .build())
                      .getOperation()
                  : stub.restoreUsage(
                          RestoreUsageRequest.newBuilder()
                              .setPeriod(period)
                              .setRequestId(requestId)
                              .build())
                      .getOperation();
            });
    operations.add(operation.getName());
  }

  // A whole month, both, or a part that begins and ends somewhere.
  private Interval interval() {
    return switch (random.nextInt(6)) {
      case 0 -> interval(first, second);
      case 1 -> interval(second, end);
      case 2 -> interval(first, end);
      default ->
          interval(
              first.plusSeconds(random.nextInt(20 * DAY_SECONDS)),
              second.plusSeconds(random.nextInt(25 * DAY_SECONDS)));
    };
  }

  private static Interval interval(Instant start, Instant end) {
    return Interval.newBuilder().setStartTime(timestamp(start)).setEndTime(timestamp(end)).build();
  }

  private static Timestamp timestamp(Instant time) {
    return Timestamp.newBuilder().setSeconds(time.getEpochSecond()).build();
  }
}
