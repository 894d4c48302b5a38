package com.totvs.billing.application.report;

import static com.totvs.billing.application.Examples.NOW;
import static com.totvs.billing.application.Examples.PATIENCE;
import static com.totvs.billing.application.Examples.usage;
import static com.totvs.billing.domain.BusinessZone.SAO_PAULO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.totvs.billing.application.SettableClock;
import com.totvs.billing.application.memory.InMemoryBilling;
import com.totvs.billing.application.operation.Claim;
import com.totvs.billing.application.operation.Operations;
import com.totvs.billing.domain.Span;
import com.totvs.billing.domain.operation.Ending;
import com.totvs.billing.domain.operation.Operation;
import com.totvs.billing.domain.operation.OperationKind;
import com.totvs.billing.domain.operation.Result;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class OrderSelfChecksTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
  private static final LocalDate NEWEST = TODAY.minusDays(40);

  private final SettableClock clock = new SettableClock();
  private final InMemoryBilling billing = new InMemoryBilling(clock);
  private final OrderSelfChecks checks =
      new OrderSelfChecks(billing.operations(), billing.dailyTotals(), SAO_PAULO, clock);

  @Test
  void where_nothing_is_older_only_the_newest_days_are_checked() {
    useOn(NEWEST);

    checks.run();

    assertThat(ordered())
        .extracting(one -> one.order().requestedBy(), one -> one.order().span())
        .containsExactly(
            tuple(
                "job: self-check",
                new Span(Optional.of(SAO_PAULO.start(NEWEST)), Optional.empty())));
  }

  @Test
  void every_older_day_has_its_turn_forty_at_a_time_and_then_the_oldest_again() {
    for (int day = 1; day <= 90; day++) {
      useOn(NEWEST.minusDays(2L * day));
    }

    assertThat(older()).isEqualTo(span(NEWEST.minusDays(180), NEWEST.minusDays(102)));
    assertThat(older()).isEqualTo(span(NEWEST.minusDays(100), NEWEST.minusDays(22)));
    assertThat(older()).isEqualTo(span(NEWEST.minusDays(20), NEWEST.minusDays(2)));
    assertThat(older()).isEqualTo(span(NEWEST.minusDays(180), NEWEST.minusDays(102)));
  }

  @Test
  void days_whose_check_was_cancelled_have_their_turn_again() {
    useOn(NEWEST.minusDays(1));
    useOn(NEWEST.minusDays(90));
    checks.run();
    endAll(new Ending.Cancelled(NOW));

    checks.run();

    assertThat(ordered()).hasSize(4);
    assertThat(ordered().getFirst().order().span())
        .isEqualTo(span(NEWEST.minusDays(90), NEWEST.minusDays(1)));
  }

  private Span older() {
    checks.run();
    Span span = ordered().getFirst().order().span();
    endAll(new Ending.Succeeded(NOW, new Result.Checked(List.of())));
    return span;
  }

  private void endAll(Ending ending) {
    Operations operations = billing.operations();
    Optional<Claim> claim = claim();
    while (claim.isPresent()) {
      operations.end(claim.get(), ending);
      claim = claim();
    }
  }

  private Optional<Claim> claim() {
    return billing.operations().claim(OperationKind.Line.CHECKING, Duration.ofMinutes(1));
  }

  // Newest first: of each run the older days.
  private List<Operation> ordered() {
    return billing
        .operations()
        .list(
            new Operations.Filter(Set.of(OperationKind.RUN_SELF_CHECK), Optional.empty()),
            Optional.empty(),
            100);
  }

  private void useOn(LocalDate day) {
    var _ =
        billing
            .journal()
            .append(
                List.of(
                    usage().at(day.atTime(12, 0).atZone(ZoneId.of("UTC")).toInstant()).record()),
                PATIENCE);
  }

  private static Span span(LocalDate first, LocalDate last) {
    return new Span(
        Optional.of(SAO_PAULO.start(first)), Optional.of(SAO_PAULO.start(last.plusDays(1))));
  }
}
