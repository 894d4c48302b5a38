package com.totvs.billing.application.cost;

import static com.totvs.billing.application.cost.Bills.BRL;
import static com.totvs.billing.application.cost.Bills.BY_PROJECT;
import static com.totvs.billing.application.cost.Bills.BY_RESOURCE;
import static com.totvs.billing.application.cost.Bills.DTA;
import static com.totvs.billing.application.cost.Bills.OCTOBER;
import static com.totvs.billing.application.cost.Bills.SHARED;
import static com.totvs.billing.application.cost.Bills.USD;
import static com.totvs.billing.application.cost.Bills.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.totvs.billing.application.PortsContract;
import com.totvs.billing.application.cost.CostBook.ItemFilter;
import com.totvs.billing.application.cost.CostBook.ItemPosition;
import com.totvs.billing.application.cost.CostBook.Kept;
import com.totvs.billing.application.cost.CostBook.KeptItem;
import com.totvs.billing.application.cost.CostBook.MonthStanding;
import com.totvs.billing.application.cost.CostBook.Reading;
import com.totvs.billing.domain.cost.AzureCostItem;
import com.totvs.billing.domain.cost.CostGrouping;
import com.totvs.billing.domain.cost.CostRevision;
import com.totvs.billing.domain.cost.CostSource;
import com.totvs.billing.domain.cost.ResourceGroup;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What every place for Azure's cost does.
public abstract class CostBookContract extends PortsContract {
  private static final ItemFilter NEWEST =
      new ItemFilter(Optional.empty(), Optional.empty(), OptionalLong.empty());

  @Test
  void what_was_read_first_is_the_first_revision() {
    Instant now = now();
    Kept kept = keep(DTA, OCTOBER, item(2, "Storage", "1.5"), item(1, "Azure OpenAI", "2"));

    assertThat(kept.isNew()).isTrue();
    assertThat(kept.revision())
        .isEqualTo(
            new CostRevision(
                kept.revision().number(), DTA, OCTOBER, BY_RESOURCE, now, now, false, 2));
    assertThat(items(NEWEST))
        .containsExactly(item(1, "Azure OpenAI", "2"), item(2, "Storage", "1.5"));
  }

  @Test
  void seventeen_digits_survive_and_currencies_stay_apart() {
    AzureCostItem exact = item(1, "Azure OpenAI", "/r/1", BRL, "20.359416562625452");
    AzureCostItem dollars = item(1, "Azure OpenAI", "/r/1", USD, "-0.00000000012345678");
    keep(DTA, OCTOBER, exact, dollars);

    assertThat(items(NEWEST)).containsExactly(exact, dollars);
  }

  @Test
  void items_alike_in_all_but_the_amount_add_up() {
    keep(DTA, OCTOBER, item(1, "Storage", "1.10"), item(1, "Storage", "2.05"));

    assertThat(items(NEWEST)).containsExactly(item(1, "Storage", "3.15"));
  }

  @Test
  void the_same_reading_twice_is_one_revision_confirmed() {
    Instant first = now();
    long number = keep(DTA, OCTOBER, item(1, "A", "1.50"), item(2, "B", "2")).revision().number();
    Instant second = ports().clock().advance(Duration.ofDays(1));
    Kept again = keep(DTA, OCTOBER, item(2, "B", "2.00"), item(1, "A", "1.5"));

    assertThat(again.isNew()).isFalse();
    assertThat(again.revision())
        .isEqualTo(new CostRevision(number, DTA, OCTOBER, BY_RESOURCE, first, second, false, 2));
    assertThat(revisions()).hasSize(1);
  }

  @Test
  void a_reading_that_tells_something_else_replaces_all_days_at_once_and_keeps_the_earlier_one() {
    long first = keep(DTA, OCTOBER, item(1, "A", "1"), item(2, "A", "2")).revision().number();
    ports().clock().advance(Duration.ofDays(1));
    Kept restated = keep(DTA, OCTOBER, item(2, "A", "2.5"), item(3, "A", "3"));

    assertThat(restated.isNew()).isTrue();
    assertThat(restated.revision().number()).isGreaterThan(first);
    assertThat(items(NEWEST)).containsExactly(item(2, "A", "2.5"), item(3, "A", "3"));
    assertThat(items(new ItemFilter(Optional.empty(), Optional.empty(), OptionalLong.of(first))))
        .containsExactly(item(1, "A", "1"), item(2, "A", "2"));
    assertThat(revisions())
        .extracting(CostRevision::number)
        .containsExactly(restated.revision().number(), first);
  }

  @Test
  void another_grouping_is_another_revision_even_where_nothing_cost_anything() {
    keep(DTA, OCTOBER);
    Kept regrouped = keep(DTA, OCTOBER, BY_PROJECT, false, List.of());

    assertThat(regrouped.isNew()).isTrue();
    assertThat(regrouped.revision().grouping()).isEqualTo(BY_PROJECT);
    assertThat(items(NEWEST)).isEmpty();
  }

  @Test
  void a_month_stays_final_once_it_was_read_when_it_could_no_longer_change() {
    keep(DTA, OCTOBER, item(1, "A", "1"));
    ports().clock().advance(Duration.ofDays(1));
    Kept last = keep(DTA, OCTOBER, BY_RESOURCE, true, List.of(item(1, "A", "1")));
    ports().clock().advance(Duration.ofDays(1));
    Kept again = keep(DTA, OCTOBER, item(1, "A", "1"));

    assertThat(last.isNew()).isFalse();
    assertThat(last.revision().isFinal()).isTrue();
    assertThat(again.revision().isFinal()).isTrue();
  }

  @Test
  void a_reading_that_was_overtaken_changes_nothing() {
    Instant early = now();
    ports().clock().advance(Duration.ofMinutes(1));
    Kept newer = keep(DTA, OCTOBER, item(1, "A", "2"));
    Kept late =
        ports()
            .costBook()
            .keep(new Reading(DTA, OCTOBER, BY_RESOURCE, List.of(item(1, "A", "1")), early, false));

    assertThat(late).isEqualTo(new Kept(newer.revision(), false));
    assertThat(items(NEWEST)).containsExactly(item(1, "A", "2"));
  }

  @Test
  void readings_of_one_month_at_once_make_one_revision() {
    var _ = atOnce(8, () -> keep(DTA, OCTOBER, item(1, "A", "1")));

    assertThat(revisions()).hasSize(1);
    assertThat(items(NEWEST)).hasSize(1);
  }

  @Test
  void a_resource_group_that_cannot_be_read_keeps_what_is_known_and_says_why() {
    Instant read = now();
    keep(DTA, OCTOBER, item(1, "A", "1"));
    Instant failed = ports().clock().advance(Duration.ofDays(1));
    ports().costBook().failed(DTA, OCTOBER, "403: the role is missing", failed);
    ports().costBook().failed(SHARED, OCTOBER, "503", failed);

    assertThat(ports().costBook().sources())
        .containsExactly(
            new CostSource(
                DTA, Optional.of(read), Optional.of(failed), "2026-10: 403: the role is missing"),
            new CostSource(SHARED, Optional.empty(), Optional.of(failed), "2026-10: 503"));
    assertThat(items(NEWEST)).hasSize(1);

    Instant again = ports().clock().advance(Duration.ofDays(1));
    keep(DTA, OCTOBER, item(1, "A", "1"));
    assertThat(ports().costBook().sources().getFirst())
        .isEqualTo(new CostSource(DTA, Optional.of(again), Optional.of(failed), ""));
  }

  @Test
  void a_month_that_cannot_be_read_is_told_until_it_is_whatever_other_month_was_read() {
    YearMonth november = OCTOBER.plusMonths(1);
    Instant read = now();
    keep(DTA, november, item(november.atDay(1), "1"));
    Instant failed = ports().clock().advance(Duration.ofDays(1));
    ports().costBook().failed(DTA, november, "503", failed);
    ports().costBook().failed(DTA, OCTOBER, "429", failed);
    ports().clock().advance(Duration.ofHours(1));
    keep(DTA, OCTOBER.minusMonths(1));

    assertThat(ports().costBook().sources())
        .containsExactly(
            new CostSource(
                DTA, Optional.of(read), Optional.of(failed), "2026-11: 503; 2026-10: 429"));
    keep(DTA, OCTOBER);
    Instant again = now();
    keep(DTA, november, item(november.atDay(1), "1"));
    assertThat(ports().costBook().sources())
        .containsExactly(new CostSource(DTA, Optional.of(again), Optional.of(failed), ""));
  }

  @Test
  void how_well_a_month_is_known_is_told_of_each_resource_group() {
    Instant first = now();
    keep(DTA, OCTOBER, BY_RESOURCE, true, List.of());
    keep(SHARED, OCTOBER.minusMonths(1));
    Instant second = ports().clock().advance(Duration.ofDays(1));
    ports().costBook().failed(SHARED, OCTOBER, "503", second);

    assertThat(ports().costBook().standings(OCTOBER))
        .containsExactly(
            new MonthStanding(DTA, Optional.of(first), true, Optional.empty()),
            new MonthStanding(SHARED, Optional.empty(), false, Optional.of(second)));
    assertThat(ports().costBook().standings(OCTOBER.plusMonths(1))).isEmpty();
  }

  @Test
  void items_come_in_order_and_in_pages_and_by_filter() {
    YearMonth september = OCTOBER.minusMonths(1);
    keep(SHARED, OCTOBER, item(1, "a", "1"), item(1, "B", "2"), item(1, "B", "x", BRL, "3"));
    keep(DTA, OCTOBER, item(2, "A", "4"), item(1, "Z", "", USD, "5"), item(1, "Z", "6"));
    keep(DTA, september, item(september.atDay(9), "7"));

    List<KeptItem> all = ports().costBook().items(NEWEST, Optional.empty(), 100);
    assertThat(all)
        .extracting(one -> one.item().amount().intValueExact())
        .containsExactly(7, 6, 5, 4, 2, 3, 1);
    List<KeptItem> paged = new ArrayList<>();
    Optional<ItemPosition> after = Optional.empty();
    for (List<KeptItem> page = page(after); !page.isEmpty(); page = page(after)) {
      paged.addAll(page);
      after = Optional.of(page.getLast().position());
    }
    assertThat(paged).isEqualTo(all);
    assertThat(items(new ItemFilter(Optional.of(OCTOBER), Optional.of(DTA), OptionalLong.empty())))
        .hasSize(3);
  }

  @Test
  void revisions_come_newest_first_in_pages_and_by_filter() {
    long first = keep(DTA, OCTOBER, item(1, "A", "1")).revision().number();
    long second = keep(SHARED, OCTOBER, item(1, "A", "1")).revision().number();
    long third = keep(DTA, OCTOBER.minusMonths(1)).revision().number();

    assertThat(numbers(Optional.empty(), Optional.empty(), OptionalLong.empty(), 2))
        .containsExactly(third, second);
    assertThat(numbers(Optional.empty(), Optional.empty(), OptionalLong.of(second), 2))
        .containsExactly(first);
    assertThat(numbers(Optional.of(OCTOBER), Optional.of(DTA), OptionalLong.empty(), 9))
        .containsExactly(first);
  }

  private List<KeptItem> page(Optional<ItemPosition> after) {
    return ports().costBook().items(NEWEST, after, 2);
  }

  private Stream<Long> numbers(
      Optional<YearMonth> month,
      Optional<ResourceGroup> resourceGroup,
      OptionalLong before,
      int limit) {
    return ports().costBook().revisions(month, resourceGroup, before, limit).stream()
        .map(CostRevision::number);
  }

  private Kept keep(ResourceGroup resourceGroup, YearMonth month, AzureCostItem... items) {
    return keep(resourceGroup, month, BY_RESOURCE, false, List.of(items));
  }

  private Kept keep(
      ResourceGroup resourceGroup,
      YearMonth month,
      CostGrouping grouping,
      boolean isFinal,
      List<AzureCostItem> items) {
    return ports()
        .costBook()
        .keep(new Reading(resourceGroup, month, grouping, items, now(), isFinal));
  }

  private List<AzureCostItem> items(ItemFilter filter) {
    return ports().costBook().items(filter, Optional.empty(), 100).stream()
        .map(KeptItem::item)
        .toList();
  }

  private List<CostRevision> revisions() {
    return ports()
        .costBook()
        .revisions(Optional.empty(), Optional.empty(), OptionalLong.empty(), 100);
  }

  private Instant now() {
    return ports().clock().instant();
  }
}
