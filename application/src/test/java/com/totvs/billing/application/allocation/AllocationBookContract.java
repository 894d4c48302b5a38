package com.totvs.billing.application.allocation;

import static com.totvs.billing.application.Examples.ACME;
import static com.totvs.billing.application.Examples.CHAT;
import static com.totvs.billing.application.Examples.GLOBEX;
import static com.totvs.billing.application.Examples.LICENSE;
import static com.totvs.billing.application.Examples.OTHER_LICENSE;
import static com.totvs.billing.application.Examples.RM;
import static com.totvs.billing.application.Examples.VISION;
import static com.totvs.billing.application.Examples.usage;
import static com.totvs.billing.application.cost.Bills.BRL;
import static com.totvs.billing.application.cost.Bills.BY_RESOURCE;
import static com.totvs.billing.application.cost.Bills.DTA;
import static com.totvs.billing.application.cost.Bills.OCTOBER;
import static com.totvs.billing.application.cost.Bills.USD;
import static com.totvs.billing.application.cost.Bills.item;
import static com.totvs.billing.application.cost.Bills.monthly;
import static com.totvs.billing.application.cost.Bills.once;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.totvs.billing.application.PortsContract;
import com.totvs.billing.application.allocation.AllocationBook.Difference;
import com.totvs.billing.application.allocation.AllocationBook.KeptLine;
import com.totvs.billing.application.allocation.AllocationBook.LineFilter;
import com.totvs.billing.application.allocation.AllocationBook.LinePlace;
import com.totvs.billing.application.cost.CostBook.Reading;
import com.totvs.billing.application.operation.Claim;
import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.domain.Reason;
import com.totvs.billing.domain.Span;
import com.totvs.billing.domain.allocation.AllocationRule;
import com.totvs.billing.domain.allocation.Balance;
import com.totvs.billing.domain.allocation.ChargedSum;
import com.totvs.billing.domain.allocation.CostSelector;
import com.totvs.billing.domain.allocation.Division;
import com.totvs.billing.domain.allocation.Origin;
import com.totvs.billing.domain.allocation.Payer;
import com.totvs.billing.domain.allocation.RuleId;
import com.totvs.billing.domain.allocation.Tally;
import com.totvs.billing.domain.audit.AuditAction;
import com.totvs.billing.domain.audit.AuditEntry;
import com.totvs.billing.domain.audit.AuditFilter;
import com.totvs.billing.domain.cost.AzureCostItem;
import com.totvs.billing.domain.cost.FixedCost;
import com.totvs.billing.domain.cost.FixedCostId;
import com.totvs.billing.domain.customer.CustomerCode;
import com.totvs.billing.domain.license.LicenseId;
import com.totvs.billing.domain.month.CloseTerms;
import com.totvs.billing.domain.month.Closing;
import com.totvs.billing.domain.month.Obstacle;
import com.totvs.billing.domain.operation.Ending;
import com.totvs.billing.domain.operation.Operation;
import com.totvs.billing.domain.operation.OperationKind;
import com.totvs.billing.domain.operation.Order;
import com.totvs.billing.domain.operation.Result;
import com.totvs.billing.domain.usage.Meter;
import com.totvs.billing.domain.usage.UsageRecord;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every place for allocations does, driven by the work that fills it.
public abstract class AllocationBookContract extends PortsContract {
  private static final YearMonth SEPTEMBER = OCTOBER.minusMonths(1);
  private static final YearMonth NOVEMBER = OCTOBER.plusMonths(1);
  private static final Instant IN_OCTOBER = Instant.parse("2026-10-15T12:00:00Z");
  private static final Instant FINAL = Instant.parse("2026-11-06T06:00:00Z");
  private static final LicenseId NEW_LICENSE = new LicenseId("LS-NEW");
  private static final CloseTerms FORCED = new CloseTerms(false, true, "the bill is agreed");

  @BeforeEach
  void octoberIsOver() {
    ports().clock().set(Instant.parse("2026-11-20T15:00:00Z"));
    remember(LICENSE, ACME);
    remember(OTHER_LICENSE, GLOBEX);
  }

  @Test
  void the_lines_of_a_run_add_up_to_its_sums_and_those_to_what_was_collected() {
    used(3, 1);
    collected(item(1, "Azure OpenAI", "60.004"), item(2, "Azure OpenAI", "40"));
    collected(item(1, "Storage", "", USD, "7"));
    collected(
        item(1, "Azure OpenAI", "60.004"),
        item(2, "Azure OpenAI", "40"),
        item(1, "Storage", "", USD, "7"));
    posted("fee", "10");

    Result.Allocated result = allocated(OCTOBER);

    assertThat(result.balances())
        .containsExactly(
            balance("110.004", 11_000, 0, 0),
            new Balance(
                USD,
                new BigDecimal("7"),
                BigInteger.valueOf(700),
                BigInteger.ZERO,
                BigInteger.ZERO));
    assertThat(lines(result))
        .containsExactly(
            "rg-dta Azure OpenAI BRL carol-chat 67890 1/4 2500",
            "rg-dta Azure OpenAI BRL dta-vision 12345 3/4 7500",
            "fee BRL carol-chat 67890 1/4 250",
            "fee BRL dta-vision 12345 3/4 750",
            "rg-dta Storage USD carol-chat 67890 1/4 175",
            "rg-dta Storage USD dta-vision 12345 3/4 525");
    AllocationRun run = run(result);
    assertThat(run.revisions()).containsExactly(newestRevision());
    assertThat(ports().allocationBook().runs(Optional.of(OCTOBER), OptionalLong.empty(), 9))
        .containsExactly(run);
    assertThat(ports().allocationBook().runs(Optional.of(NOVEMBER), OptionalLong.empty(), 9))
        .isEmpty();
  }

  @Test
  void usage_that_waits_or_is_unknown_pays_under_that_name_and_cost_without_usage_stays_visible() {
    append(usage().by(VISION).at(IN_OCTOBER).license(NEW_LICENSE).record());
    posted(once("setup", "5", OCTOBER, CHAT.id()));
    posted("fee", "8");

    assertThat(lines(allocated(OCTOBER)))
        .containsExactly("fee BRL dta-vision WAITING 1/1 800", "setup BRL unallocated 1/1 500");
  }

  @Test
  void voided_usage_pays_nothing() {
    UsageRecord voided = used(2, 0).getFirst();
    voidUsage(voided, "tried out");
    posted("fee", "8");

    assertThat(lines(allocated(OCTOBER))).containsExactly("fee BRL dta-vision 12345 1/1 800");
  }

  @Test
  void the_same_inputs_bring_the_same_lines_and_other_ones_a_difference() {
    used(3, 1);
    posted("fee", "10");
    Result.Allocated first = allocated(OCTOBER);
    Result.Allocated second = allocated(OCTOBER);
    used(0, 4);
    Result.Allocated third = allocated(OCTOBER);

    assertThat(run(second).digest()).isEqualTo(run(first).digest());
    assertThat(run(second).inputs()).isEqualTo(run(first).inputs());
    assertThat(differences(first, second)).isEmpty();
    assertThat(run(third).digest()).isNotEqualTo(run(first).digest());
    assertThat(differences(first, third))
        .containsExactly("carol-chat 250 625", "dta-vision 750 375");
    assertThat(ports().allocationBook().differences(run(first).number(), run(third).number(), 1, 1))
        .hasSize(1);
  }

  @Test
  void a_rule_divides_by_what_it_says_in_the_months_it_holds_for() {
    used(3, 1);
    posted("fee", "10");
    posted("base", "20");
    AllocationRule even = rule("evenly", OCTOBER, new Division.Even(new TreeSet<>()), "base");
    ports().allocationRules().create(even, "ana");
    ports()
        .allocationRules()
        .create(
            rule("later", NOVEMBER, Division.Proportional.to(Meter.INPUT_TOKENS), "fee"), "ana");

    assertThat(lines(allocated(OCTOBER)))
        .containsExactly(
            "base BRL carol-chat 67890 1/2 1000",
            "base BRL dta-vision 12345 3/6 1000",
            "fee BRL carol-chat 67890 1/4 250",
            "fee BRL dta-vision 12345 3/4 750");
  }

  @Test
  void a_dry_run_tells_the_same_and_keeps_nothing() {
    used(3, 1);
    posted("fee", "10");

    Result.Allocated tried = result(order(OperationKind.ALLOCATE_COST, OCTOBER, true));

    assertThat(tried)
        .isEqualTo(
            new Result.Allocated(
                OptionalLong.empty(), 1, 2, List.of(balance("10", 1_000, 0, 0)), List.of()));
    assertThat(ports().allocationBook().runs(Optional.empty(), OptionalLong.empty(), 9)).isEmpty();
  }

  @Test
  void lines_come_in_pages_and_only_those_that_are_wanted() {
    used(3, 1);
    posted("fee", "10");
    posted("base", "20");
    long run = allocated(OCTOBER).run().getAsLong();
    LineFilter all =
        new LineFilter(run, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    List<KeptLine> read = ports().allocationBook().lines(all, Optional.empty(), 100);
    List<KeptLine> paged = new ArrayList<>();
    Optional<LinePlace> last = Optional.empty();
    for (int i = 0; i < 4; i++) {
      List<KeptLine> page = ports().allocationBook().lines(all, last, 1);
      paged.addAll(page);
      last = Optional.of(page.getFirst().place());
    }

    assertThat(paged).isEqualTo(read);
    assertThat(ports().allocationBook().lines(all, last, 1)).isEmpty();
    assertThat(ports().allocationBook().line(read.get(2).place())).contains(read.get(2));
    assertThat(
            ports()
                .allocationBook()
                .lines(
                    new LineFilter(
                        run,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(ACME.code()),
                        Optional.of(Set.of(VISION.id()))),
                    Optional.empty(),
                    9))
        .hasSize(2)
        .allMatch(line -> line.use().orElseThrow().calls() == 3);
    assertThat(
            ports()
                .allocationBook()
                .lines(
                    new LineFilter(
                        run,
                        Optional.of(CHAT.id()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(Set.of(VISION.id()))),
                    Optional.empty(),
                    9))
        .isEmpty();
    assertThat(ports().allocationBook().usage(run, Optional.empty()))
        .extracting(share -> share.payer().solution())
        .containsExactly(CHAT.id(), VISION.id());
  }

  @Test
  void who_may_see_some_solutions_sees_the_total_of_theirs_that_cost_was_divided_by() {
    used(3, 1);
    append(usage().by(VISION).in(RM).at(IN_OCTOBER).license(LICENSE).record());
    posted("fee", "10");
    long run = allocated(OCTOBER).run().getAsLong();

    assertThat(
            ports()
                .allocationBook()
                .lines(
                    new LineFilter(
                        run,
                        Optional.empty(),
                        Optional.of(RM.id()),
                        Optional.empty(),
                        Optional.of(Set.of(VISION.id()))),
                    Optional.empty(),
                    9))
        .extracting(AllocationBookContract::text)
        .containsExactly("fee BRL dta-vision 12345 1/4 200");
  }

  @Test
  void reading_a_run_again_gives_the_digest_it_was_kept_with() {
    used(3, 1);
    posted("fee", "10");
    posted(once("setup", "5", OCTOBER, CHAT.id()));
    AllocationRun run = run(allocated(OCTOBER));

    Tally tally = new Tally();
    ports().allocationBook().each(run.number(), tally::add);

    assertThat(tally.digest()).isEqualTo(run.digest());
    assertThat(tally.balances()).isEqualTo(run.balances());
  }

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
    used(3, 1);
    posted("fee", "10");
    Result.Allocated closed = closed(OCTOBER, FORCED);
    List<String> lines = lines(closed);

    used(5, 5);
    ports().costBook().keep(reading(FINAL.plusSeconds(60), true, item(3, "late", "9")));
    refused(() -> ports().fixedCosts().create(monthly("more", "1", OCTOBER), "ana"));
    refused(
        () ->
            ports()
                .allocationRules()
                .create(rule("late", OCTOBER, Division.Proportional.to(Meter.CALLS), "fee"), "a"));
    assertThat(ended(order(OperationKind.ALLOCATE_COST, OCTOBER, false)).toString())
        .contains("is closed");
    var _ = allocated(NOVEMBER);

    assertThat(lines(closed)).isEqualTo(lines);
    assertThat(ports().months().list(OCTOBER, Optional.empty(), 1).getFirst().run())
        .isEqualTo(closed.run());
  }

  @Test
  void what_comes_late_is_charged_in_the_oldest_open_month_once() {
    used(3, 1);
    posted("fee", "10");
    var _ = closed(OCTOBER, FORCED);
    used(0, 4);
    collected(item(3, "Azure OpenAI", "16"));

    Result.Allocated november = allocated(NOVEMBER);
    assertThat(lines(november))
        .containsExactly(
            "2026-10 rg-dta Azure OpenAI BRL carol-chat 67890 5/8 1000",
            "2026-10 rg-dta Azure OpenAI BRL dta-vision 12345 3/8 600",
            "2026-10 fee BRL carol-chat 67890 5/8 375",
            "2026-10 fee BRL dta-vision 12345 3/8 -375");
    assertThat(november.balances()).containsExactly(balance("16", 1_600, 0, 1_600));

    ports().clock().set(Instant.parse("2026-12-20T15:00:00Z"));
    assertThat(lines(closed(NOVEMBER, FORCED))).isEqualTo(lines(november));
    assertThat(lines(allocated(OCTOBER.plusMonths(2)))).isEmpty();
    used(8, 0);
    assertThat(lines(allocated(OCTOBER.plusMonths(2))))
        .containsExactly(
            "2026-10 rg-dta Azure OpenAI BRL carol-chat 67890 5/16 -500",
            "2026-10 rg-dta Azure OpenAI BRL dta-vision 12345 11/16 500",
            "2026-10 fee BRL carol-chat 67890 5/16 -312",
            "2026-10 fee BRL dta-vision 12345 11/16 312");
  }

  @Test
  void one_who_used_nothing_in_the_end_gets_everything_back() {
    List<UsageRecord> records = used(1, 1);
    posted("fee", "10");
    var _ = closed(OCTOBER, FORCED);
    voidUsage(records.getLast(), "tried out");

    assertThat(lines(allocated(NOVEMBER)))
        .containsExactly(
            "2026-10 fee BRL carol-chat 67890 0/1 -500",
            "2026-10 fee BRL dta-vision 12345 1/1 500");
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
  void a_month_that_was_reopened_meanwhile_makes_the_run_begin_anew() {
    used(3, 1);
    posted("fee", "10");
    var _ = closed(OCTOBER, FORCED);
    used(0, 4);
    Claim claim = claimed(order(OperationKind.ALLOCATE_COST, NOVEMBER, false));
    AllocationBook.Inputs inputs = ports().allocationBook().inputs(NOVEMBER);
    var _ = ports().months().reopen(OCTOBER, "ana", "wrong");

    assertThat(
            ports()
                .allocationBook()
                .keep(
                    claim,
                    new AllocationBook.Draft(inputs, inputs.closed(), Optional.empty(), List.of()),
                    List.<ChargedSum>of()))
        .isFalse();
    work(claim);

    assertThat(lines((Result.Allocated) succeeded(claim))).isEmpty();
  }

  @Test
  void a_month_that_cost_nothing_when_a_later_one_was_closed_is_closed_and_corrected() {
    used(3, 1);
    posted("fee", "10");
    var _ = closed(OCTOBER, FORCED);
    ports()
        .costBook()
        .keep(
            new Reading(
                DTA,
                SEPTEMBER,
                BY_RESOURCE,
                List.of(item(SEPTEMBER.atDay(1), "5")),
                ports().clock().instant(),
                true));

    assertThat(ended(order(OperationKind.ALLOCATE_COST, SEPTEMBER, false)).toString())
        .contains("is closed");
    assertThat(ports().months().list(NOVEMBER, Optional.empty(), 9))
        .extracting(month -> month.month() + " " + month.closed() + " " + month.closings().size())
        .containsExactly("2026-11 false 0", "2026-10 true 1", "2026-09 true 0");
    assertThat(lines(allocated(NOVEMBER)))
        .containsExactly("2026-09 rg-dta Azure OpenAI BRL unallocated 1/1 500");
  }

  @Test
  void cancelling_leaves_nothing_behind() {
    used(3, 1);
    posted("fee", "10");
    Claim claim = claimed(order(OperationKind.ALLOCATE_COST, OCTOBER, false));
    var _ = ports().operations().cancel(claim.operation().id(), "ana");
    work(claim);

    assertThat(operation(claim.operation().id()).ending())
        .containsInstanceOf(Ending.Cancelled.class);
    assertThat(ports().allocationBook().runs(Optional.empty(), OptionalLong.empty(), 9)).isEmpty();
  }

  private List<UsageRecord> used(int byAcme, int byGlobex) {
    List<UsageRecord> records = new ArrayList<>();
    for (int i = 0; i < byAcme; i++) {
      records.add(usage().by(VISION).at(IN_OCTOBER).license(LICENSE).record());
    }
    for (int i = 0; i < byGlobex; i++) {
      records.add(usage().by(CHAT).at(IN_OCTOBER).license(OTHER_LICENSE).record());
    }
    records.forEach(this::append);
    return records;
  }

  private void collected(AzureCostItem... items) {
    ports().costBook().keep(reading(ports().clock().instant(), true, items));
    ports().clock().set(ports().clock().instant().plusSeconds(1));
  }

  private static Reading reading(Instant time, boolean isFinal, AzureCostItem... items) {
    return new Reading(DTA, OCTOBER, BY_RESOURCE, List.of(items), time, isFinal);
  }

  private long newestRevision() {
    return ports()
        .costBook()
        .revisions(Optional.empty(), Optional.empty(), OptionalLong.empty(), 99)
        .getFirst()
        .number();
  }

  private void posted(String id, String amount) {
    posted(once(id, amount, OCTOBER, VISION.id()).of(Optional.empty()));
  }

  private void posted(FixedCost cost) {
    ports().fixedCosts().create(cost, "ana");
    var _ = ports().fixedCosts().postUntil(OCTOBER, ports().clock().instant());
  }

  private static AllocationRule rule(
      String id, YearMonth first, Division division, String fixedCost) {
    return new AllocationRule(
        new RuleId(id),
        1,
        new CostSelector(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(new FixedCostId(fixedCost))),
        division,
        first,
        Optional.empty());
  }

  private static Order order(OperationKind kind, YearMonth month, boolean dryRun) {
    return new Order(kind, span(month), dryRun, "ana", Optional.of(UUID.randomUUID()));
  }

  private static Order close(YearMonth month, CloseTerms terms) {
    return new Order(OperationKind.CLOSE_MONTH, span(month), false, "ana", Optional.empty(), terms);
  }

  private static Span span(YearMonth month) {
    return new Span(
        Optional.of(BusinessZone.SAO_PAULO.start(month)),
        Optional.of(BusinessZone.SAO_PAULO.start(month.plusMonths(1))));
  }

  private Result.Allocated allocated(YearMonth month) {
    return result(order(OperationKind.ALLOCATE_COST, month, false));
  }

  private Result.Allocated closed(YearMonth month, CloseTerms terms) {
    return result(close(month, terms));
  }

  private Result.Allocated result(Order order) {
    Claim claim = claimed(order);
    work(claim);
    return (Result.Allocated) succeeded(claim);
  }

  private Result succeeded(Claim claim) {
    Ending ending = operation(claim.operation().id()).ending().orElseThrow();
    assertThat(ending).isInstanceOf(Ending.Succeeded.class);
    return ((Ending.Succeeded) ending).result();
  }

  private Ending ended(Order order) {
    return over(order).ending().orElseThrow();
  }

  private Operation over(Order order) {
    Claim claim = claimed(order);
    try {
      work(claim);
    } catch (BillingException e) {
      ports()
          .operations()
          .end(
              claim,
              new Ending.Failed(
                  ports().clock().instant(),
                  Optional.of(e.reason()),
                  String.valueOf(e.getMessage())));
    }
    return operation(claim.operation().id());
  }

  private void work(Claim claim) {
    new RunAllocation(
            ports().allocationBook(),
            ports().operations(),
            List.of(DTA),
            BusinessZone.SAO_PAULO,
            ports().clock())
        .run(claim);
  }

  private AllocationRun run(Result.Allocated result) {
    return ports().allocationBook().run(result.run().getAsLong()).orElseThrow();
  }

  private List<String> lines(Result.Allocated result) {
    return ports()
        .allocationBook()
        .lines(
            new LineFilter(
                result.run().getAsLong(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()),
            Optional.empty(),
            100)
        .stream()
        .map(AllocationBookContract::text)
        .toList();
  }

  private static String text(KeptLine line) {
    String origin =
        switch (line.sum().sum().origin()) {
          case Origin.Azure azure -> azure.resourceGroup().name() + " " + azure.serviceName();
          case Origin.Fixed fixed -> fixed.id().value();
        };
    return "%s%s %s %s %d/%d %d"
        .formatted(
            line.sum().forMonth().map(month -> month + " ").orElse(""),
            origin,
            line.sum().sum().currency(),
            line.line().payer().map(AllocationBookContract::text).orElse("unallocated"),
            line.line().driver().quantity(),
            line.line().driver().total(),
            line.line().amount());
  }

  private static String text(Payer payer) {
    return payer.solution()
        + " "
        + payer.customer().map(CustomerCode::value).orElse(payer.state().name());
  }

  private List<String> differences(Result.Allocated one, Result.Allocated other) {
    return ports()
        .allocationBook()
        .differences(run(one).number(), run(other).number(), 0, 100)
        .stream()
        .map(AllocationBookContract::text)
        .toList();
  }

  private static String text(Difference one) {
    return one.line().payer().orElseThrow().solution() + " " + one.before() + " " + one.after();
  }

  private static Balance balance(String exact, long collected, long unallocated, long corrections) {
    return new Balance(
        BRL,
        new BigDecimal(exact),
        BigInteger.valueOf(collected),
        BigInteger.valueOf(unallocated),
        BigInteger.valueOf(corrections));
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
