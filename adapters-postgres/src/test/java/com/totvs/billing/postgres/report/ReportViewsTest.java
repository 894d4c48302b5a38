package com.totvs.billing.postgres.report;

import static com.totvs.billing.application.Examples.ACME;
import static com.totvs.billing.application.Examples.CHAT;
import static com.totvs.billing.application.Examples.LICENSE;
import static com.totvs.billing.application.Examples.NOW;
import static com.totvs.billing.application.Examples.OTHER_LICENSE;
import static com.totvs.billing.application.Examples.PATIENCE;
import static com.totvs.billing.application.Examples.RM;
import static com.totvs.billing.application.Examples.heldBy;
import static com.totvs.billing.application.Examples.usage;
import static org.assertj.core.api.Assertions.assertThat;

import com.totvs.billing.application.SettableClock;
import com.totvs.billing.application.license.Licenses;
import com.totvs.billing.application.operation.Operations;
import com.totvs.billing.application.operation.Orders;
import com.totvs.billing.application.purge.RunMove;
import com.totvs.billing.application.purge.UsageHistory;
import com.totvs.billing.application.report.DailyTotals;
import com.totvs.billing.application.report.UsageReports;
import com.totvs.billing.application.usage.UsageJournal;
import com.totvs.billing.domain.operation.OperationKind;
import com.totvs.billing.domain.report.Summaries;
import com.totvs.billing.domain.report.SummaryOrder;
import com.totvs.billing.domain.report.SummaryQuery;
import com.totvs.billing.domain.usage.Purpose;
import com.totvs.billing.domain.usage.UsageFilter;
import com.totvs.billing.domain.usage.UsageRecord;
import com.totvs.billing.postgres.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What BI tools read is what reports say, summed up or not, online or in history.
final class ReportViewsTest {
  private static final Instant OCTOBER = Instant.parse("2026-10-15T12:00:00Z");

  private final SettableClock clock = new SettableClock();
  private final TestDatabase database = TestDatabase.emptied(clock);
  private final ReportViews views = new ReportViews(database);

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void views_say_what_reports_say_before_and_after_records_are_summed_up() {
    UsageJournal journal = database.get(UsageJournal.class);
    database.get(Licenses.class).remember(LICENSE, heldBy(ACME), NOW);
    UsageRecord wrong = usage().user("joao").consumption(7, 0, 0).contingency(2).record();
    var _ =
        journal.append(
            List.of(
                usage().user("maria").consumption(100, 2, 3).record(),
                usage().user("maria").consumption(20, 0, 0).contingency(1).record(),
                usage().user("").consumption(5, 0, 0).contingency(0).record(),
                wrong,
                usage().by(CHAT).in(RM).purpose(Purpose.SUPPORT).record(),
                usage().user("maria").at(OCTOBER).contingency(9).record(),
                usage().user("maria").license(OTHER_LICENSE).consumption(3, 0, 0).record(),
                usage().license(OTHER_LICENSE).at(OCTOBER).record()),
            PATIENCE);
    var _ = journal.voidUsage(wrong.key(), "wrong", "admin");
    sameAsReports();

    assertThat(database.get(DailyTotals.class).sum(100)).isFalse();
    assertThat(database.query("SELECT count(*)::text FROM billing.usage_batch")).isEqualTo("0");
    sameAsReports();

    purgeOctober();
    database.get(Licenses.class).setAside(OTHER_LICENSE, "nobody", NOW.plusSeconds(60));
    sameAsReports();
    assertThat(
            database.query("SELECT count(*)::text FROM billing_reports.usage WHERE emergency_key"))
        .isEqualTo("4");
  }

  @Test
  void the_record_that_cancels_another_one_is_named_beside_it() {
    UsageRecord wrong = usage().record();
    var _ = database.get(UsageJournal.class).append(List.of(wrong, usage().record()), PATIENCE);
    var _ = database.get(UsageJournal.class).voidUsage(wrong.key(), "wrong", "admin");

    assertThat(
            database.query(
                """
                SELECT string_agg(usage_id || ' ' || voided_by_usage_id, '')
                FROM billing_reports.usage WHERE voided_by_usage_id IS NOT NULL
                """))
        .isEqualTo(wrong.id() + " " + wrong.id().cancelling());
  }

  @ParameterizedTest
  @ValueSource(strings = {"usage", "usage_by_day", "cost", "cost_by_day"})
  void the_reader_s_role_reads_each_view(String view) {
    database.run("SET ROLE billing_reports_reader; SELECT * FROM billing_reports." + view);
  }

  @Test
  void the_reader_s_role_reads_nothing_else() {
    assertThat(
            database.query(
                """
                SELECT has_table_privilege('billing_reports_reader', 'billing.usage', 'SELECT')
                  || ' ' || has_schema_privilege('billing_reports_reader', 'billing', 'USAGE')
                """))
        .isEqualTo("false false");
    assertThat(
            database.query(
                """
                SELECT string_agg(viewname, ' ' ORDER BY viewname) FROM pg_views
                WHERE schemaname = 'billing_reports'
                """))
        .isEqualTo("cost cost_by_day usage usage_by_day");
  }

  private void sameAsReports() {
    assertThat(views.byDay()).isNotEmpty().isEqualTo(ReportViews.of(report(false).summaries()));
    assertThat(views.records()).isEqualTo(ReportViews.of(report(true).summaries()));
    assertThat(views.distinctUsers())
        .isEqualTo(String.valueOf(report(true).total().distinctUsers().orElseThrow()));
  }

  private Summaries report(boolean distinctUsers) {
    SummaryQuery query =
        new SummaryQuery(
            UsageFilter.ALL, ReportViews.GROUPED_BY, distinctUsers, SummaryOrder.BY_KEY);
    return database.get(UsageReports.class).summarize(query, Optional.empty(), 1_000);
  }

  private void purgeOctober() {
    Operations operations = database.get(Operations.class);
    var _ = operations.start(Orders.purge(Orders.span(OCTOBER, OCTOBER.plusSeconds(1))));
    new RunMove(database.get(UsageHistory.class), operations, clock, 100)
        .run(operations.claim(OperationKind.Line.MOVING, Duration.ofMinutes(1)).orElseThrow());
  }
}
