package com.totvs.billing.postgres.report;

import static com.totvs.billing.application.Examples.CHAT;
import static com.totvs.billing.application.Examples.OTHER_LICENSE;
import static com.totvs.billing.application.Examples.PATIENCE;
import static com.totvs.billing.application.Examples.VISION;
import static com.totvs.billing.application.Examples.usage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.totvs.billing.application.SettableClock;
import com.totvs.billing.application.call.Patience;
import com.totvs.billing.application.report.DailyTotals;
import com.totvs.billing.application.report.UsageReports;
import com.totvs.billing.application.usage.UsageJournal;
import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.Reason;
import com.totvs.billing.domain.report.SummaryOrder;
import com.totvs.billing.domain.report.SummaryQuery;
import com.totvs.billing.domain.usage.RecordedUsage;
import com.totvs.billing.domain.usage.UsageFilter;
import com.totvs.billing.domain.usage.UsageRecord;
import com.totvs.billing.postgres.TestDatabase;
import com.totvs.billing.postgres.database.Database;
import com.totvs.billing.postgres.database.Database.Lane;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What takes long is told from a database that is away, and waits for nobody who reads slowly.
final class LongReadsTest {
  private static final SummaryQuery EVERYTHING =
      new SummaryQuery(UsageFilter.ALL, List.of(), false, SummaryOrder.BY_KEY);
  private static final SummaryQuery USERS =
      new SummaryQuery(UsageFilter.ALL, List.of(), true, SummaryOrder.BY_KEY);

  private final TestDatabase database = TestDatabase.emptied(new SettableClock());
  private final UsageReports reports = database.get(UsageReports.class);
  private final UsageJournal journal = database.get(UsageJournal.class);

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void users_that_cannot_be_counted_in_time_are_too_many_and_the_database_is_not_away() {
    database
        .get(Database.class)
        .transaction(
            Lane.JOB,
            db -> {
              db.execute("LOCK TABLE billing.usage_batch IN ACCESS EXCLUSIVE MODE");
              assertThatThrownBy(() -> Patience.within(Duration.ofSeconds(1), this::countUsers))
                  .asInstanceOf(type(BillingException.class))
                  .extracting(BillingException::reason)
                  .isEqualTo(Reason.REPORT_TOO_LARGE);
              assertThatThrownBy(() -> Patience.within(Duration.ofSeconds(1), this::summarize))
                  .asInstanceOf(type(BillingException.class))
                  .extracting(BillingException::reason)
                  .isEqualTo(Reason.DATABASE_UNAVAILABLE);
              return true;
            });
  }

  @Test
  void where_all_exports_are_read_slowly_another_one_is_told_so_and_when_to_come_back()
      throws InterruptedException {
    CountDownLatch reading = new CountDownLatch(4);
    CountDownLatch slow = new CountDownLatch(1);
    try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 4; i++) {
        var _ =
            readers.submit(
                () ->
                    reports.each(
                        EVERYTHING,
                        _ -> {
                          reading.countDown();
                          await(slow);
                        }));
      }
      await(reading);

      assertThatThrownBy(() -> reports.each(EVERYTHING, _ -> {}))
          .asInstanceOf(type(BillingException.class))
          .satisfies(
              busy -> {
                assertThat(busy.reason()).isEqualTo(Reason.EXPORTS_BUSY);
                assertThat(busy.retryAfter()).contains(Duration.ofSeconds(5));
              });
      assertThat(summarize()).as("calls go on").isZero();
      slow.countDown();
    }
    reports.each(EVERYTHING, one -> assertThat(one.totals().calls()).isZero());
  }

  @Test
  void days_and_licenses_that_hold_nothing_that_fits_are_not_read() {
    UsageRecord own = usage().by(VISION).record();
    UsageRecord elsewhere = usage().by(CHAT).license(OTHER_LICENSE).record();
    append(own, usage().by(CHAT).record(), elsewhere);
    assertThat(database.get(DailyTotals.class).sum(100)).isFalse();
    UsageFilter visible = UsageFilter.ofSolutions(Set.of(VISION.id()));
    // Behind the program's back, so that only one who reads it would find it.
    database.run(
        "UPDATE billing.usage SET solution_id = 'dta-vision' WHERE license_server_id = '%s'"
            .formatted(OTHER_LICENSE.value()));

    assertThat(keys(journal.list(visible, Optional.empty(), 10))).containsExactly(own);
    assertThat(keys(journal.export(visible, Optional.empty(), 10))).containsExactly(own);
    append(usage().by(VISION).license(OTHER_LICENSE).record());
    assertThat(journal.list(visible, Optional.empty(), 10)).hasSize(3);
  }

  private static List<UsageRecord> keys(List<RecordedUsage> recorded) {
    return recorded.stream().map(RecordedUsage::usage).toList();
  }

  private long countUsers() {
    return reports.summarize(USERS, Optional.empty(), 1).total().distinctUsers().orElseThrow();
  }

  private long summarize() {
    return reports.summarize(EVERYTHING, Optional.empty(), 1).total().calls();
  }

  private void append(UsageRecord... usage) {
    var _ = journal.append(List.of(usage), PATIENCE);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
