package com.totvs.billing.postgres.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.totvs.billing.application.health.Finding;
import com.totvs.billing.application.health.Storage;
import com.totvs.billing.application.license.Answer;
import com.totvs.billing.application.license.Licenses;
import com.totvs.billing.application.usage.UsageJournal;
import com.totvs.billing.domain.customer.Customer;
import com.totvs.billing.domain.customer.CustomerCode;
import com.totvs.billing.domain.license.EmergencyKey;
import com.totvs.billing.domain.license.LicenseId;
import com.totvs.billing.domain.usage.Receipt;
import com.totvs.billing.domain.usage.SettlementState;
import com.totvs.billing.domain.usage.UsageFilter;
import com.totvs.billing.domain.usage.UsageRecord;
import com.totvs.billing.postgres.Samples;
import com.totvs.billing.postgres.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PostgresStorageTest {
  private static final Instant NOW = Instant.parse("2026-11-20T15:00:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final LicenseId LICENSE = new LicenseId("LS-1");
  private static final Answer.Held ACME =
      new Answer.Held(new Customer(new CustomerCode("T123"), "ACME"), true, EmergencyKey.NOT_TOLD);

  private final TestDatabase database = new TestDatabase(Clock.fixed(NOW, ZoneOffset.UTC));
  private final Storage storage = database.get(Storage.class);
  private final UsageJournal journal = database.get(UsageJournal.class);
  private final Licenses licenses = database.get(Licenses.class);

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void opening_again_changes_nothing() {
    assertThatCode(storage::open).doesNotThrowAnyException();
    assertThat(storage.commits()).isTrue();
    assertThat(storage.inspect()).allMatch(Finding::right).hasSize(4);
  }

  @Test
  void another_business_zone_is_refused_with_the_one_that_is_kept() {
    database.run("UPDATE billing.installation SET business_zone = 'Europe/Lisbon'");

    assertThatThrownBy(storage::open)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Europe/Lisbon")
        .hasMessageContaining("America/Sao_Paulo");
  }

  @Test
  void where_the_role_of_bi_tools_is_missing_the_sql_that_is_advised_makes_it() {
    database.run("ALTER ROLE billing_reports_reader RENAME TO reader_put_away");
    try {
      String advice = storage.inspect().getLast().advice();
      database.run(advice.substring(advice.indexOf("CREATE ROLE")));

      database.run(
          "SET ROLE billing_reports_reader; SELECT count(*) FROM billing_reports.usage; RESET"
              + " ROLE");
      assertThat(storage.inspect().getLast().advice()).isEqualTo("billing_reports_reader");
    } finally {
      database.run(
          "DROP OWNED BY billing_reports_reader; DROP ROLE billing_reports_reader;"
              + " ALTER ROLE reader_put_away RENAME TO billing_reports_reader");
    }
  }

  @Test
  void records_are_taken_from_one_end_of_the_accepted_window_to_the_other() {
    List<Receipt> receipts =
        journal.append(
            List.of(
                Samples.usage("LS-1", NOW.minus(Duration.ofDays(400))),
                Samples.usage("LS-1", NOW.plus(Duration.ofMinutes(15)))),
            PATIENCE);

    assertThat(receipts).allMatch(Receipt.Accepted.class::isInstance);
  }

  @Test
  void a_record_without_a_month_is_refused_and_its_neighbours_are_written() {
    List<Receipt> receipts =
        journal.append(
            List.of(
                Samples.usage("LS-1", NOW),
                Samples.usage("LS-1", Instant.parse("1999-01-01T00:00:00Z")),
                Samples.usage("LS-1", NOW)),
            PATIENCE);

    assertThat(receipts.get(0)).isInstanceOf(Receipt.Accepted.class);
    assertThat(receipts.get(1)).isInstanceOf(Receipt.Refused.class);
    assertThat(receipts.get(2)).isInstanceOf(Receipt.Accepted.class);
  }

  @Test
  void a_row_that_a_constraint_refuses_does_not_take_its_neighbours_down() {
    database.run(
        "ALTER TABLE billing.usage ADD CONSTRAINT no_mallory CHECK (user_name <> 'mallory')");
    UsageRecord good = Samples.usage("LS-1", NOW);
    UsageRecord bad = Samples.usage(Samples.usage("LS-1", NOW).id(), "LS-1", NOW, "mallory");

    List<Receipt> receipts = journal.append(List.of(good, bad), PATIENCE);

    assertThat(receipts)
        .containsExactly(new Receipt.Accepted(good.id(), NOW), new Receipt.Refused(bad.id()));
  }

  @Test
  void no_record_slips_past_the_settling_of_its_license() throws Exception {
    AtomicBoolean settled = new AtomicBoolean();
    CountDownLatch underWay = new CountDownLatch(20);
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int caller = 0; caller < 20; caller++) {
        callers.execute(
            () -> {
              while (!settled.get()) {
                journal.append(List.of(Samples.usage("LS-1", NOW)), PATIENCE);
                underWay.countDown();
              }
            });
      }
      underWay.await();
      licenses.remember(LICENSE, ACME, NOW);
      while (journal.settle(LICENSE, 10) == 10) {}
      settled.set(true);
    }

    assertThat(journal.list(only(SettlementState.WAITING), Optional.empty(), 10)).isEmpty();
    assertThat(journal.list(only(SettlementState.SETTLED), Optional.empty(), 10)).isNotEmpty();
  }

  @Test
  void a_license_does_not_rest_while_usage_waits_for_it() {
    journal.append(List.of(Samples.usage("LS-1", NOW)), PATIENCE);
    licenses.remember(LICENSE, ACME, NOW);

    licenses.rest(LICENSE, NOW.plus(Duration.ofDays(1)));

    assertThat(licenses.claimDue(10, NOW, Duration.ofSeconds(30))).hasSize(1);
  }

  private static UsageFilter only(SettlementState state) {
    return new UsageFilter(
        UsageFilter.ALL.span(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(state),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
