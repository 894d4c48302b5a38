package com.totvs.billing.application.allocation;

import static com.totvs.billing.application.cost.Bills.BY_RESOURCE;
import static com.totvs.billing.application.cost.Bills.DTA;
import static com.totvs.billing.application.cost.Bills.OCTOBER;
import static com.totvs.billing.application.cost.Bills.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.totvs.billing.application.allocation.AllocationBook.ChargedBefore;
import com.totvs.billing.application.allocation.AllocationBook.Inputs;
import com.totvs.billing.application.allocation.AllocationBook.KeptLine;
import com.totvs.billing.application.cost.CostBook.Reading;
import com.totvs.billing.application.operation.Claim;
import com.totvs.billing.domain.allocation.ChargedSum;
import com.totvs.billing.domain.allocation.MonthInputs;
import com.totvs.billing.domain.operation.OperationKind;
import com.totvs.billing.domain.operation.Result;
import com.totvs.billing.domain.usage.UsageRecord;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What is charged in the open month for closed ones, in every place that keeps allocations.
public abstract class CorrectionsContract extends AllocationContract {
  private static final YearMonth SEPTEMBER = OCTOBER.minusMonths(1);

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
  void a_month_that_was_reopened_meanwhile_makes_the_run_begin_anew() {
    used(3, 1);
    posted("fee", "10");
    var _ = closed(OCTOBER, FORCED);
    used(0, 4);
    Claim claim = claimed(order(OperationKind.ALLOCATE_COST, NOVEMBER, false));
    Inputs inputs = inputs(NOVEMBER);
    Iterator<ChargedSum> begun = new ChargedSums(ports().allocationBook(), inputs).iterator();
    var _ = ports().months().reopen(OCTOBER, "ana", "wrong");

    assertThat(kept(claim, inputs, Optional.empty(), () -> begun)).isFalse();
    work(claim);

    assertThat(lines((Result.Allocated) succeeded(claim))).isEmpty();
  }

  @Test
  void a_correction_is_told_with_what_had_been_charged_when_it_was_made() {
    used(3, 1);
    posted("fee", "10");
    var _ = closed(OCTOBER, FORCED);
    used(0, 4);
    ports().clock().set(Instant.parse("2026-12-20T15:00:00Z"));
    KeptLine first = keptLines(closed(NOVEMBER, FORCED)).getFirst();
    used(8, 0);
    KeptLine second = keptLines(allocated(NOVEMBER.plusMonths(1))).getFirst();
    var _ = ports().months().reopen(NOVEMBER, "ana", "wrong");
    var _ = closed(NOVEMBER, FORCED);

    assertThat(text(first)).isEqualTo("2026-10 fee BRL carol-chat 67890 5/8 375");
    assertThat(before(first)).isEqualTo("10.00 1000 250");
    assertThat(text(second)).isEqualTo("2026-10 fee BRL carol-chat 67890 5/16 -312");
    assertThat(before(second)).isEqualTo("10.00 1000 625");
  }

  private String before(KeptLine line) {
    ChargedBefore before = ports().allocationBook().chargedBefore(line);
    return before.exact() + " " + before.sum() + " " + before.line();
  }

  @Test
  void closed_months_that_did_not_change_are_left_out_and_each_that_is_read_is_a_sign_of_life() {
    used(3, 1);
    posted("fee", "10");
    var _ = closed(OCTOBER, FORCED);
    AtomicInteger alive = new AtomicInteger();
    Inputs unchanged = ports().allocationBook().inputs(NOVEMBER, alive::incrementAndGet);
    used(0, 1);

    assertThat(alive).hasValue(1);
    assertThat(unchanged.corrected()).isEmpty();
    assertThat(inputs(NOVEMBER).corrected())
        .extracting(MonthInputs::month)
        .containsExactly(OCTOBER);
    assertThat(inputs(NOVEMBER.plusMonths(1)).corrected()).isEmpty();
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
}
