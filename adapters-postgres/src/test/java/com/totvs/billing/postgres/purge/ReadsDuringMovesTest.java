package com.totvs.billing.postgres.purge;

import static com.totvs.billing.application.Examples.PATIENCE;
import static com.totvs.billing.application.Examples.usage;
import static com.totvs.billing.application.operation.Orders.months;
import static com.totvs.billing.application.operation.Orders.purge;
import static com.totvs.billing.application.operation.Orders.rebuild;
import static com.totvs.billing.application.operation.Orders.restore;
import static com.totvs.billing.application.operation.Orders.span;
import static com.totvs.billing.domain.BusinessZone.SAO_PAULO;
import static org.assertj.core.api.Assertions.assertThat;

import com.totvs.billing.application.SettableClock;
import com.totvs.billing.application.operation.Claim;
import com.totvs.billing.application.operation.Operations;
import com.totvs.billing.application.operation.RunOperations;
import com.totvs.billing.application.purge.RunMove;
import com.totvs.billing.application.purge.UsageHistory;
import com.totvs.billing.application.report.DailyTotals;
import com.totvs.billing.application.report.RunRebuild;
import com.totvs.billing.application.report.UsageReports;
import com.totvs.billing.application.usage.UsageJournal;
import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.Reason;
import com.totvs.billing.domain.Span;
import com.totvs.billing.domain.operation.Ending;
import com.totvs.billing.domain.operation.Operation;
import com.totvs.billing.domain.operation.OperationKind;
import com.totvs.billing.domain.operation.Order;
import com.totvs.billing.domain.report.SummaryOrder;
import com.totvs.billing.domain.report.SummaryQuery;
import com.totvs.billing.domain.report.UsageDimension;
import com.totvs.billing.domain.report.UsageSummary;
import com.totvs.billing.domain.usage.RecordedUsage;
import com.totvs.billing.domain.usage.UsageFilter;
import com.totvs.billing.domain.usage.UsageKey;
import com.totvs.billing.domain.usage.UsageRecord;
import com.totvs.billing.postgres.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Reports and lists that are read while usage moves, is summed up and has its totals rebuilt: what
/// is there never changes, so neither may they. And two nodes that move at once.
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class ReadsDuringMovesTest {
  private static final YearMonth SEPTEMBER = YearMonth.of(2026, 9);
  private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
  private static final Instant START = SAO_PAULO.start(SEPTEMBER);
  private static final Span PART =
      span(START.plus(Duration.ofDays(10)), START.plus(Duration.ofDays(40)));
  private static final int RECORDS = 120;
  private static final int VOIDED = 20;
  private static final int BATCH = 15;
  private static final int ROUNDS = 4;
  private static final int MINUTES = 2;

  private final SettableClock clock = new SettableClock();
  private final TestDatabase database = TestDatabase.emptied(clock);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicBoolean moving = new AtomicBoolean(true);
  private List<UsageKey> keys = List.of();
  private List<UsageSummary> days = List.of();

  @BeforeEach
  void record() {
    UsageJournal journal = database.get(UsageJournal.class);
    List<UsageRecord> usage = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      usage.add(usage().at(START.plus(Duration.ofHours(12L * i))).record());
      var _ = journal.append(List.of(usage.getLast()), PATIENCE);
    }
    usage
        .subList(0, VOIDED)
        .forEach(one -> assertThat(journal.voidUsage(one.key(), "wrong", "ana")).isNotNull());
    keys = listed();
    days = summarized();
    assertThat(keys).hasSize(RECORDS + VOIDED);
  }

  @AfterEach
  void close() {
    threads.close();
    database.close();
  }

  @Test
  void what_is_read_is_the_same_at_every_moment_of_a_move() throws Exception {
    List<Future<Integer>> readers =
        List.of(
            threads.submit(() -> read(() -> assertThat(summarized()).isEqualTo(days))),
            threads.submit(() -> read(() -> assertThat(listed()).isEqualTo(keys))));
    Future<Integer> sums = threads.submit(() -> read(() -> sumAndRebuild(database)));

    try {
      for (int round = 0; round < ROUNDS; round++) {
        carryOut(purge(months(OCTOBER)));
        carryOut(restore(PART));
        carryOut(purge(PART));
        carryOut(restore(months(SEPTEMBER, OCTOBER)));
      }
    } finally {
      moving.set(false);
    }

    for (Future<Integer> reader : readers) {
      assertThat(reader.get(MINUTES, TimeUnit.MINUTES)).as("reads").isGreaterThan(ROUNDS);
    }
    assertThat(sums.get(MINUTES, TimeUnit.MINUTES)).isPositive();
    assertThat(database.get(DailyTotals.class).check())
        .allSatisfy(finding -> assertThat(finding.right()).as(finding.toString()).isTrue());
  }

  @Test
  void two_nodes_that_purge_what_overlaps_move_each_record_once() throws Exception {
    Operations operations = database.get(Operations.class);
    List<Order> orders =
        List.of(purge(PART), purge(months(OCTOBER)), restore(PART), purge(months(SEPTEMBER)));
    List<Operation> ordered = orders.stream().map(operations::start).toList();
    try (TestDatabase other = TestDatabase.anotherNode(clock)) {
      List<Future<Boolean>> nodes =
          List.of(
              threads.submit(() -> runAll(database, ordered)),
              threads.submit(() -> runAll(other, ordered)));
      for (Future<Boolean> node : nodes) {
        assertThat(node.get(MINUTES, TimeUnit.MINUTES)).isTrue();
      }
    }

    assertThat(ordered)
        .allSatisfy(
            one ->
                assertThat(operations.find(one.id()).orElseThrow().ending())
                    .containsInstanceOf(Ending.Succeeded.class));
    assertThat(listed()).isEqualTo(keys);
    assertThat(summarized()).isEqualTo(days);
    assertThat(
            database.query(
                "SELECT count(*) FROM billing.usage WHERE occurred_time < '%s'"
                    .formatted(SAO_PAULO.start(OCTOBER))))
        .isEqualTo("0");
  }

  private void carryOut(Order order) {
    Operation operation = database.get(Operations.class).start(order);
    assertThat(runAll(database, List.of(operation))).isTrue();
  }

  // As the job does: what is kept busy by those who read is tried again.
  private boolean runAll(TestDatabase node, List<Operation> ordered) {
    Operations operations = node.get(Operations.class);
    RunMove move = new RunMove(node.get(UsageHistory.class), operations, clock, BATCH);
    RunOperations run =
        new RunOperations(
            operations,
            Map.of(OperationKind.PURGE_USAGE, move, OperationKind.RESTORE_USAGE, move),
            clock);
    while (!ordered.stream().allMatch(one -> operations.find(one.id()).orElseThrow().done())) {
      try {
        var _ = run.run(OperationKind.Line.MOVING);
      } catch (BillingException e) {
        assertThat(e.reason()).isEqualTo(Reason.DATABASE_UNAVAILABLE);
      }
    }
    return true;
  }

  private int read(Runnable reading) {
    int reads = 0;
    do {
      reading.run();
      reads++;
    } while (moving.get());
    return reads;
  }

  private void sumAndRebuild(TestDatabase node) {
    DailyTotals totals = node.get(DailyTotals.class);
    Operations operations = node.get(Operations.class);
    var _ = totals.sum(3);
    var _ = operations.start(rebuild());
    Claim claim =
        operations.claim(OperationKind.Line.CHECKING, Duration.ofMinutes(1)).orElseThrow();
    new RunRebuild(totals, operations, clock).run(claim);
  }

  private List<UsageKey> listed() {
    return database
        .get(UsageJournal.class)
        .list(UsageFilter.ALL, Optional.empty(), RECORDS + VOIDED + 1)
        .stream()
        .map(RecordedUsage::usage)
        .map(UsageRecord::key)
        .toList();
  }

  private List<UsageSummary> summarized() {
    SummaryQuery query =
        new SummaryQuery(UsageFilter.ALL, List.of(UsageDimension.DAY), false, SummaryOrder.BY_KEY);
    return database.get(UsageReports.class).summarize(query, Optional.empty(), RECORDS).summaries();
  }
}
