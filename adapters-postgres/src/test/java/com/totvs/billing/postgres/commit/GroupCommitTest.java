package com.totvs.billing.postgres.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.Reason;
import com.totvs.billing.domain.usage.Receipt;
import com.totvs.billing.domain.usage.UsageRecord;
import com.totvs.billing.postgres.Eventually;
import com.totvs.billing.postgres.Samples;
import com.totvs.billing.postgres.database.Database;
import com.totvs.billing.postgres.database.RejectedRows;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupCommitTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
  private final List<List<UsageRecord>> transactions =
      Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch disk = new CountDownLatch(1);

  @AfterEach
  void stop() {
    callers.close();
  }

  @Test
  void calls_that_arrive_while_a_commit_is_under_way_share_the_next_one() throws Exception {
    try (GroupCommit commit = new GroupCommit(this::whenDiskIsReady, 1_000, 1, telemetry())) {
      List<Future<List<Receipt>>> answers = appendOneByOne(commit, 101);
      waitUntilQueued(commit, 1_000 - 101);
      disk.countDown();

      for (Future<List<Receipt>> answer : answers) {
        assertThat(answer.get()).hasSize(1);
      }
      assertThat(transactions.stream().mapToInt(List::size).sum()).isEqualTo(101);
      assertThat(transactions).hasSizeLessThanOrEqualTo(3);
    }
  }

  @Test
  void nobody_is_answered_before_the_commit() throws Exception {
    try (GroupCommit commit = new GroupCommit(this::whenDiskIsReady, 1_000, 1, telemetry())) {
      Future<List<Receipt>> answer = appendOneByOne(commit, 1).getFirst();
      waitUntilQueued(commit, 999);
      assertThat(answer.isDone()).isFalse();

      disk.countDown();

      assertThat(answer.get()).hasSize(1);
    }
  }

  @Test
  void records_beyond_the_queue_are_refused_and_those_before_are_written() throws Exception {
    try (GroupCommit commit = new GroupCommit(this::whenDiskIsReady, 10, 1, telemetry())) {
      List<Future<List<Receipt>>> answers = appendOneByOne(commit, 10);
      waitUntilQueued(commit, 0);

      assertThatThrownBy(() -> commit.append(List.of(usage()), PATIENCE))
          .isInstanceOfSatisfying(
              BillingException.class, e -> assertThat(e.reason()).isEqualTo(Reason.QUEUE_FULL));

      disk.countDown();
      for (Future<List<Receipt>> answer : answers) {
        assertThat(answer.get()).hasSize(1);
      }
      assertThat(commit.append(List.of(usage()), PATIENCE)).hasSize(1);
    }
  }

  @Test
  void a_caller_who_gave_up_in_the_queue_is_not_written() throws Exception {
    try (GroupCommit commit = new GroupCommit(this::whenDiskIsReady, 10, 1, telemetry())) {
      Future<List<Receipt>> first = appendOneByOne(commit, 1).getFirst();
      waitUntilQueued(commit, 9);
      waitUntilWriting();
      UsageRecord impatient = usage();

      assertThatThrownBy(() -> commit.append(List.of(impatient), Duration.ofMillis(1)))
          .isInstanceOfSatisfying(
              BillingException.class,
              e -> assertThat(e.reason()).isEqualTo(Reason.DATABASE_UNAVAILABLE));
      disk.countDown();

      assertThat(first.get()).hasSize(1);
      commit.append(List.of(usage()), PATIENCE);
      assertThat(transactions).noneMatch(written -> written.contains(impatient));
    }
  }

  @Test
  void a_record_that_the_database_will_not_take_leaves_its_neighbours_alone() {
    List<UsageRecord> batch = IntStream.range(0, 100).mapToObj(_ -> usage()).toList();
    UsageRecord bad = batch.get(37);
    try (GroupCommit commit = new GroupCommit(usage -> unless(bad, usage), 1_000, 1, telemetry())) {

      List<Receipt> receipts = commit.append(batch, PATIENCE);

      assertThat(receipts.get(37)).isEqualTo(new Receipt.Refused(bad.id()));
      assertThat(receipts).filteredOn(Receipt.Accepted.class::isInstance).hasSize(99);
    }
  }

  @Test
  void a_lost_database_fails_all_callers_and_frees_the_queue() {
    try (GroupCommit commit =
        new GroupCommit(
            _ -> {
              throw Database.unavailable("away");
            },
            1,
            1,
            telemetry())) {
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(() -> commit.append(List.of(usage()), PATIENCE))
            .isInstanceOfSatisfying(
                BillingException.class,
                e -> assertThat(e.reason()).isEqualTo(Reason.DATABASE_UNAVAILABLE));
      }
    }
  }

  @Test
  void closing_commits_what_waits_and_takes_nothing_more() throws Exception {
    GroupCommit commit = new GroupCommit(this::whenDiskIsReady, 1_000, 1, telemetry());
    List<Future<List<Receipt>>> answers = appendOneByOne(commit, 50);
    waitUntilQueued(commit, 950);
    CompletableFuture<Void> closed = CompletableFuture.runAsync(commit::close, callers);
    disk.countDown();
    closed.join();

    for (Future<List<Receipt>> answer : answers) {
      assertThat(answer.get()).hasSize(1);
    }
    assertThatThrownBy(() -> commit.append(List.of(usage()), PATIENCE))
        .isInstanceOfSatisfying(
            BillingException.class, e -> assertThat(e.reason()).isEqualTo(Reason.SHUTTING_DOWN));
  }

  private List<Future<List<Receipt>>> appendOneByOne(GroupCommit commit, int calls) {
    return IntStream.range(0, calls)
        .mapToObj(_ -> callers.submit(() -> commit.append(List.of(usage()), PATIENCE)))
        .toList();
  }

  private static void waitUntilQueued(GroupCommit commit, int room) {
    Eventually.holds(() -> commit.room() == room);
  }

  private void waitUntilWriting() {
    Eventually.holds(() -> !transactions.isEmpty());
  }

  private List<Receipt> whenDiskIsReady(List<UsageRecord> usage) {
    transactions.add(List.copyOf(usage));
    try {
      disk.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return accepted(usage);
  }

  private static List<Receipt> unless(UsageRecord bad, List<UsageRecord> usage) {
    if (usage.contains(bad)) {
      throw new RejectedRows(new IllegalArgumentException("as the test wants it"));
    }
    return accepted(usage);
  }

  private static List<Receipt> accepted(List<UsageRecord> usage) {
    return usage.stream()
        .<Receipt>map(one -> new Receipt.Accepted(one.id(), Instant.EPOCH))
        .toList();
  }

  private static JournalTelemetry telemetry() {
    return new JournalTelemetry(OpenTelemetry.noop());
  }

  private static UsageRecord usage() {
    return Samples.usage("LS-1", Instant.parse("2026-11-20T15:00:00Z"));
  }
}
