package com.totvs.billing.application.cost;

import static com.totvs.billing.application.cost.Bills.OCTOBER;
import static com.totvs.billing.application.cost.Bills.monthly;
import static com.totvs.billing.application.cost.Bills.once;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.totvs.billing.application.PortsContract;
import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.Reason;
import com.totvs.billing.domain.Span;
import com.totvs.billing.domain.audit.AuditAction;
import com.totvs.billing.domain.audit.AuditEntry;
import com.totvs.billing.domain.audit.AuditFilter;
import com.totvs.billing.domain.catalog.SolutionId;
import com.totvs.billing.domain.cost.FixedCost;
import com.totvs.billing.domain.cost.FixedCostId;
import com.totvs.billing.domain.cost.PostedCost;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/// What every place for fixed costs does.
public abstract class FixedCostsContract extends PortsContract {
  private static final SolutionId DTA = new SolutionId("dta");
  private static final FixedCost FEE = monthly("fee", "1500.00", OCTOBER);

  @Test
  void a_fixed_cost_is_kept_as_it_was_created_and_listed_by_id() {
    FixedCost setup = once("a-setup", "99.90", OCTOBER.plusMonths(1), DTA);
    assertThat(create(FEE)).isEqualTo(FEE);
    create(setup);
    create(monthly("b2", "1", OCTOBER).endingWith(OCTOBER));

    assertThat(fixedCosts().list(Optional.empty(), 2))
        .containsExactly(setup, monthly("b2", "1", OCTOBER).endingWith(OCTOBER));
    assertThat(fixedCosts().list(Optional.of(new FixedCostId("b2")), 2)).containsExactly(FEE);
  }

  @Test
  void creating_it_again_changes_nothing_and_another_one_under_its_id_is_refused() {
    create(FEE);
    create(FEE);

    refused(Reason.FIXED_COST_EXISTS, () -> create(monthly("fee", "1500.01", OCTOBER)));
    assertThat(fixedCosts().list(Optional.empty(), 9)).containsExactly(FEE);
    assertThat(audited())
        .extracting(AuditEntry::subject, AuditEntry::action, AuditEntry::target)
        .containsExactly(tuple("ana", AuditAction.CREATE_FIXED_COST, "fee"));
  }

  @Test
  void each_month_that_has_begun_is_posted_once_also_those_that_were_missed() {
    create(FEE);
    create(once("setup", "10", OCTOBER.plusMonths(1), DTA));
    Instant now = ports().clock().instant();

    assertThat(fixedCosts().postUntil(OCTOBER.minusMonths(1), now)).isEmpty();
    assertThat(fixedCosts().postUntil(OCTOBER.plusMonths(2), now))
        .containsExactly(
            FEE.posted(OCTOBER, now),
            FEE.posted(OCTOBER.plusMonths(1), now),
            once("setup", "10", OCTOBER.plusMonths(1), DTA).posted(OCTOBER.plusMonths(1), now),
            FEE.posted(OCTOBER.plusMonths(2), now));
    assertThat(fixedCosts().postUntil(OCTOBER.plusMonths(2), now)).isEmpty();
    assertThat(fixedCosts().posted(OCTOBER.plusMonths(1)))
        .extracting(posted -> posted.id().value())
        .containsExactly("fee", "setup");
  }

  @Test
  void whatever_posts_at_the_same_time_each_month_is_posted_once() {
    create(FEE);
    Instant now = ports().clock().instant();

    List<List<PostedCost>> posted =
        atOnce(8, () -> fixedCosts().postUntil(OCTOBER.plusMonths(5), now));

    assertThat(posted.stream().flatMap(Collection::stream)).hasSize(6);
  }

  @Test
  void one_that_ended_is_posted_until_its_last_month() {
    create(FEE);
    YearMonth last = OCTOBER.plusMonths(1);
    assertThat(fixedCosts().end(FEE.id(), last, "ana")).isEqualTo(FEE.endingWith(last));
    assertThat(fixedCosts().end(FEE.id(), last, "ana")).isEqualTo(FEE.endingWith(last));

    assertThat(fixedCosts().postUntil(OCTOBER.plusMonths(9), ports().clock().instant()))
        .extracting(PostedCost::month)
        .containsExactly(OCTOBER, last);
    assertThat(audited())
        .extracting(AuditEntry::action)
        .containsExactly(AuditAction.END_FIXED_COST, AuditAction.CREATE_FIXED_COST);
  }

  @Test
  void one_cannot_end_before_a_month_that_is_posted_nor_if_it_is_not_there() {
    create(FEE);
    var _ = fixedCosts().postUntil(OCTOBER.plusMonths(1), ports().clock().instant());

    refused(Reason.INVALID_FIELDS, () -> end("fee", OCTOBER));
    refused(Reason.INVALID_FIELDS, () -> end("fee", OCTOBER.minusMonths(1)));
    refused(Reason.FIXED_COST_NOT_FOUND, () -> end("other", OCTOBER));
    assertThat(fixedCosts().list(Optional.empty(), 9)).containsExactly(FEE);
  }

  @Test
  void one_that_is_not_posted_yet_is_taken_back_by_an_end_before_its_first_month() {
    FixedCost setup = once("setup", "10", OCTOBER, DTA);
    create(FEE);
    create(setup);
    end("fee", OCTOBER.minusMonths(1));
    end("setup", OCTOBER.minusMonths(1));

    assertThat(postedUntil(OCTOBER.plusMonths(3))).isEmpty();
    create(monthly("again", "7", OCTOBER).endingWith(OCTOBER));
    assertThat(postedUntil(OCTOBER.plusMonths(3)))
        .containsExactly(tuple(new FixedCostId("again"), OCTOBER));
  }

  @Test
  void one_that_ended_goes_on_when_its_end_is_moved_later() {
    create(FEE);
    end("fee", OCTOBER);
    assertThat(postedUntil(OCTOBER.plusMonths(3))).containsExactly(tuple(FEE.id(), OCTOBER));
    end("fee", OCTOBER.plusMonths(2));

    assertThat(postedUntil(OCTOBER.plusMonths(3)))
        .containsExactly(
            tuple(FEE.id(), OCTOBER.plusMonths(1)), tuple(FEE.id(), OCTOBER.plusMonths(2)));
  }

  @Test
  void a_credit_note_is_posted_once_with_its_sign() {
    create(once("credit", "-99.90", OCTOBER, DTA));

    assertThat(fixedCosts().postUntil(OCTOBER, ports().clock().instant()))
        .extracting(posted -> posted.amount().toPlainString())
        .containsExactly("-99.90");
  }

  @Test
  void no_more_than_a_thousand_are_posted_at_once_and_the_oldest_first() {
    YearMonth first = YearMonth.of(2000, 1);
    for (String id : List.of("a", "b", "c", "d")) {
      create(monthly(id, "1", first));
    }
    Instant now = ports().clock().instant();

    List<PostedCost> some = fixedCosts().postUntil(OCTOBER, now);
    List<PostedCost> rest = fixedCosts().postUntil(OCTOBER, now);

    assertThat(some).hasSize(FixedCosts.AT_ONCE);
    assertThat(some.getLast().month()).isEqualTo(first.plusMonths(249));
    assertThat(rest).hasSize(4 * 322 - FixedCosts.AT_ONCE);
    assertThat(fixedCosts().postUntil(OCTOBER, now)).isEmpty();
  }

  private List<Tuple> postedUntil(YearMonth month) {
    return fixedCosts().postUntil(month, ports().clock().instant()).stream()
        .map(posted -> tuple(posted.id(), posted.month()))
        .toList();
  }

  @Test
  void one_that_is_provided_follows_its_solution_and_stays_ended() {
    fixedCosts().provide(FEE.of(Optional.of(DTA)));
    Instant now = ports().clock().instant();
    var _ = fixedCosts().postUntil(OCTOBER, now);
    end("fee", OCTOBER.plusMonths(1));
    fixedCosts()
        .provide(monthly("fee", "9", OCTOBER.plusMonths(7)).of(Optional.of(new SolutionId("x"))));

    assertThat(fixedCosts().postUntil(OCTOBER.plusMonths(3), now))
        .extracting(PostedCost::month, PostedCost::solution, posted -> posted.amount().intValue())
        .containsExactly(tuple(OCTOBER.plusMonths(1), Optional.of(new SolutionId("x")), 1500));
    assertThat(fixedCosts().posted(OCTOBER).getFirst().solution()).contains(DTA);
  }

  private FixedCosts fixedCosts() {
    return ports().fixedCosts();
  }

  private FixedCost create(FixedCost cost) {
    return fixedCosts().create(cost, "ana");
  }

  private void end(String id, YearMonth last) {
    var _ = fixedCosts().end(new FixedCostId(id), last, "ana");
  }

  private List<AuditEntry> audited() {
    return ports()
        .auditLog()
        .list(
            new AuditFilter(Span.ALWAYS, Optional.empty(), Optional.empty()),
            OptionalLong.empty(),
            10);
  }

  private static void refused(Reason reason, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            BillingException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
