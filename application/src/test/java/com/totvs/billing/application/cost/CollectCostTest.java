package com.totvs.billing.application.cost;

import static com.totvs.billing.application.cost.Bills.BY_RESOURCE;
import static com.totvs.billing.application.cost.Bills.DTA;
import static com.totvs.billing.application.cost.Bills.SHARED;
import static com.totvs.billing.application.cost.Bills.item;
import static com.totvs.billing.domain.BusinessZone.SAO_PAULO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.totvs.billing.application.Examples;
import com.totvs.billing.application.SettableClock;
import com.totvs.billing.application.cost.CostBook.ItemFilter;
import com.totvs.billing.application.memory.InMemoryBilling;
import com.totvs.billing.application.operation.Operations;
import com.totvs.billing.application.operation.RunOperations;
import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.access.Caller;
import com.totvs.billing.domain.access.Scope;
import com.totvs.billing.domain.cost.AzureCostItem;
import com.totvs.billing.domain.cost.CostCalendar;
import com.totvs.billing.domain.cost.CostGrouping;
import com.totvs.billing.domain.cost.CostRevision;
import com.totvs.billing.domain.cost.CostSource;
import com.totvs.billing.domain.cost.ResourceGroup;
import com.totvs.billing.domain.operation.Ending;
import com.totvs.billing.domain.operation.Operation;
import com.totvs.billing.domain.operation.OperationKind;
import com.totvs.billing.domain.operation.Result;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Collects from an Azure that says what a test wants.
final class CollectCostTest {
  private static final LocalTime AT_THREE = LocalTime.of(3, 0);
  private static final Instant DAWN = Instant.parse("2026-11-06T06:00:00Z");
  private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);

  private final SettableClock clock = new SettableClock();
  private final InMemoryBilling billing = new InMemoryBilling(clock);
  private final CostCalendar calendar = new CostCalendar(SAO_PAULO, 6);
  private final CollectCost collectCost =
      new CollectCost(
          billing.operations(), billing.costBook(), List.of(DTA, SHARED), calendar, clock);
  private final List<String> asked = new ArrayList<>();
  private Optional<ResourceGroup> silent = Optional.empty();
  private Optional<ResourceGroup> unkept = Optional.empty();
  private Optional<ResourceGroup> broken = Optional.empty();

  @BeforeEach
  void atDawn() {
    clock.set(DAWN);
  }

  @Test
  void early_in_a_month_the_one_before_is_read_too_and_becomes_final_on_the_sixth() {
    collectCost.collectDue(AT_THREE);
    Operation over = run();

    assertThat(asked)
        .containsExactly(
            "rg-dta 2026-10", "rg-shared 2026-10", "rg-dta 2026-11", "rg-shared 2026-11");
    assertThat(over.ending()).contains(new Ending.Succeeded(DAWN, new Result.Collected(4, 4)));
    assertThat(revisions())
        .extracting(one -> one.month() + " " + one.isFinal())
        .containsExactly("2026-11 false", "2026-11 false", "2026-10 true", "2026-10 true");
  }

  @Test
  void later_only_the_open_month_is_read() {
    collectAndRun();
    asked.clear();
    clock.set(DAWN.plus(Duration.ofDays(1)));
    collectAndRun();

    assertThat(asked).containsExactly("rg-dta 2026-11", "rg-shared 2026-11");
  }

  @Test
  void a_month_that_could_not_be_read_on_its_final_day_is_read_until_it_is_final() {
    silent = Optional.of(DTA);
    collectAndRun();
    silent = Optional.empty();
    asked.clear();
    clock.set(DAWN.plus(Duration.ofDays(3)));
    collectAndRun();
    clock.set(DAWN.plus(Duration.ofDays(4)));
    collectAndRun();

    assertThat(asked)
        .containsExactly(
            "rg-dta 2026-10",
            "rg-shared 2026-10",
            "rg-dta 2026-11",
            "rg-shared 2026-11",
            "rg-dta 2026-11",
            "rg-shared 2026-11");
  }

  @Test
  void what_could_not_be_read_is_read_again_each_hour_for_six_hours_and_then_the_next_day() {
    silent = Optional.of(DTA);
    for (int minute = 0; minute < 12 * 60; minute += 5) {
      clock.set(DAWN.plus(Duration.ofMinutes(minute)));
      collectAndRun();
    }
    assertThat(asked.stream().filter("rg-dta 2026-11"::equals)).hasSize(6);

    clock.set(DAWN.plus(Duration.ofDays(1)));
    collectAndRun();
    assertThat(asked.stream().filter("rg-dta 2026-11"::equals)).hasSize(7);
  }

  @Test
  void nothing_is_asked_for_before_dawn_and_a_dawn_that_was_slept_through_is_made_up_for() {
    clock.set(DAWN.minusSeconds(1));
    collectCost.collectDue(AT_THREE);
    assertThat(all()).isEmpty();

    clock.set(DAWN.plus(Duration.ofHours(9)));
    collectAndRun();
    assertThat(asked).hasSize(4);
  }

  @Test
  void while_a_reading_is_under_way_no_other_one_is_asked_for() {
    Caller finance = Examples.allowed(Scope.COST_WRITE);
    var _ = collectCost.collect(finance, Optional.of(NOVEMBER), Optional.empty());
    collectCost.collectDue(AT_THREE);

    assertThat(all()).hasSize(1);
  }

  @Test
  void a_day_is_collected_once_whatever_node_asks_for_it() {
    collectCost.collectDue(AT_THREE);
    collectCost.collectDue(AT_THREE);

    assertThat(all()).hasSize(1);
  }

  @Test
  void one_resource_group_that_cannot_be_read_does_not_hold_up_the_others_and_is_named() {
    silent = Optional.of(DTA);
    collectCost.collectDue(AT_THREE);
    Operation over = run();

    assertThat(over.ending())
        .containsInstanceOf(Ending.Failed.class)
        .get()
        .asString()
        .contains("2 of 4 readings failed", "rg-dta in 2026-10: away", "rg-dta in 2026-11: away");
    assertThat(billing.costBook().sources())
        .extracting(source -> source.resourceGroup().name() + " " + source.lastError())
        .containsExactly("rg-dta 2026-11: away; 2026-10: away", "rg-shared ");
    assertThat(items()).isEqualTo(2);
  }

  @Test
  void one_whose_answer_cannot_be_kept_does_not_hold_up_the_others_and_is_named() {
    unkept = Optional.of(DTA);
    collectCost.collectDue(AT_THREE);
    Operation over = run();

    assertThat(over.ending())
        .get()
        .asString()
        .contains("2 of 4 readings failed", "rg-dta in 2026-10: what Azure tells cannot be kept");
    assertThat(items()).isEqualTo(2);
  }

  @Test
  void an_error_while_one_is_read_does_not_hold_up_the_others() {
    broken = Optional.of(DTA);
    collectCost.collectDue(AT_THREE);
    Operation over = run();

    assertThat(over.ending()).get().asString().contains("2 of 4 readings failed");
    assertThat(items()).isEqualTo(2);
  }

  @Test
  void resource_groups_are_listed_before_they_were_ever_read_and_after_they_were_paid_for() {
    billing.costBook().failed(DTA, NOVEMBER, "503", DAWN);
    ListCostSources sources = new ListCostSources(billing.costBook(), List.of(SHARED));

    assertThat(sources.list(Examples.allowed(Scope.COST_READ)))
        .extracting(one -> one.resourceGroup().name() + " " + one.isFailing())
        .containsExactly("rg-dta true", "rg-shared true");
    assertThat(sources.paid()).containsExactly(CostSource.unread(SHARED));
  }

  @Test
  void what_was_known_of_a_resource_group_that_cannot_be_read_stays() {
    collectCost.collectDue(AT_THREE);
    var _ = run();
    silent = Optional.of(DTA);
    clock.set(DAWN.plusSeconds(86_400));
    collectCost.collectDue(AT_THREE);
    var _ = run();

    assertThat(items()).isEqualTo(4);
  }

  @Test
  void any_of_the_last_months_may_be_asked_for() {
    Caller finance = Examples.allowed(Scope.COST_WRITE);
    var _ = collectCost.collect(finance, Optional.of(NOVEMBER.minusMonths(36)), Optional.empty());
    var _ = run();

    assertThat(asked).containsExactly("rg-dta 2023-11", "rg-shared 2023-11");
    for (YearMonth month : List.of(NOVEMBER.plusMonths(1), NOVEMBER.minusMonths(37))) {
      assertThatThrownBy(() -> collectCost.collect(finance, Optional.of(month), Optional.empty()))
          .isInstanceOf(BillingException.class)
          .hasMessageContaining("must lie between 2023-11 and 2026-11");
    }
  }

  private void collectAndRun() {
    collectCost.collectDue(AT_THREE);
    var _ = operations().run(OperationKind.Line.COLLECTING);
  }

  private Operation run() {
    assertThat(operations().run(OperationKind.Line.COLLECTING)).isTrue();
    return all().getFirst();
  }

  private RunOperations operations() {
    RunCollect work =
        new RunCollect(
            this::read,
            billing.costBook(),
            billing.operations(),
            List.of(DTA, SHARED),
            BY_RESOURCE,
            calendar,
            clock);
    return new RunOperations(
        billing.operations(), Map.of(OperationKind.COLLECT_AZURE_COST, work), clock);
  }

  private AzureAnswer read(ResourceGroup resourceGroup, YearMonth month, CostGrouping grouping) {
    assertThat(grouping).isEqualTo(BY_RESOURCE);
    asked.add(resourceGroup.name() + " " + month);
    if (broken.equals(Optional.of(resourceGroup))) {
      throw new IllegalStateException("a mistake of the reader");
    }
    return silent.equals(Optional.of(resourceGroup))
        ? new AzureAnswer.Untold("away")
        : new AzureAnswer.Told(items(resourceGroup, month));
  }

  // The sum of the smallest and the greatest number has more digits than there can be.
  private List<AzureCostItem> items(ResourceGroup resourceGroup, YearMonth month) {
    return unkept.equals(Optional.of(resourceGroup))
        ? List.of(item(month.atDay(1), "1E-2147483647"), item(month.atDay(1), "1E+2147483647"))
        : List.of(item(month.atDay(1), "1.25"));
  }

  private List<Operation> all() {
    return billing
        .operations()
        .list(
            new Operations.Filter(Set.of(OperationKind.COLLECT_AZURE_COST), Optional.empty()),
            Optional.empty(),
            10);
  }

  private List<CostRevision> revisions() {
    return billing
        .costBook()
        .revisions(Optional.empty(), Optional.empty(), OptionalLong.empty(), 10);
  }

  private int items() {
    return billing
        .costBook()
        .items(
            new ItemFilter(Optional.empty(), Optional.empty(), OptionalLong.empty()),
            Optional.empty(),
            10)
        .size();
  }
}
