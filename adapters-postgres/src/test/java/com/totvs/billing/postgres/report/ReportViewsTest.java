package com.totvs.billing.postgres.report;

import static com.totvs.billing.application.Examples.ACME;
import static com.totvs.billing.application.Examples.LICENSE;
import static com.totvs.billing.application.Examples.NOW;
import static com.totvs.billing.application.Examples.OTHER_LICENSE;
import static com.totvs.billing.application.Examples.PATIENCE;
import static com.totvs.billing.application.Examples.heldBy;
import static com.totvs.billing.application.Examples.usage;
import static org.assertj.core.api.Assertions.assertThat;

import com.totvs.billing.application.SettableClock;
import com.totvs.billing.application.license.Licenses;
import com.totvs.billing.application.report.DailyTotals;
import com.totvs.billing.application.usage.UsageJournal;
import com.totvs.billing.domain.usage.UsageRecord;
import com.totvs.billing.postgres.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What BI tools read is what reports say, summed up or not.
final class ReportViewsTest {
  private static final String BY_DAY =
      """
      SELECT string_agg(
        concat_ws(' ', day, settlement_state, customer_code, calls, input_tokens), '; '
        ORDER BY settlement_state)
      FROM billing_reports.usage_by_day
      """;
  private static final String RECORDS =
      """
      SELECT string_agg(concat_ws(' ', day, settlement_state, customer_code, calls, tokens), '; '
        ORDER BY settlement_state)
      FROM (
        SELECT day, settlement_state, customer_code, sum(calls) AS calls, sum(input_tokens) AS tokens
        FROM billing_reports.usage GROUP BY 1, 2, 3) summed
      """;

  private final TestDatabase database = TestDatabase.emptied(new SettableClock());

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void views_say_the_same_before_and_after_records_are_summed_up() {
    UsageJournal journal = database.get(UsageJournal.class);
    database.get(Licenses.class).remember(LICENSE, heldBy(ACME), NOW);
    UsageRecord wrong = usage().consumption(7, 0, 0).record();
    var _ =
        journal.append(
            List.of(
                usage().consumption(100, 0, 0).record(),
                usage().consumption(20, 0, 0).record(),
                wrong,
                usage().license(OTHER_LICENSE).consumption(3, 0, 0).record()),
            PATIENCE);
    var _ = journal.voidUsage(wrong.key(), "wrong", "admin");
    String expected = "2026-11-20 SETTLED 12345 2 120; 2026-11-20 WAITING 1 3";

    assertThat(database.query(BY_DAY)).isEqualTo(expected);
    assertThat(database.query(RECORDS)).isEqualTo(expected);
    assertThat(database.get(DailyTotals.class).sum(100)).isFalse();
    assertThat(database.query(BY_DAY)).isEqualTo(expected);
    assertThat(database.query("SELECT count(*)::text FROM billing.usage_batch")).isEqualTo("0");
  }

  @Test
  void the_reader_s_role_reads_the_views_and_nothing_else() {
    assertThat(
            database.query(
                """
                SELECT has_table_privilege('billing_reports_reader', 'billing_reports.usage', 'SELECT')
                  || ' ' || has_table_privilege('billing_reports_reader', 'billing.usage', 'SELECT')
                  || ' ' || has_schema_privilege('billing_reports_reader', 'billing', 'USAGE')
                """))
        .isEqualTo("true false false");
  }
}
