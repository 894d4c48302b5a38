package com.totvs.billing.application.allocation;

import static com.totvs.billing.application.Examples.GLOBEX;
import static com.totvs.billing.application.Examples.VISION;
import static com.totvs.billing.application.Examples.usage;
import static com.totvs.billing.application.cost.Bills.BY_RESOURCE;
import static com.totvs.billing.application.cost.Bills.OCTOBER;
import static com.totvs.billing.application.cost.Bills.SHARED;
import static com.totvs.billing.application.cost.Bills.item;
import static com.totvs.billing.application.cost.Bills.monthly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.totvs.billing.application.allocation.AllocationBook.Inputs;
import com.totvs.billing.application.cost.CostBook.Reading;
import com.totvs.billing.application.operation.Claim;
import com.totvs.billing.application.operation.Orders;
import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.Reason;
import com.totvs.billing.domain.Span;
import com.totvs.billing.domain.allocation.AllocationRule;
import com.totvs.billing.domain.allocation.Division;
import com.totvs.billing.domain.allocation.RuleId;
import com.totvs.billing.domain.audit.AuditAction;
import com.totvs.billing.domain.audit.AuditEntry;
import com.totvs.billing.domain.audit.AuditFilter;
import com.totvs.billing.domain.cost.FixedCostId;
import com.totvs.billing.domain.month.CloseTerms;
import com.totvs.billing.domain.month.Closing;
import com.totvs.billing.domain.month.Obstacle;
import com.totvs.billing.domain.operation.Ending;
import com.totvs.billing.domain.operation.Operation;
import com.totvs.billing.domain.operation.OperationKind;
import com.totvs.billing.domain.operation.Result;
import com.totvs.billing.domain.usage.Meter;
import com.totvs.billing.domain.usage.UsageRecord;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// How months are closed and reopened, in every place that keeps them.
public abstract class MonthsContract extends AllocationContract {
  private static final Instant FINAL = Instant.parse("2026-11-06T06:00:00Z");

  @Test
  void a_month_is_closed_when_nothing_is_in_the_way_and_that_is_written_down() {
    used(3, 1);
    collected(item(1, "Azure OpenAI", "60"));
    posted("fee", "10");

    Result.Allocated closed = closed(OCTOBER, CloseTerms.STRICT);

    assertThat(closed.obstacles()).isEmpty();
    assertThat(ports().months().latestClosed()).contains(OCTOBER);
    Closing closing = ports().allocationBook().closings().getFirst();
    assertThat(closing.run()).isEqualTo(closed.run().getAsLong());
    assertThat(closing.digest()).isEqualTo(run(closed).digest());
    assertThat(audited(AuditAction.CLOSE_MONTH).target()).isEqualTo("2026-10");
    assertThat(ports().months().list(NOVEMBER, Optional.empty(), 9))
        .extracting(month -> month.month() + " " + month.closed())
        .containsExactly("2026-11 false", "2026-10 true");
  }

  @Test
  void everything_that_is_in_the_way_is_named_at_once_and_nothing_changes() {
    append(usage().by(VISION).at(IN_OCTOBER).license(NEW_LICENSE).record());
    ports().costBook().keep(reading(FINAL.minusSeconds(86_400), false, item(1, "x", "1")));
    ports().fixedCosts().create(monthly("fee", "10", OCTOBER), "ana");

    Operation failed = over(order(OperationKind.CLOSE_MONTH, OCTOBER, false));
    Result.Allocated tried = result(order(OperationKind.CLOSE_MONTH, OCTOBER, true));

    assertThat(failed.ending())
        .containsInstanceOf(Ending.Failed.class)
        .get()
        .asString()
        .contains("could still change", "not posted: fee", "1 calls wait");
    assertThat(tried.obstacles())
        .extracting(Obstacle::kind)
        .containsExactly(
            Obstacle.Kind.AZURE_COST_NOT_FINAL,
            Obstacle.Kind.FIXED_COST_NOT_POSTED,
            Obstacle.Kind.USAGE_NOT_SETTLED);
    assertThat(ports().months().latestClosed()).isEmpty();
  }

  @Test
  void what_may_be_overlooked_is_and_what_may_not_is_not() {
    append(usage().by(VISION).at(IN_OCTOBER).license(NEW_LICENSE).record());
    collected(item(1, "x", "1"));

    assertThat(ended(close(OCTOBER, CloseTerms.STRICT))).isInstanceOf(Ending.Failed.class);
    assertThat(ended(close(NOVEMBER, FORCED)).toString())
        .contains("2026-11 is not over", "2026-10 comes first");
    assertThat(closed(OCTOBER, new CloseTerms(true, false, "")).obstacles())
        .extracting(Obstacle::kind)
        .containsExactly(Obstacle.Kind.USAGE_NOT_SETTLED);
    assertThat(ended(close(OCTOBER, FORCED)).toString()).contains("2026-10 is closed");
  }

  @Test
  void nothing_that_is_done_changes_the_lines_of_a_closed_month() {
    List<UsageRecord> records = used(3, 1);
    append(usage().by(VISION).at(IN_OCTOBER).license(NEW_LICENSE).record());
    posted("fee", "10");
    posted(monthly("flat", "5", OCTOBER));
    ports().allocationRules().create(byCalls("early", OCTOBER.minusMonths(1)), "ana");
    YearMonth september = OCTOBER.minusMonths(1);
    ports().fixedCosts().create(monthly("ended", "1", september).endingWith(september), "ana");
    Result.Allocated closed = closed(OCTOBER, FORCED);
    List<String> lines = lines(closed);

    used(5, 5);
    voidUsage(records.getFirst(), "tried out");
    remember(NEW_LICENSE, GLOBEX);
    assertThat(journal().settle(NEW_LICENSE, 10)).isEqualTo(1);
    ports().costBook().keep(reading(FINAL.plusSeconds(60), true, item(3, "late", "9")));
    refused(() -> ports().fixedCosts().create(monthly("more", "1", OCTOBER), "ana"));
    refused(() -> ports().fixedCosts().create(monthly("older", "1", OCTOBER.minusMonths(2)), "a"));
    refused(() -> ports().allocationRules().create(byCalls("late", OCTOBER), "ana"));
    refused(() -> ports().fixedCosts().end(new FixedCostId("ended"), NOVEMBER, "ana"));
    refused(
        () -> ports().allocationRules().end(new RuleId("early"), OCTOBER.minusMonths(1), "ana"));
    assertThatThrownBy(
            () -> ports().fixedCosts().end(new FixedCostId("flat"), OCTOBER.minusMonths(1), "ana"))
        .isInstanceOf(BillingException.class);
    var _ = ports().fixedCosts().postUntil(NOVEMBER, ports().clock().instant());
    assertThat(ended(order(OperationKind.ALLOCATE_COST, OCTOBER, false)).toString())
        .contains("is closed");
    sumUp();
    var _ = moved(Orders.purge(Orders.months(OCTOBER)));
    var _ = moved(Orders.restore(Orders.months(OCTOBER)));
    var _ = allocated(NOVEMBER);

    assertThat(lines(closed)).isEqualTo(lines);
    CheckClosings checks = new CheckClosings(ports().allocationBook());
    assertThat(checks.closings())
        .extracting(one -> checks.check(one).detail())
        .containsExactly("digest " + run(closed).digest());
    assertThat(ports().months().list(OCTOBER, Optional.empty(), 1).getFirst().run())
        .isEqualTo(closed.run());
  }

  @Test
  void only_the_latest_closed_month_can_be_reopened_and_the_old_closing_stays_readable() {
    used(3, 1);
    posted("fee", "10");
    var _ = closed(OCTOBER, FORCED);
    ports().clock().set(Instant.parse("2026-12-20T15:00:00Z"));
    var _ = closed(NOVEMBER, FORCED);

    assertThatThrownBy(() -> ports().months().reopen(OCTOBER, "ana", "wrong"))
        .isInstanceOfSatisfying(
            BillingException.class, e -> assertThat(e.reason()).isEqualTo(Reason.MONTH_NOT_CLOSED));
    var _ = ports().months().reopen(NOVEMBER, "ana", "wrong");
    assertThat(ports().months().reopen(OCTOBER, "ana", "wrong too").closed()).isFalse();
    assertThat(audited(AuditAction.REOPEN_MONTH).detail()).isEqualTo("wrong too");
    used(0, 4);
    var _ = closed(OCTOBER, FORCED);

    List<Closing> closings =
        ports().months().list(OCTOBER, Optional.empty(), 1).getFirst().closings();
    assertThat(closings).extracting(Closing::holds).containsExactly(true, false);
    assertThat(closings.getLast().reopening().orElseThrow().reason()).isEqualTo("wrong too");
    assertThat(ports().allocationBook().run(closings.getLast().run())).isPresent();
    assertThat(lines(allocated(NOVEMBER))).isEmpty();
  }

  @Test
  void what_changes_while_a_month_is_closed_is_not_left_out_of_it() {
    used(3, 1);
    posted("fee", "10");
    Claim claim = claimed(close(OCTOBER, FORCED));
    List<Runnable> changes =
        List.of(
            () -> ports().allocationRules().create(byCalls("early", OCTOBER.minusMonths(1)), "a"),
            () -> ports().allocationRules().end(new RuleId("early"), OCTOBER.minusMonths(1), "a"),
            () -> ports().fixedCosts().create(monthly("flat", "5", OCTOBER), "ana"),
            () -> ports().fixedCosts().postUntil(OCTOBER, ports().clock().instant()),
            () -> collected(item(1, "Azure OpenAI", "60")));

    for (Runnable change : changes) {
      Inputs before = inputs(OCTOBER);
      change.run();
      assertThat(kept(claim, before, Optional.of(FORCED), List.of())).isFalse();
    }
    work(claim);

    Result.Allocated closed = (Result.Allocated) succeeded(claim);
    assertThat(closed.balances()).containsExactly(balance("75", 7_500, 0, 0));
    assertThat(ports().months().latestClosed()).contains(OCTOBER);
  }

  @Test
  void a_month_before_the_first_that_cost_anything_cannot_be_closed_by_any_force() {
    assertThat(ended(close(OCTOBER, FORCED)).toString()).contains("no month has cost anything yet");
    used(3, 1);
    posted("fee", "10");

    assertThat(ended(close(YearMonth.of(2019, 10), FORCED)).toString())
        .contains("2019-10 lies before the first month of cost, which is 2026-10");
    assertThat(ports().months().latestClosed()).isEmpty();
  }

  @Test
  void a_resource_group_that_is_no_longer_read_must_have_been_final_too() {
    used(3, 1);
    collected(item(1, "Azure OpenAI", "60"));
    ports()
        .costBook()
        .keep(
            new Reading(
                SHARED,
                OCTOBER,
                BY_RESOURCE,
                List.of(item(1, "Storage", "1")),
                FINAL.minusSeconds(86_400),
                false));

    assertThat(ended(close(OCTOBER, CloseTerms.STRICT)).toString())
        .contains("the cost of " + SHARED + " was last read when it could still change");
  }

  @Test
  void that_unsettled_usage_was_accepted_is_written_down() {
    append(usage().by(VISION).at(IN_OCTOBER).license(NEW_LICENSE).record());
    collected(item(1, "x", "1"));

    var _ = closed(OCTOBER, new CloseTerms(true, false, ""));

    assertThat(ports().allocationBook().closings().getFirst().acceptUnsettled()).isTrue();
    assertThat(audited(AuditAction.CLOSE_MONTH).detail()).endsWith(", unsettled usage accepted");
  }

  private static AllocationRule byCalls(String id, YearMonth first) {
    return rule(id, first, Division.Proportional.to(Meter.CALLS), "fee");
  }

  private AuditEntry audited(AuditAction action) {
    return ports()
        .auditLog()
        .list(
            new AuditFilter(Span.ALWAYS, Optional.empty(), Optional.of(action)),
            OptionalLong.empty(),
            10)
        .getFirst();
  }

  private static void refused(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            BillingException.class, e -> assertThat(e.reason()).isEqualTo(Reason.MONTH_CLOSED));
  }
}
