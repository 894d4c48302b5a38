package com.totvs.billing.postgres.totals;

import static com.totvs.billing.application.Examples.ACME;
import static com.totvs.billing.application.Examples.CHAT;
import static com.totvs.billing.application.Examples.EARLIER;
import static com.totvs.billing.application.Examples.LICENSE;
import static com.totvs.billing.application.Examples.NOW;
import static com.totvs.billing.application.Examples.PATIENCE;
import static com.totvs.billing.application.Examples.heldBy;
import static com.totvs.billing.application.Examples.usage;
import static org.assertj.core.api.Assertions.assertThat;

import com.totvs.billing.application.SettableClock;
import com.totvs.billing.application.license.Licenses;
import com.totvs.billing.application.operation.Claim;
import com.totvs.billing.application.operation.Operations;
import com.totvs.billing.application.operation.Orders;
import com.totvs.billing.application.purge.RunMove;
import com.totvs.billing.application.purge.UsageHistory;
import com.totvs.billing.application.report.DailyTotals;
import com.totvs.billing.application.usage.UsageJournal;
import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.domain.Span;
import com.totvs.billing.domain.operation.Ending;
import com.totvs.billing.domain.operation.Finding;
import com.totvs.billing.domain.operation.OperationKind;
import com.totvs.billing.domain.operation.Result;
import com.totvs.billing.domain.usage.UsageRecord;
import com.totvs.billing.postgres.TestDatabase;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever is changed behind the program's back, the self-check says so, and what mends it does.
final class WrongTotalsTest {
  private static final LocalDate DAY = BusinessZone.SAO_PAULO.day(EARLIER);

  private final SettableClock clock = new SettableClock();
  private final TestDatabase database = TestDatabase.emptied(clock);
  private final DailyTotals totals = database.get(DailyTotals.class);
  private final UsageRecord voided = usage().by(CHAT).record();

  @BeforeEach
  void recordAndSumUp() {
    database.get(Licenses.class).remember(LICENSE, heldBy(ACME), NOW);
    UsageJournal journal = database.get(UsageJournal.class);
    var _ = journal.append(List.of(usage().record(), usage().record(), voided), PATIENCE);
    var _ = journal.voidUsage(voided.key(), "wrong", "admin");
    var _ = totals.sum(100);
    assertThat(database.query("SELECT count(*) FROM billing.usage_batch")).isEqualTo("0");
    assertThat(wrong()).isEmpty();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE billing.usage_daily SET records = records + 1 WHERE solution_id = 'carol-chat'",
        "UPDATE billing.usage_daily SET calls = calls - 1 WHERE solution_id = 'carol-chat'",
        "UPDATE billing.usage_daily SET input_tokens = 0 WHERE solution_id = 'dta-vision'",
        "UPDATE billing.usage_daily SET output_tokens = 0 WHERE solution_id = 'dta-vision'",
        "UPDATE billing.usage_daily SET image_size_kb = 0 WHERE solution_id = 'dta-vision'",
        "DELETE FROM billing.usage_daily WHERE solution_id = 'dta-vision'",
        """
        INSERT INTO billing.usage_daily
        SELECT day, license_server_id, NULL, solution_id, application_id, purpose,
          contingency_provider_type, records, calls, input_tokens, output_tokens, image_size_kb
        FROM billing.usage_daily WHERE solution_id = 'dta-vision'
        """,
        """
        UPDATE billing.usage SET input_tokens = input_tokens + 1
        WHERE solution_id = 'dta-vision'
        """
      })
  void one_sum_that_is_not_that_of_its_records_is_found_and_rebuilt(String change) {
    database.run(change);

    assertThat(wrong()).containsExactly(sumsDiffer(DAY, 1));
    assertThat(rebuilt(DAY)).isTrue();
    assertThat(wrong()).isEmpty();
    assertThat(rebuilt(DAY)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE billing.usage_monthly SET records = records + 1 WHERE solution_id = 'carol-chat'",
        "UPDATE billing.usage_monthly SET input_tokens = 0 WHERE solution_id = 'dta-vision'",
        "DELETE FROM billing.usage_monthly WHERE solution_id = 'dta-vision'",
        """
        WITH moved AS (
          DELETE FROM billing.usage_monthly WHERE solution_id = 'carol-chat' RETURNING *)
        INSERT INTO billing.usage_monthly
        SELECT month - interval '1 month', license_server_id, customer_code, solution_id,
          application_id, purpose, contingency_provider_type, records, calls, input_tokens,
          output_tokens, image_size_kb
        FROM moved
        """
      })
  void sums_of_months_that_are_not_those_of_their_days_are_found_and_rebuilt(String change) {
    database.run(change);

    assertThat(wrong()).isEmpty();
    assertThat(overall())
        .singleElement()
        .satisfies(
            finding ->
                assertThat(finding.subject())
                    .isEqualTo("totals of months equal those of their days"));
    assertThat(totals.days(Span.ALWAYS)).filteredOn(this::rebuilt).isNotEmpty();
    assertThat(overall()).isEmpty();
    assertThat(totals.days(Span.ALWAYS)).filteredOn(this::rebuilt).isEmpty();
  }

  @Test
  void sums_of_a_day_without_any_record_are_found_and_rebuilt() {
    LocalDate nothing = DAY.minusDays(1);
    database.run("INSERT INTO billing.usage_daily SELECT (x).* FROM (" + ofTheDayBefore() + ") y");

    assertThat(wrong()).containsExactly(sumsDiffer(nothing, 2));
    assertThat(rebuilt(nothing)).isTrue();
    assertThat(totals.days(Span.ALWAYS)).containsExactly(DAY);
    assertThat(wrong()).isEmpty();
  }

  @Test
  void a_record_in_both_places_is_found() {
    database.run(
        "INSERT INTO billing.usage_history SELECT * FROM billing.usage"
            + " WHERE solution_id = 'dta-vision'");

    assertThat(wrong())
        .containsExactly(
            sumsDiffer(DAY, 1),
            new Finding(
                "no record of " + DAY + " is online and in history",
                false,
                "2 records are in both places"),
            misplaced(2));
  }

  @Test
  void records_in_history_that_were_not_purged_are_found_and_restored() {
    database.run(
        """
        WITH moved AS (DELETE FROM billing.usage WHERE solution_id = 'dta-vision' RETURNING *)
        INSERT INTO billing.usage_history SELECT * FROM moved
        """);

    assertThat(wrong()).containsExactly(sumsDiffer(DAY, 2), misplaced(2));
    assertThat(rebuilt(DAY)).isTrue();
    assertThat(wrong()).containsExactly(misplaced(2));
    restoreEverything();
    assertThat(wrong()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "license, license_server_id, LS-ACME-1",
    "customer, customer_code, 12345",
    "solution, solution_id, dta-vision",
    "application, application_id, cp"
  })
  void what_usage_names_and_no_table_knows_is_found(String table, String column, String id) {
    database.run(
        "SET session_replication_role = replica; DELETE FROM billing.%s WHERE %s = '%s'"
            .formatted(table, column, id));

    assertThat(overall())
        .containsExactly(
            new Finding(
                "every " + table + " that usage names is known",
                false,
                "1 are not in the table " + table));
  }

  @Test
  void a_cancelling_record_without_its_target_is_found() {
    database.run("DELETE FROM billing.usage WHERE usage_id = '%s'".formatted(voided.id().value()));

    assertThat(overall())
        .containsExactly(
            new Finding(
                "every cancelling record stands beside the record it cancels",
                false,
                "1 cancelling records do not"));
  }

  @Test
  void an_operation_that_nobody_goes_on_with_is_found() {
    var _ = claimed(OperationKind.REBUILD_TOTALS);
    assertThat(overall()).isEmpty();

    clock.advance(Duration.ofMinutes(12));

    assertThat(overall())
        .containsExactly(
            new Finding(
                "every operation that has begun goes on",
                false,
                "1 operations do not: see the jobs and the log"));
  }

  private List<Finding> wrong() {
    return totals.days(Span.ALWAYS).stream().flatMap(day -> totals.check(day).stream()).toList();
  }

  private List<Finding> overall() {
    return totals.check().stream().filter(finding -> !finding.right()).toList();
  }

  private static Finding sumsDiffer(LocalDate day, int sums) {
    return new Finding(
        "daily totals of " + day + " equal the records",
        false,
        sums + " sums differ: RebuildTotals mends them");
  }

  private static Finding misplaced(int records) {
    return new Finding(
        "what is in history on " + DAY + " lies in a purged period",
        false,
        records + " records do not: RestoreUsage brings them back");
  }

  private static String ofTheDayBefore() {
    return """
    SELECT jsonb_populate_record(d, jsonb_build_object('day', d.day - 1)) AS x
    FROM billing.usage_daily d
    """;
  }

  private boolean rebuilt(LocalDate day) {
    Claim claim = claimed(OperationKind.REBUILD_TOTALS);
    boolean changed = totals.rebuild(claim, day);
    database
        .get(Operations.class)
        .end(claim, new Ending.Succeeded(clock.instant(), new Result.Rebuilt(1, changed ? 1 : 0)));
    return changed;
  }

  private void restoreEverything() {
    Operations operations = database.get(Operations.class);
    new RunMove(database.get(UsageHistory.class), operations, clock, 100)
        .run(claimed(OperationKind.RESTORE_USAGE));
  }

  private Claim claimed(OperationKind kind) {
    Operations operations = database.get(Operations.class);
    var _ = operations.start(Orders.order(kind, Span.ALWAYS));
    return operations.claim(kind.line(), Duration.ofMinutes(1)).orElseThrow();
  }
}
