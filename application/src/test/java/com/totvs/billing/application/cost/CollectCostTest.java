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
import com.totvs.billing.domain.cost.CostCalendar;
import com.totvs.billing.domain.cost.CostGrouping;
import com.totvs.billing.domain.cost.CostRevision;
import com.totvs.billing.domain.cost.ResourceGroup;
import com.totvs.billing.domain.operation.Ending;
import com.totvs.billing.domain.operation.Operation;
import com.totvs.billing.domain.operation.OperationKind;
import com.totvs.billing.domain.operation.Result;
import java.time.Instant;
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
  private static final Instant DAWN = Instant.parse("2026-11-06T06:00:00Z");
  private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);

  private final SettableClock clock = new SettableClock();
  private final InMemoryBilling billing = new InMemoryBilling(clock);
  private final CostCalendar calendar = new CostCalendar(SAO_PAULO, 6);
  private final CollectCost collectCost = new CollectCost(billing.operations(), calendar, clock);
  private final List<String> asked = new ArrayList<>();
  private Optional<ResourceGroup> silent = Optional.empty();

  @BeforeEach
  void atDawn() {
    clock.set(DAWN);
  }

  @Test
  void early_in_a_month_the_one_before_is_read_too_and_becomes_final_on_the_sixth() {
    collectCost.collectDaily();
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
    clock.set(Instant.parse("2026-11-07T06:00:00Z"));
    collectCost.collectDaily();
    var _ = run();

    assertThat(asked).containsExactly("rg-dta 2026-11", "rg-shared 2026-11");
  }

  @Test
  void a_day_is_collected_once_whatever_node_asks_for_it() {
    collectCost.collectDaily();
    collectCost.collectDaily();

    assertThat(all()).hasSize(1);
  }

  @Test
  void one_resource_group_that_cannot_be_read_does_not_hold_up_the_others_and_is_named() {
    silent = Optional.of(DTA);
    collectCost.collectDaily();
    Operation over = run();

    assertThat(over.ending())
        .containsInstanceOf(Ending.Failed.class)
        .get()
        .asString()
        .contains("2 of 4 readings failed", "rg-dta in 2026-10: away", "rg-dta in 2026-11: away");
    assertThat(billing.costBook().sources())
        .extracting(source -> source.resourceGroup().name() + " " + source.lastError())
        .containsExactly("rg-dta away", "rg-shared ");
    assertThat(items()).isEqualTo(2);
  }

  @Test
  void what_was_known_of_a_resource_group_that_cannot_be_read_stays() {
    collectCost.collectDaily();
    var _ = run();
    silent = Optional.of(DTA);
    clock.set(DAWN.plusSeconds(86_400));
    collectCost.collectDaily();
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

  private Operation run() {
    RunCollect work =
        new RunCollect(
            this::read,
            billing.costBook(),
            billing.operations(),
            List.of(DTA, SHARED),
            BY_RESOURCE,
            calendar,
            clock);
    RunOperations operations =
        new RunOperations(
            billing.operations(), Map.of(OperationKind.COLLECT_AZURE_COST, work), clock);
    assertThat(operations.run(OperationKind.Line.COLLECTING)).isTrue();
    return all().getFirst();
  }

  private AzureAnswer read(ResourceGroup resourceGroup, YearMonth month, CostGrouping grouping) {
    assertThat(grouping).isEqualTo(BY_RESOURCE);
    asked.add(resourceGroup.name() + " " + month);
    return silent.equals(Optional.of(resourceGroup))
        ? new AzureAnswer.Untold("away")
        : new AzureAnswer.Told(List.of(item(month.atDay(1), "1.25")));
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
