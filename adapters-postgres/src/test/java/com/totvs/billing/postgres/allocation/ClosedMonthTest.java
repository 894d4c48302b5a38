package com.totvs.billing.postgres.allocation;

import static com.totvs.billing.application.Examples.ACME;
import static com.totvs.billing.application.Examples.CHAT;
import static com.totvs.billing.application.Examples.LICENSE;
import static com.totvs.billing.application.Examples.PATIENCE;
import static com.totvs.billing.application.Examples.VISION;
import static com.totvs.billing.application.Examples.heldBy;
import static com.totvs.billing.application.Examples.usage;
import static com.totvs.billing.application.cost.Bills.OCTOBER;
import static com.totvs.billing.application.cost.Bills.monthly;
import static org.assertj.core.api.Assertions.assertThat;

import com.totvs.billing.application.SettableClock;
import com.totvs.billing.application.allocation.AllocationBook;
import com.totvs.billing.application.allocation.CheckClosings;
import com.totvs.billing.application.allocation.RunAllocation;
import com.totvs.billing.application.cost.FixedCosts;
import com.totvs.billing.application.license.Licenses;
import com.totvs.billing.application.operation.Operations;
import com.totvs.billing.application.usage.UsageJournal;
import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.domain.Span;
import com.totvs.billing.domain.month.CloseTerms;
import com.totvs.billing.domain.operation.Finding;
import com.totvs.billing.domain.operation.OperationKind;
import com.totvs.billing.domain.operation.Order;
import com.totvs.billing.postgres.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A closed month, and somebody with access to its rows.
final class ClosedMonthTest {
  private static final Instant IN_OCTOBER = Instant.parse("2026-10-15T12:00:00Z");
  private static final String BY_CUSTOMER =
      """
      SELECT string_agg(concat_ws(' ', for_month, closed, settlement_state, customer_code,
        solution_project_id, resource, quantity, unit, total_cost, currency), '; '
        ORDER BY allocation_id)
      FROM billing_reports.cost
      """;

  private final SettableClock clock = new SettableClock();
  private final TestDatabase database = TestDatabase.emptied(clock);

  @BeforeEach
  void closeOctober() {
    clock.set(Instant.parse("2026-11-20T15:00:00Z"));
    database.get(Licenses.class).remember(LICENSE, heldBy(ACME), clock.instant());
    var _ =
        database
            .get(UsageJournal.class)
            .append(
                List.of(
                    usage().by(VISION).license(LICENSE).at(IN_OCTOBER).record(),
                    usage().by(CHAT).license(LICENSE).at(IN_OCTOBER).record()),
                PATIENCE);
    var _ = database.get(FixedCosts.class).create(monthly("fee", "10", OCTOBER), "ana");
    var _ = database.get(FixedCosts.class).postUntil(OCTOBER, clock.instant());
    Span span =
        new Span(
            Optional.of(BusinessZone.SAO_PAULO.start(OCTOBER)),
            Optional.of(BusinessZone.SAO_PAULO.start(OCTOBER.plusMonths(1))));
    Operations operations = database.get(Operations.class);
    var _ =
        operations.start(
            new Order(
                OperationKind.CLOSE_MONTH,
                span,
                false,
                "ana",
                Optional.empty(),
                CloseTerms.STRICT));
    new RunAllocation(
            database.get(AllocationBook.class),
            operations,
            List.of(),
            BusinessZone.SAO_PAULO,
            clock)
        .run(operations.claim(OperationKind.Line.ALLOCATING, Duration.ofMinutes(1)).orElseThrow());
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void lines_that_nobody_touched_are_those_it_was_closed_with() {
    assertThat(checked().right()).isTrue();
    assertThat(checked().subject()).contains("2026-10");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE billing.allocation SET amount = 15 - amount - 4 * line",
        "UPDATE billing.allocation SET amount = amount + 0.01 WHERE line = 1",
        "UPDATE billing.allocation SET driver_quantity = 2",
        "UPDATE billing.allocation_payer SET customer_code = '67890' WHERE payer = 1",
        "UPDATE billing.allocation_payer SET calls = 999",
        "UPDATE billing.allocation_payer SET for_month = '2026-09-01'",
        "UPDATE billing.allocation_sum SET driver = 9",
        "UPDATE billing.allocation_sum SET rule_id = 'No Rule'",
        "UPDATE billing.allocation_sum SET fixed_cost_id = NULL",
        "UPDATE billing.allocation_sum SET exact_amount = 10.001",
        "UPDATE billing.allocation_sum SET fixed_cost_id = 'other'",
        "UPDATE billing.allocation_sum SET amount = 11",
        "UPDATE billing.allocation_sum SET for_month = '2026-09-01'",
        "DELETE FROM billing.allocation WHERE line = 2",
        "UPDATE billing.allocation_total SET amount = 10 - amount - payer",
        "DELETE FROM billing.allocation_total WHERE payer = 2"
      })
  void a_row_changed_behind_the_program_s_back_is_found(String change) {
    database.run(change);

    assertThat(checked().right()).isFalse();
    assertThat(checked().detail()).contains("restore it from a backup");
  }

  @Test
  void bi_tools_see_the_lines_by_plain_sql() {
    assertThat(database.query(BY_CUSTOMER))
        .isEqualTo(
            "t SETTLED 12345 carol-chat fee 1 calls 5.00 BRL;"
                + " t SETTLED 12345 dta-vision fee 1 calls 5.00 BRL");
    assertThat(
            database.query(
                "SELECT concat_ws(' ', day, year_month, resource, resource_kind, currency,"
                    + " exact_amount) FROM billing_reports.cost_by_day"))
        .isEqualTo("2026-10-01 2026-10 fee FIXED BRL 10.00");
    assertThat(
            database.query(
                """
                SELECT has_table_privilege('billing_reports_reader', 'billing_reports.cost', 'SELECT')
                  || ' ' || has_table_privilege('billing_reports_reader', 'billing.allocation', 'SELECT')
                """))
        .isEqualTo("true false");
  }

  private Finding checked() {
    CheckClosings checks = new CheckClosings(database.get(AllocationBook.class));
    return checks.check(checks.closings().getFirst());
  }
}
