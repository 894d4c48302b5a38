package com.totvs.billing.postgres.purge;

import static com.totvs.billing.application.Examples.NOW;
import static com.totvs.billing.application.Examples.PATIENCE;
import static com.totvs.billing.application.Examples.VISION;
import static com.totvs.billing.application.Examples.usage;
import static com.totvs.billing.application.operation.Orders.months;
import static com.totvs.billing.application.operation.Orders.purge;
import static com.totvs.billing.application.operation.Orders.restore;
import static com.totvs.billing.application.operation.Orders.span;
import static com.totvs.billing.domain.BusinessZone.SAO_PAULO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.totvs.billing.application.SettableClock;
import com.totvs.billing.application.operation.Claim;
import com.totvs.billing.application.operation.ClaimLostException;
import com.totvs.billing.application.operation.Operations;
import com.totvs.billing.application.purge.RunMove;
import com.totvs.billing.application.purge.UsageHistory;
import com.totvs.billing.application.report.UsageReports;
import com.totvs.billing.application.usage.UsageJournal;
import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.Reason;
import com.totvs.billing.domain.Span;
import com.totvs.billing.domain.catalog.Solution;
import com.totvs.billing.domain.catalog.SolutionId;
import com.totvs.billing.domain.operation.Operation;
import com.totvs.billing.domain.operation.OperationKind;
import com.totvs.billing.domain.operation.Order;
import com.totvs.billing.domain.purge.MonthMove;
import com.totvs.billing.domain.purge.MoveMethod;
import com.totvs.billing.domain.report.SummaryOrder;
import com.totvs.billing.domain.report.SummaryQuery;
import com.totvs.billing.domain.usage.Receipt;
import com.totvs.billing.domain.usage.UsageFilter;
import com.totvs.billing.domain.usage.UsageRecord;
import com.totvs.billing.domain.usage.VoidReceipt;
import com.totvs.billing.postgres.Eventually;
import com.totvs.billing.postgres.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What happens where a move meets others, each held in the very moment by a lock that somebody
/// outside of the program has.
final class MoveRacesTest {
  private static final Span OCTOBER = months(YearMonth.of(2026, 10));
  private static final Instant START = SAO_PAULO.start(YearMonth.of(2026, 10));
  private static final Instant MIDDLE = Instant.parse("2026-10-15T12:00:00Z");
  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final int LONGEST_SECONDS = 20;

  private final SettableClock clock = new SettableClock();
  private final TestDatabase database = TestDatabase.emptied(clock);
  private final UsageJournal journal = database.get(UsageJournal.class);
  private final UsageHistory history = database.get(UsageHistory.class);
  private final Operations operations = database.get(Operations.class);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void close() {
    threads.close();
    database.close();
  }

  @Test
  void a_record_that_comes_while_its_month_is_about_to_come_back_at_once_stays_online()
      throws Exception {
    append(usage().at(START).record());
    moved(purge(span(START, MIDDLE)));
    Claim claim = claimed(restore(OCTOBER));
    assertThat(history.begin(claim).progress().months())
        .extracting(MonthMove::method)
        .containsExactly(MoveMethod.PARTITION);
    UsageRecord late = usage().at(MIDDLE).by(unknownSolution()).record();

    Future<Receipt> recording;
    Future<Operation> moving;
    try (HeldLock _ = HeldLock.on(database, "billing.solution", "SHARE")) {
      recording = threads.submit(() -> append(late));
      HeldLock.awaitWaiting(database, "billing.solution");
      moving = threads.submit(() -> persistently(claim));
      HeldLock.awaitWaiting(database, "billing.purged_period");
    }

    assertThat(result(recording)).isInstanceOf(Receipt.Accepted.class);
    assertThat(result(moving).progress().months())
        .containsExactly(new MonthMove(YearMonth.of(2026, 10), MoveMethod.BATCHES, 0, 1, false));
    finish(claim);
    assertThat(append(late)).isInstanceOf(Receipt.Repeated.class);
    assertThat(rows("usage")).isEqualTo("2");
    assertThat(rows("usage_history")).isEqualTo("0");
  }

  @Test
  void a_record_under_way_when_its_period_is_purged_is_counted_and_the_next_is_refused()
      throws Exception {
    Claim claim = claimed(purge(OCTOBER));
    UsageRecord first = usage().at(MIDDLE).by(unknownSolution()).record();

    Future<Receipt> recording;
    Future<Operation> beginning;
    Future<Receipt> behind;
    try (HeldLock _ = HeldLock.on(database, "billing.solution", "SHARE")) {
      recording = threads.submit(() -> append(first));
      HeldLock.awaitWaiting(database, "billing.solution");
      beginning = threads.submit(() -> history.begin(claim));
      HeldLock.awaitWaiting(database, "billing.purged_period");
    }

    assertThat(result(recording)).isInstanceOf(Receipt.Accepted.class);
    assertThat(result(beginning).progress().total()).isEqualTo(1);
    behind = threads.submit(() -> append(usage().at(MIDDLE).record()));
    assertThat(result(behind)).isInstanceOf(Receipt.Purged.class);
  }

  @Test
  void a_node_that_lost_its_claim_on_the_way_refuses_nothing_any_more() throws Exception {
    Claim lost = claimed(purge(OCTOBER));
    Future<Operation> beginning;
    try (HeldLock _ = HeldLock.on(database, "billing.purged_period", "ACCESS SHARE")) {
      beginning = threads.submit(() -> history.begin(lost));
      HeldLock.awaitWaiting(database, "billing.purged_period");
      clock.advance(LEASE);
      Eventually.holds(() -> operations.claim(OperationKind.Line.MOVING, LEASE).isPresent());
    }

    assertThatThrownBy(() -> beginning.get(LONGEST_SECONDS, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(ClaimLostException.class);
    assertThat(history.purgedPeriods(Optional.empty(), 10)).isEmpty();
  }

  @Test
  void while_somebody_keeps_the_tables_a_month_waits_and_everybody_else_goes_on() throws Exception {
    UsageRecord wrong = usage().at(START).record();
    append(wrong);
    Claim claim = claimed(purge(OCTOBER));
    var _ = history.begin(claim);
    try (HeldLock _ = HeldLock.on(database, "ONLY billing.usage", "ACCESS SHARE")) {
      long begin = System.nanoTime();
      assertThatThrownBy(() -> history.move(claim, 10))
          .isInstanceOfSatisfying(
              BillingException.class,
              e -> assertThat(e.reason()).isEqualTo(Reason.DATABASE_UNAVAILABLE))
          .hasMessageContaining("2026-10");
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));

      Future<Operation> moving = threads.submit(() -> persistently(claim));
      HeldLock.awaitWaiting(database, "billing.usage");
      assertThat(journal.voidUsage(wrong.key(), "wrong", "admin"))
          .isInstanceOf(VoidReceipt.Voided.class);
      assertThat(append(usage().at(NOW).record())).isInstanceOf(Receipt.Accepted.class);
      assertThat(operations.cancel(claim.operation().id(), "ana")).isPresent();
      assertThat(moving).isNotDone();
    }
  }

  @Test
  void a_month_that_had_to_wait_moves_as_soon_as_the_tables_are_let_go_of() throws Exception {
    append(usage().at(START).record());
    Claim claim = claimed(purge(OCTOBER));
    var _ = history.begin(claim);
    Future<Operation> moving;
    try (HeldLock _ = HeldLock.on(database, "ONLY billing.usage", "ACCESS SHARE")) {
      moving = threads.submit(() -> persistently(claim));
      HeldLock.awaitWaiting(database, "billing.usage");
    }

    assertThat(result(moving).progress().months())
        .containsExactly(new MonthMove(YearMonth.of(2026, 10), MoveMethod.PARTITION, 1, 1, true));
    assertThat(rows("usage_history")).isEqualTo("1");
  }

  @Test
  void a_report_that_waits_for_a_month_holds_nothing_that_the_month_waits_for() throws Exception {
    append(usage().at(START).record());
    SummaryQuery everything =
        new SummaryQuery(UsageFilter.ALL, List.of(), false, SummaryOrder.BY_KEY);
    UsageReports reports = database.get(UsageReports.class);
    Future<Long> calls;
    try (HeldLock _ = HeldLock.on(database, "ONLY billing.usage_monthly", "ACCESS EXCLUSIVE")) {
      calls =
          threads.submit(() -> reports.summarize(everything, Optional.empty(), 1).total().calls());
      HeldLock.awaitWaiting(database, "billing.usage_monthly");
      assertThat(
              database.query(
                  """
                  SELECT count(*) FROM pg_locks WHERE granted AND mode = 'AccessShareLock'
                    AND relation IN ('billing.usage'::regclass, 'billing.usage_daily'::regclass)
                  """))
          .isEqualTo("0");
    }

    assertThat(calls.get(LONGEST_SECONDS, TimeUnit.SECONDS)).isEqualTo(1);
  }

  @Test
  void a_restore_is_not_over_while_history_has_what_lost_sums_did_not_tell_of() {
    UsageRecord usage = usage().at(START).record();
    append(usage);
    moved(purge(OCTOBER));
    loseSums();

    Operation over = moved(restore(OCTOBER));

    assertThat(over.progress().months())
        .containsExactly(new MonthMove(YearMonth.of(2026, 10), MoveMethod.BATCHES, 1, 1, true));
    assertThat(rows("usage_history")).isEqualTo("0");
    assertThat(append(usage)).isInstanceOf(Receipt.Repeated.class);
    assertThat(rows("usage")).isEqualTo("1");
  }

  @Test
  void a_purge_is_not_over_while_usage_has_what_lost_sums_did_not_tell_of() {
    append(usage().at(START).record());
    append(usage().at(MIDDLE).record());
    loseSums();

    Operation over = moved(purge(span(START, MIDDLE)));

    assertThat(over.progress().done()).isEqualTo(1);
    assertThat(over.progress().total()).isEqualTo(1);
    assertThat(rows("usage_history")).isEqualTo("1");
    assertThat(rows("usage")).isEqualTo("1");
  }

  private void loseSums() {
    database.run(
        """
        DELETE FROM billing.usage_batch;
        DELETE FROM billing.usage_daily;
        DELETE FROM billing.usage_history_daily;
        DELETE FROM billing.usage_monthly;
        DELETE FROM billing.usage_history_monthly;
        """);
  }

  private static Solution unknownSolution() {
    return new Solution(new SolutionId("unknown-until-now"), VISION.description());
  }

  private Receipt append(UsageRecord usage) {
    return journal.append(List.of(usage), PATIENCE).getFirst();
  }

  private Claim claimed(Order order) {
    var _ = operations.start(order);
    return operations.claim(OperationKind.Line.MOVING, LEASE).orElseThrow();
  }

  private Operation moved(Order order) {
    Claim claim = claimed(order);
    finish(claim);
    return operations.find(claim.operation().id()).orElseThrow();
  }

  private void finish(Claim claim) {
    new RunMove(history, operations, clock, 100).run(claim);
  }

  // As the job does: it tries again for as long as the tables are kept.
  private Operation persistently(Claim claim) {
    while (true) {
      try {
        return history.move(claim, 10);
      } catch (BillingException e) {
        assertThat(e.reason()).isEqualTo(Reason.DATABASE_UNAVAILABLE);
      }
    }
  }

  private String rows(String table) {
    return database.query("SELECT count(*) FROM billing." + table);
  }

  private static <T> T result(Future<T> running) throws Exception {
    return running.get(LONGEST_SECONDS, TimeUnit.SECONDS);
  }
}
