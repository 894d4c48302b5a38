package com.totvs.billing.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.longrunning.Operation;
import com.google.type.Interval;
import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.domain.usage.UsageId;
import com.totvs.billing.v1.AdminServiceGrpc;
import com.totvs.billing.v1.Period;
import com.totvs.billing.v1.PurgeServiceGrpc;
import com.totvs.billing.v1.PurgeUsageRequest;
import com.totvs.billing.v1.ReportServiceGrpc;
import com.totvs.billing.v1.RestoreUsageRequest;
import com.totvs.billing.v1.RunSelfCheckRequest;
import com.totvs.billing.v1.RunSelfCheckResult;
import com.totvs.billing.v1.SummarizeUsageRequest;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Server and PostgreSQL are killed in turn, at random moments of purges and restores, while
/// callers record. The seed is printed; `-Dbilling.crash.seed` repeats it, as far as moments can be
/// repeated.
// An interrupted test fails, whichever close was interrupted.
@Timeout(value = 15, unit = TimeUnit.MINUTES)
@SuppressWarnings("try")
final class MoveCrashTest {
  private static final int ROUNDS = Integer.getInteger("billing.crash.rounds", 20);
  private static final int OLD_RECORDS = 8_000;
  private static final int BATCH = 1_000;
  private static final int LONGEST_MILLIS = 900;

  // Small batches, so that a kill finds most moves in the middle.
  private static final Map<String, String> SETTINGS =
      Map.of("purge.youngest", "0s", "purge.batch-size", "500");

  @TempDir private Path folder = Path.of("");

  private final long seed = Long.getLong("billing.crash.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final YearMonth lastMonth = BusinessZone.SAO_PAULO.month(Instant.now()).minusMonths(1);
  private final Set<UUID> old = new HashSet<>();
  private final List<String> operations = new ArrayList<>();

  @Test
  void whatever_is_killed_every_record_is_in_exactly_one_place_and_every_move_ends()
      throws Exception {
    System.out.println("move crash test: seed " + seed);
    try (Site site = Site.create(folder);
        Node node = new Node(site, SETTINGS)) {
      recordOldUsage(node.client());
      int underWay = 0;
      try (Load load = new Load(node::client, seed)) {
        for (int round = 0; round < ROUNDS; round++) {
          order(node);
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(LONGEST_MILLIS)));
          underWay += unfinished(site) > 0 ? 1 : 0;
          if (round % 2 == 0) {
            node.kill();
            assertEachIsOnce(site, load.acknowledged());
            node.start();
          } else {
            site.postgres().kill();
            site.postgres().start();
          }
          assertEachIsOnce(site, load.acknowledged());
        }
        assertThat(load.surprises()).isEmpty();
        int before = load.acknowledgedCount();
        Eventually.holds("service resumes", () -> load.acknowledgedCount() > before + 50);
        try {
          load.finish();
        } catch (AssertionError e) {
          System.out.println(node.errors());
          throw e;
        }
        for (String operation : operations) {
          Eventually.holds(operation + " ends", () -> node.client().operation(operation).getDone());
          assertThat(node.client().operation(operation).hasError()).as(operation).isFalse();
        }
        Set<UUID> all = new HashSet<>(load.acknowledged());
        all.addAll(old);
        assertEachIsOnce(site, load.acknowledged());
        assertThat(site.postgres().query("SELECT count(*) FROM billing.recorded_usage"))
            .isEqualTo(String.valueOf(all.size()));
        assertReportsAndChecksAgree(node, all.size());
        System.out.printf(
            "move crash test: %d kills, %d of them with a move under way, %d moves, %d old and %d"
                + " new records%n",
            ROUNDS, underWay, operations.size(), old.size(), load.acknowledgedCount());
        assertThat(underWay).as("kills that found a move under way").isPositive();
        assertThat(load.surprises()).isEmpty();
      }
    }
  }

  private void recordOldUsage(Client client) {
    List<UUID> ids = new ArrayList<>();
    Instant start = start(lastMonth.minusMonths(1));
    long seconds = start(lastMonth.plusMonths(1)).getEpochSecond() - start.getEpochSecond();
    for (int i = 0; i < OLD_RECORDS; i++) {
      ids.add(UsageId.create(start.plusSeconds(random.nextLong(seconds)), random).value());
    }
    for (int from = 0; from < ids.size(); from += BATCH) {
      var results =
          client
              .usage()
              .batchRecordUsage(
                  Sample.request(
                      ids.subList(from, from + BATCH).stream().map(Sample::usage).toList()))
              .getResultsList();
      assertThat(results).allMatch(result -> result.hasRecorded());
    }
    old.addAll(ids);
  }

  private void order(Node node) throws Exception {
    Period period = Period.newBuilder().setInterval(interval()).build();
    String requestId = UUID.randomUUID().toString();
    boolean purge = random.nextInt(5) < 3;
    Operation operation =
        Eventually.answered(
            () -> {
              var stub = PurgeServiceGrpc.newBlockingStub(node.client().authorized());
              return purge
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
    Instant first = start(lastMonth.minusMonths(1));
    Instant second = start(lastMonth);
    Instant end = start(lastMonth.plusMonths(1));
    return switch (random.nextInt(4)) {
      case 0 -> interval(first, second);
      case 1 -> interval(second, end);
      case 2 -> interval(first, end);
      default ->
          interval(
              first.plusSeconds(random.nextInt(20 * 86_400)),
              second.plusSeconds(random.nextInt(25 * 86_400)));
    };
  }

  private static Interval interval(Instant start, Instant end) {
    return Interval.newBuilder()
        .setStartTime(com.google.protobuf.Timestamp.newBuilder().setSeconds(start.getEpochSecond()))
        .setEndTime(com.google.protobuf.Timestamp.newBuilder().setSeconds(end.getEpochSecond()))
        .build();
  }

  private static Instant start(YearMonth month) {
    return BusinessZone.SAO_PAULO.start(month);
  }

  private void assertEachIsOnce(Site site, Set<UUID> acknowledged) throws Exception {
    Set<UUID> seen = new HashSet<>();
    try (Connection connection = site.postgres().connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT usage_id FROM billing.recorded_usage")) {
      while (row.next()) {
        UUID id = row.getObject(1, UUID.class);
        assertThat(seen.add(id)).as("%s is there once", id).isTrue();
      }
    }
    assertThat(seen.containsAll(acknowledged)).isTrue();
    assertThat(seen.containsAll(old)).isTrue();
  }

  private void assertReportsAndChecksAgree(Node node, int records) throws Exception {
    assertThat(
            ReportServiceGrpc.newBlockingStub(node.client().authorized())
                .summarizeUsage(SummarizeUsageRequest.getDefaultInstance())
                .getTotal()
                .getCalls())
        .isEqualTo(records);
    String check =
        AdminServiceGrpc.newBlockingStub(node.client().authorized())
            .runSelfCheck(RunSelfCheckRequest.getDefaultInstance())
            .getOperation()
            .getName();
    Eventually.holds("the self-check ends", () -> node.client().operation(check).getDone());
    RunSelfCheckResult result =
        node.client().operation(check).getResponse().unpack(RunSelfCheckResult.class);
    assertThat(result.getFindingsList())
        .isNotEmpty()
        .allSatisfy(finding -> assertThat(finding.getRight()).as(finding.toString()).isTrue());
  }

  private static long unfinished(Site site) throws Exception {
    return Long.parseLong(
        site.postgres()
            .query(
                "SELECT count(*) FROM billing.operation"
                    + " WHERE started_time IS NOT NULL AND ended_time IS NULL"));
  }
}
