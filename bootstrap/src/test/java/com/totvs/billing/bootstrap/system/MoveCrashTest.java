package com.totvs.billing.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.domain.usage.UsageId;
import com.totvs.billing.v1.AdminServiceGrpc;
import com.totvs.billing.v1.ReportServiceGrpc;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Server and PostgreSQL are killed in turn, in the middle of purges and restores, while callers
/// record into the periods that move and elsewhere, void, and repeat; half of the time License
/// Server is away, so that everything waits. The seed is printed; `-Dbilling.crash.seed` repeats
/// it, as far as moments can be repeated.
// An interrupted test fails, whichever close was interrupted.
@Timeout(value = 15, unit = TimeUnit.MINUTES)
@SuppressWarnings("try")
final class MoveCrashTest {
  private static final int ROUNDS = Integer.getInteger("billing.crash.rounds", 20);
  private static final int OLD_RECORDS = 12_000;
  private static final int BATCH = 1_000;
  private static final int CALLERS = 4;

  // Small batches, so that a move has a middle; and what a killed node held is taken over at once.
  private static final Map<String, String> SETTINGS =
      Map.of(
          "purge.youngest", "0s",
          "purge.batch-size", "100",
          "operations.lease", "1s",
          "jobs.heartbeat", "100ms",
          "lookup.first-delay", "100ms",
          "lookup.longest-delay", "500ms",
          "license-server.open-for", "200ms");

  @TempDir private Path folder = Path.of("");

  private final long seed = Long.getLong("billing.crash.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final YearMonth lastMonth = BusinessZone.SAO_PAULO.month(Instant.now()).minusMonths(1);
  private final List<UUID> old = new ArrayList<>();
  private int purgesHit;
  private int restoresHit;

  @Test
  void whatever_is_killed_every_record_is_in_exactly_one_place_and_every_move_ends()
      throws Exception {
    System.out.println("move crash test: seed " + seed);
    try (Site site = Site.create(folder);
        Node node = new Node(site, SETTINGS)) {
      MoveOrders moves = new MoveOrders(site.postgres(), lastMonth.minusMonths(1), random);
      site.licenseServer().goDown();
      recordOldUsage(node.client(), moves);
      try (Load load = Load.whilePurging(node::client, seed, CALLERS, of -> id(of, moves));
          Corrections corrections = new Corrections(node::client, old, seed);
          AlwaysOnce always =
              new AlwaysOnce(site.postgres(), () -> acknowledged(load, corrections))) {
        for (int round = 0; round < ROUNDS; round++) {
          if (round == ROUNDS / 2) {
            site.licenseServer().comeBack();
          }
          killInTheMiddle(site, node, moves, round);
        }
        int before = load.acknowledgedCount();
        Eventually.holds("service resumes", () -> load.acknowledgedCount() > before + 50);
        corrections.finish();
        load.finish();
        always.finish();

        for (String move : moves.operations()) {
          Eventually.holds(move + " ends", () -> node.client().operation(move).getDone());
          assertThat(node.client().operation(move).hasError()).as(move).isFalse();
        }
        System.out.printf(
            "move crash test: %d kills hit %d purges and %d restores at work, %d moves, %d looks,"
                + " %d records, %d voided, %d repeated, %d refused%n",
            ROUNDS,
            purgesHit,
            restoresHit,
            moves.operations().size(),
            always.looks(),
            acknowledged(load, corrections).size(),
            corrections.voids().size(),
            corrections.repeated(),
            load.refused());
        assertThat(always.violations()).isEmpty();
        assertThat(always.looks()).as("looks at both tables").isGreaterThan(ROUNDS);
        assertThat(load.surprises()).isEmpty();
        assertThat(corrections.surprises()).isEmpty();
        assertThat(load.refused()).as("records of purged periods").isPositive();
        assertThat(corrections.repeated()).as("repeats of what moved").isPositive();
        assertThat(rows(site)).isEqualTo(acknowledged(load, corrections));
        assertNothingWaits(site);
        assertReportsAndChecksAgree(node, load, corrections);
        assertThat(purgesHit + restoresHit)
            .as("kills that hit a move at work")
            .isGreaterThanOrEqualTo(ROUNDS * 3 / 4);
        assertThat(restoresHit).as("kills that hit a restore").isGreaterThanOrEqualTo(ROUNDS / 5);
      }
    }
  }

  // Two purges, then two restores: of each the server is killed once, and PostgreSQL once. A move
  // that was hit is hit again if it is still there.
  private void killInTheMiddle(Site site, Node node, MoveOrders moves, int round) throws Exception {
    boolean restore = round % 4 >= 2;
    String hit = moves.awaitAtWork(node, restore ? "RestoreUsage" : "PurgeUsage");
    if (round % 2 == 0) {
      node.kill();
    } else {
      site.postgres().kill();
      site.postgres().start();
    }
    if (moves.isOpen(hit)) {
      purgesHit += restore ? 0 : 1;
      restoresHit += restore ? 1 : 0;
    }
    if (round % 2 == 0) {
      node.start();
    }
  }

  private void recordOldUsage(Client client, MoveOrders moves) {
    for (int i = 0; i < OLD_RECORDS; i++) {
      old.add(UsageId.create(moves.moment(random), random).value());
    }
    for (int from = 0; from < old.size(); from += BATCH) {
      var results =
          client
              .usage()
              .batchRecordUsage(
                  Sample.request(
                      old.subList(from, from + BATCH).stream().map(Sample::usage).toList()))
              .getResultsList();
      assertThat(results).allMatch(result -> result.hasRecorded());
    }
  }

  // Half of it is of the months that move.
  private static UUID id(Random random, MoveOrders moves) {
    return random.nextBoolean()
        ? UsageId.create(moves.moment(random), random).value()
        : Sample.id();
  }

  private Set<UUID> acknowledged(Load load, Corrections corrections) {
    Set<UUID> all = new HashSet<>(load.acknowledged());
    all.addAll(corrections.voids());
    all.addAll(old);
    return all;
  }

  private static Set<UUID> rows(Site site) throws Exception {
    Set<UUID> rows = new HashSet<>();
    try (Connection connection = site.postgres().connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT usage_id FROM billing.recorded_usage")) {
      while (row.next()) {
        UUID id = row.getObject(1, UUID.class);
        assertThat(rows.add(id)).as("%s is there once", id).isTrue();
      }
    }
    return rows;
  }

  private static void assertNothingWaits(Site site) throws Exception {
    Eventually.holds(
        "nothing waits",
        () ->
            site.postgres()
                .query("SELECT count(*) FROM billing.recorded_usage WHERE customer_code IS NULL")
                .equals("0"));
  }

  private void assertReportsAndChecksAgree(Node node, Load load, Corrections corrections)
      throws Exception {
    assertThat(
            ReportServiceGrpc.newBlockingStub(node.client().authorized())
                .summarizeUsage(SummarizeUsageRequest.getDefaultInstance())
                .getTotal()
                .getCalls())
        .isEqualTo(old.size() + load.acknowledgedCount() - corrections.voids().size());
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
}
