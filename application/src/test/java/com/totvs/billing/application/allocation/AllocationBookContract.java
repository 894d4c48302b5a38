package com.totvs.billing.application.allocation;

import static com.totvs.billing.application.Examples.ACME;
import static com.totvs.billing.application.Examples.CHAT;
import static com.totvs.billing.application.Examples.LICENSE;
import static com.totvs.billing.application.Examples.RM;
import static com.totvs.billing.application.Examples.VISION;
import static com.totvs.billing.application.Examples.usage;
import static com.totvs.billing.application.cost.Bills.OCTOBER;
import static com.totvs.billing.application.cost.Bills.USD;
import static com.totvs.billing.application.cost.Bills.item;
import static com.totvs.billing.application.cost.Bills.once;
import static org.assertj.core.api.Assertions.assertThat;

import com.totvs.billing.application.allocation.AllocationBook.KeptLine;
import com.totvs.billing.application.allocation.AllocationBook.LineFilter;
import com.totvs.billing.application.allocation.AllocationBook.LinePlace;
import com.totvs.billing.application.allocation.CompareRuns.Difference;
import com.totvs.billing.application.operation.Claim;
import com.totvs.billing.domain.allocation.AllocationRule;
import com.totvs.billing.domain.allocation.Balance;
import com.totvs.billing.domain.allocation.Division;
import com.totvs.billing.domain.allocation.Tally;
import com.totvs.billing.domain.operation.Ending;
import com.totvs.billing.domain.operation.OperationKind;
import com.totvs.billing.domain.operation.Result;
import com.totvs.billing.domain.usage.Meter;
import com.totvs.billing.domain.usage.Purpose;
import com.totvs.billing.domain.usage.UsageRecord;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// What every place for allocations does, driven by the work that fills it.
public abstract class AllocationBookContract extends AllocationContract {
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
  void the_internal_client_pays_for_support_and_development() {
    used(3, 0);
    append(usage().by(VISION).at(IN_OCTOBER).purpose(Purpose.SUPPORT).record());
    append(usage().by(VISION).at(IN_OCTOBER).purpose(Purpose.DEVELOPMENT).record());
    posted("fee", "10");

    assertThat(lines(allocated(OCTOBER)))
        .containsExactly("fee BRL dta-vision 12345 3/5 600", "fee BRL dta-vision 99700 2/5 400");
  }

  @Test
  void a_record_that_is_settled_before_the_one_that_cancels_it_breaks_nothing() {
    UsageRecord voided = usage().by(VISION).at(IN_OCTOBER).license(NEW_LICENSE).record();
    append(voided);
    voidUsage(voided, "tried out");
    used(1, 0);
    posted("fee", "8");
    remember(NEW_LICENSE, ACME);
    assertThat(journal().settle(NEW_LICENSE, 1)).isEqualTo(1);

    assertThat(allocated(OCTOBER).balances()).containsExactly(balance("8", 800, 0, 0));
    assertThat(journal().settle(NEW_LICENSE, 1)).isEqualTo(1);
    assertThat(lines(allocated(OCTOBER))).containsExactly("fee BRL dta-vision 12345 1/1 800");
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
    CompareRuns.Page page = compare(first, third, CompareRuns.Place.FIRST, 1);
    assertThat(page.differences())
        .extracting(one -> text(one))
        .containsExactly("carol-chat 250 625");
    CompareRuns.Page rest = compare(first, third, page.next().orElseThrow(), 1);
    assertThat(rest.differences())
        .extracting(one -> text(one))
        .containsExactly("dta-vision 750 375");
    assertThat(rest.next()).isEmpty();
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

  private long newestRevision() {
    return ports()
        .costBook()
        .revisions(Optional.empty(), Optional.empty(), OptionalLong.empty(), 99)
        .getFirst()
        .number();
  }

  private List<String> differences(Result.Allocated one, Result.Allocated other) {
    return compare(one, other, CompareRuns.Place.FIRST, 100).differences().stream()
        .map(AllocationBookContract::text)
        .toList();
  }

  private CompareRuns.Page compare(
      Result.Allocated one, Result.Allocated other, CompareRuns.Place from, int limit) {
    return new CompareRuns(ports().allocationBook())
        .compare(run(one).number(), run(other).number(), from, limit);
  }

  private static String text(Difference one) {
    return one.line().payer().orElseThrow().solution() + " " + one.before() + " " + one.after();
  }
}
