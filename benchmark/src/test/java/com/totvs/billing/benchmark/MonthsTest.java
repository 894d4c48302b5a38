package com.totvs.billing.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.v1.AllocationOutcome;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Months that are put into the database of a server in a process of its own, as benchmarks do it.
class MonthsTest {
  private static final int RECORDS = 1_000;
  private static final int SERVICES = 3;
  private final YearMonth last = BusinessZone.SAO_PAULO.month(Instant.now()).minusMonths(1);

  private static ServerProcess server;
  private static GrpcLoad load;

  @BeforeAll
  static void start(@TempDir Path data) {
    server = ServerProcess.start(data, Optional.empty());
    load = new GrpcLoad(server.host(), server.port(), server.token(), new Tally());
  }

  @AfterAll
  static void stop() {
    load.close();
    server.close();
  }

  @Test
  void a_february_is_filled_to_its_end_and_no_further() {
    YearMonth february = latest(Month.FEBRUARY);

    new FilledMonth(february, RECORDS).fill(server.sql());

    assertThat(records(february.atDay(1), february.plusMonths(1).atDay(1))).isEqualTo(RECORDS);
    assertThat(records(february.atEndOfMonth(), february.plusMonths(1).atDay(1))).isPositive();
  }

  @Test
  void a_bill_that_is_divided_to_the_cent_leaves_no_difference() {
    BilledMonth bill = new BilledMonth(last.minusMonths(1), SERVICES);
    bill.fill(server.sql());

    assertThat(bill.difference(server.sql(), allocated(bill).getRun())).isZero();
  }

  @Test
  void a_month_sum_that_was_never_formed_is_a_difference() {
    BilledMonth bill = new BilledMonth(last.minusMonths(2), SERVICES);
    bill.fill(server.sql());
    long run = allocated(bill).getRun();
    long lost =
        server
            .sql()
            .number("SELECT (100 * sum(amount))::bigint FROM billing.allocation WHERE" + sum(run));

    server
        .sql()
        .run(
            List.of(
                "DELETE FROM billing.allocation WHERE" + sum(run),
                "DELETE FROM billing.allocation_sum WHERE" + sum(run)));

    assertThat(lost).isPositive();
    assertThat(bill.difference(server.sql(), run)).isEqualTo(lost);
  }

  @Test
  void a_fixed_cost_that_was_posted_and_not_divided_is_a_difference() {
    BilledMonth bill = new BilledMonth(last.minusMonths(3), SERVICES);
    bill.fill(server.sql());
    long run = allocated(bill).getRun();

    server
        .sql()
        .run(
            List.of(
                """
                INSERT INTO billing.fixed_cost VALUES ('fee', 'Fee', 'BRL', 9.99, true, '%1$s');
                INSERT INTO billing.posted_cost VALUES ('fee', '%1$s', 'BRL', 9.99, NULL, now())
                """
                    .formatted(bill.month().atDay(1))));

    assertThat(bill.difference(server.sql(), run)).isEqualTo(999);
  }

  @Test
  void a_purge_is_watched_from_when_it_was_taken_up_until_it_was_over() {
    FilledMonth month = new FilledMonth(last, RECORDS);
    month.fill(server.sql());
    long before = System.nanoTime();

    WatchedPurge purge = WatchedPurge.of(last, new AdminCalls(load.channel()), server.sql());

    assertThat(purge.move().getRecordsMoved()).isEqualTo(RECORDS);
    assertThat(purge.moments().first() - before).isPositive();
    assertThat(purge.moments().last() - purge.moments().first()).isPositive();
    assertThat(System.nanoTime() - purge.moments().last()).isPositive();
  }

  private static AllocationOutcome allocated(BilledMonth bill) {
    AllocationOutcome outcome = new AdminCalls(load.channel()).allocate(bill.month()).outcome();
    assertThat(outcome.getSums()).isEqualTo(SERVICES);
    return outcome;
  }

  private static String sum(long run) {
    return " sum = 1 AND run = " + run;
  }

  private static long records(LocalDate start, LocalDate end) {
    return server
        .sql()
        .number(
            "SELECT count(*) FROM billing.usage WHERE occurred_time >= '%s' AND occurred_time < '%s'"
                .formatted(BusinessZone.SAO_PAULO.start(start), BusinessZone.SAO_PAULO.start(end)));
  }

  private YearMonth latest(Month name) {
    return Stream.iterate(last, month -> month.minusMonths(1))
        .filter(month -> month.getMonth() == name)
        .findFirst()
        .orElseThrow();
  }
}
