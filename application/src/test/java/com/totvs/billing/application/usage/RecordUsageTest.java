package com.totvs.billing.application.usage;

import static com.totvs.billing.application.Examples.ADMIN;
import static com.totvs.billing.application.Examples.CHAT;
import static com.totvs.billing.application.Examples.NOW;
import static com.totvs.billing.application.Examples.PATIENCE;
import static com.totvs.billing.application.Examples.VISION;
import static com.totvs.billing.application.Examples.allowed;
import static com.totvs.billing.application.Examples.limitedTo;
import static com.totvs.billing.application.Examples.newId;
import static com.totvs.billing.application.Examples.report;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.totvs.billing.application.ReportSketch;
import com.totvs.billing.application.SettableClock;
import com.totvs.billing.application.memory.InMemoryBilling;
import com.totvs.billing.application.usage.Outcome.Recorded;
import com.totvs.billing.application.usage.Outcome.Refused;
import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.Reason;
import com.totvs.billing.domain.access.Caller;
import com.totvs.billing.domain.access.Scope;
import com.totvs.billing.domain.usage.AcceptedWindow;
import com.totvs.billing.domain.usage.UsageId;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RecordUsageTest {
  private final SettableClock clock = new SettableClock();
  private final InMemoryBilling billing = new InMemoryBilling(clock);
  private final RecordUsage recordUsage =
      new RecordUsage(
          billing.journal(), new ReportReader(AcceptedWindow.DEFAULT, clock, new Random(1)));

  @Test
  void a_report_is_recorded_and_its_repeat_is_a_duplicate() {
    UsageId id = newId();
    ReportSketch report = report().usageId(id.toString());

    assertThat(record(report)).containsExactly(new Recorded(id, NOW, false));
    clock.advance(Duration.ofMinutes(1));
    assertThat(record(report)).containsExactly(new Recorded(id, NOW, true));
    assertThat(billing.journal().all()).hasSize(1);
  }

  @Test
  void a_report_without_an_id_is_told_the_one_it_got() {
    Outcome outcome = record(report().usageId("")).getFirst();

    assertThat(outcome).isInstanceOf(Recorded.class);
    assertThat(billing.journal().all().getFirst().usage().id())
        .isEqualTo(((Recorded) outcome).id());
  }

  @Test
  void a_wrong_report_rejects_none_of_its_neighbours() {
    UsageId first = newId();
    UsageId refused = newId();
    UsageId last = newId();
    billing.journal().refuses(refused);

    List<Outcome> outcomes =
        record(
            report().usageId(first.toString()),
            report().path("usages[1]").license(""),
            report().usageId(first.toString()),
            report().usageId(first.toString()).user("somebody else"),
            report().path("usages[4]").usageId(refused.toString()),
            report().usageId(last.toString()));

    assertThat(outcomes.get(0)).isEqualTo(new Recorded(first, NOW, false));
    assertThat(why(outcomes.get(1))).hasMessage("usages[1].license_server_id: must not be empty");
    assertThat(outcomes.get(2)).isEqualTo(new Recorded(first, NOW, true));
    assertThat(why(outcomes.get(3)).reason()).isEqualTo(Reason.USAGE_ID_REUSED);
    assertThat(why(outcomes.get(4)).violations().getFirst().field()).isEqualTo("usages[4]");
    assertThat(outcomes.get(5)).isEqualTo(new Recorded(last, NOW, false));
    assertThat(billing.journal().all()).hasSize(2);
  }

  @Test
  void when_every_report_is_wrong_the_journal_is_not_troubled() {
    billing.journal().fails(Reason.DATABASE_UNAVAILABLE);

    assertThat(record(report().license(""), report().purpose(9)))
        .allMatch(Refused.class::isInstance);
  }

  @Test
  void a_report_of_a_forbidden_solution_is_refused_alone() {
    List<Outcome> outcomes =
        record(
            limitedTo(CHAT.id()),
            report().solution(CHAT.id().value(), ""),
            report().solution(VISION.id().value(), ""));

    assertThat(outcomes.get(0)).isInstanceOf(Recorded.class);
    assertThat(why(outcomes.get(1)).reason()).isEqualTo(Reason.SOLUTION_FORBIDDEN);
  }

  @Test
  void a_caller_without_the_scope_records_nothing() {
    BillingException refusal = failure(allowed(Scope.USAGE_READ, Scope.LICENSE_READ), report());

    assertThat(refusal.reason()).isEqualTo(Reason.SCOPE_MISSING);
    assertThat(billing.journal().all()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1_001})
  void a_request_holds_from_one_to_a_thousand_reports(int reports) {
    ReportSketch[] wrongNumber =
        Collections.nCopies(reports, report()).toArray(ReportSketch[]::new);

    assertThat(failure(ADMIN, wrongNumber).violations().getFirst().field()).isEqualTo("usages");
    assertThat(billing.journal().all()).isEmpty();
  }

  @Test
  void a_thousand_reports_are_recorded_together() {
    ReportSketch[] thousand = Collections.nCopies(1_000, report()).toArray(ReportSketch[]::new);

    assertThat(record(thousand)).hasSize(1_000).allMatch(Recorded.class::isInstance);
  }

  @ParameterizedTest
  @ValueSource(strings = {"QUEUE_FULL", "DATABASE_UNAVAILABLE"})
  void a_failure_invites_a_repeat_only_if_every_report_is_safe_to_repeat(String reason) {
    billing.journal().fails(Reason.valueOf(reason));

    assertThat(failure(ADMIN, report(), report()).retryAfter()).isPresent();
    assertThat(failure(ADMIN, report(), report().usageId("")).retryAfter()).isEmpty();
    assertThat(failure(ADMIN, report()).reason()).isEqualTo(Reason.valueOf(reason));
  }

  private List<Outcome> record(ReportSketch... reports) {
    return record(ADMIN, reports);
  }

  private List<Outcome> record(Caller caller, ReportSketch... reports) {
    return recordUsage.record(
        caller, Arrays.stream(reports).map(ReportSketch::report).toList(), PATIENCE);
  }

  private BillingException failure(Caller caller, ReportSketch... reports) {
    return catchThrowableOfType(BillingException.class, () -> record(caller, reports));
  }

  private static BillingException why(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Refused.class);
    return ((Refused) outcome).why();
  }
}
