package com.totvs.billing.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.totvs.billing.v1.Usage;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Server and PostgreSQL are killed in turn, at random moments, while callers record. The seed is
/// printed; `-Dbilling.crash.seed` repeats it, as far as moments can be repeated.
// An interrupted test fails, whichever close was interrupted.
@Timeout(value = 15, unit = TimeUnit.MINUTES)
@SuppressWarnings("try")
final class CrashTest {
  private static final int ROUNDS = 20;
  private static final int RESUMED = 50;
  private static final int SHORTEST_MILLIS = 100;
  private static final int LONGEST_MILLIS = 1_200;
  private static final int SAMPLES = 20;

  @TempDir private Path folder = Path.of("");

  private final long seed = Long.getLong("billing.crash.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @Test
  void whatever_is_killed_every_answered_record_is_there_exactly_once() throws Exception {
    System.out.println("crash test: seed " + seed);
    try (Site site = Site.create(folder);
        Node node = new Node(site);
        Load load = new Load(node::client, seed)) {
      assertEverythingIsFlushed(site.postgres());
      int inFlight = 0;
      for (int round = 0; round < ROUNDS; round++) {
        resumed(load);
        inFlight += killAtARandomMoment(round % 2 == 0 ? node::kill : site.postgres()::kill, load);
        if (round % 2 == 0) {
          node.start();
        } else {
          site.postgres().start();
        }
        assertExactlyOnce(load.acknowledged(), site.postgres(), node.client());
      }
      resumed(load);
      load.finish();

      System.out.printf(
          "crash test: %d kills hit %d calls in flight, %d calls broke, %d of their records were"
              + " on disk, %d records were acknowledged%n",
          ROUNDS, inFlight, load.broken(), load.foundRecorded(), load.acknowledgedCount());
      assertExactlyOnce(load.acknowledged(), site.postgres(), node.client());
      assertThat(rows(site.postgres()).keySet()).isEqualTo(load.acknowledged());
      assertThat(load.surprises()).isEmpty();
      assertThat(inFlight).as("calls in flight at the kills").isPositive();
      assertThat(load.broken()).as("calls that the kills broke").isPositive();
      assertEverythingIsFlushed(site.postgres());
    }
  }

  /// Kills something, with SIGKILL.
  private interface Kill {
    void run() throws Exception;
  }

  private int killAtARandomMoment(Kill kill, Load load) throws Exception {
    int millis = random.nextInt(SHORTEST_MILLIS, LONGEST_MILLIS);
    try (ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor()) {
      return clock
          .schedule(
              () -> {
                int inFlight = load.inFlight();
                kill.run();
                return inFlight;
              },
              millis,
              TimeUnit.MILLISECONDS)
          .get();
    }
  }

  private static void resumed(Load load) throws Exception {
    int before = load.acknowledgedCount();
    Eventually.holds(
        "service resumes by itself", () -> load.acknowledgedCount() >= before + RESUMED);
  }

  private void assertExactlyOnce(Set<UUID> acknowledged, PostgresProcess postgres, Client client)
      throws Exception {
    Map<UUID, Integer> rows = rows(postgres);
    assertThat(acknowledged.stream().filter(id -> !rows.containsKey(id)).toList()).isEmpty();
    assertThat(rows.values()).allMatch(count -> count == 1);
    List<UUID> some = new ArrayList<>(acknowledged);
    Collections.shuffle(some, random);
    for (UUID id : some.subList(0, Math.min(SAMPLES, some.size()))) {
      assertShownAndRecognised(id, client);
    }
  }

  private static void assertShownAndRecognised(UUID id, Client client) throws Exception {
    Usage sent = Sample.usage(id);
    Usage kept =
        Eventually.answered(() -> client.usage().getUsage(Sample.get(id)))
            .getUsageRecord()
            .getUsage();
    assertThat(kept.toBuilder().clearOccurredTime().build()).isEqualTo(sent);
    assertThat(
            Eventually.answered(() -> client.usage().recordUsage(Sample.request(sent)))
                .getDuplicate())
        .isTrue();
  }

  private static Map<UUID, Integer> rows(PostgresProcess postgres) throws SQLException {
    Map<UUID, Integer> rows = new HashMap<>();
    try (Connection connection = postgres.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT usage_id FROM billing.recorded_usage")) {
      while (row.next()) {
        rows.merge(row.getObject(1, UUID.class), 1, Integer::sum);
      }
    }
    return rows;
  }

  private static void assertEverythingIsFlushed(PostgresProcess postgres) throws SQLException {
    assertThat(postgres.query("SHOW fsync")).isEqualTo("on");
    assertThat(postgres.query("SHOW full_page_writes")).isEqualTo("on");
    assertThat(postgres.query("SHOW synchronous_commit")).isEqualTo("on");
  }
}
