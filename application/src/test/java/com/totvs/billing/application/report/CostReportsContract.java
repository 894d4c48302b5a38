package com.totvs.billing.application.report;

import static com.totvs.billing.application.Examples.ACME;
import static com.totvs.billing.application.Examples.CHAT;
import static com.totvs.billing.application.Examples.GLOBEX;
import static com.totvs.billing.application.Examples.LICENSE;
import static com.totvs.billing.application.Examples.OTHER_LICENSE;
import static com.totvs.billing.application.Examples.VISION;
import static com.totvs.billing.application.Examples.usage;
import static com.totvs.billing.application.cost.Bills.BY_RESOURCE;
import static com.totvs.billing.application.cost.Bills.DTA;
import static com.totvs.billing.application.cost.Bills.OCTOBER;
import static com.totvs.billing.application.cost.Bills.USD;
import static com.totvs.billing.application.cost.Bills.item;
import static com.totvs.billing.application.cost.Bills.monthly;
import static com.totvs.billing.application.cost.Bills.once;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.totvs.billing.application.PortsContract;
import com.totvs.billing.application.allocation.RunAllocation;
import com.totvs.billing.application.cost.CostBook.Reading;
import com.totvs.billing.application.operation.Claim;
import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.domain.Span;
import com.totvs.billing.domain.catalog.Solution;
import com.totvs.billing.domain.catalog.SolutionId;
import com.totvs.billing.domain.cost.AzureCostItem;
import com.totvs.billing.domain.cost.FixedCostId;
import com.totvs.billing.domain.cost.ResourceGroup;
import com.totvs.billing.domain.customer.Customer;
import com.totvs.billing.domain.license.LicenseId;
import com.totvs.billing.domain.month.CloseTerms;
import com.totvs.billing.domain.operation.OperationKind;
import com.totvs.billing.domain.operation.Order;
import com.totvs.billing.domain.report.CostDimension;
import com.totvs.billing.domain.report.CostGaps;
import com.totvs.billing.domain.report.CostGroup;
import com.totvs.billing.domain.report.CostQuery;
import com.totvs.billing.domain.report.CostSummaries;
import com.totvs.billing.domain.report.CostSummary;
import com.totvs.billing.domain.report.CostTotals;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every place for cost reports does.
public abstract class CostReportsContract extends PortsContract {
  private static final YearMonth NOVEMBER = OCTOBER.plusMonths(1);

  @BeforeEach
  void octoberIsOver() {
    ports().clock().set(Instant.parse("2026-11-20T15:00:00Z"));
    remember(LICENSE, ACME);
    remember(OTHER_LICENSE, GLOBEX);
    used(LICENSE, VISION, 3);
    used(OTHER_LICENSE, CHAT, 1);
  }

  @Test
  void each_group_adds_up_and_all_of_them_to_what_was_collected() {
    collected(item(1, "Azure OpenAI", "60"), item(2, "Storage", "", USD, "8"));
    posted("fee", "10");
    var _ = ports().fixedCosts().create(once("setup", "5", OCTOBER, new SolutionId("new")), "ana");
    post();
    allocate(OCTOBER);

    assertThat(texts(CostDimension.SOLUTION))
        .containsExactly(
            "- BRL 5.00 = 0.00 + 5.00",
            "carol-chat BRL 17.50 = 17.50 + 0.00",
            "carol-chat USD 2.00 = 2.00 + 0.00",
            "dta-vision BRL 52.50 = 52.50 + 0.00",
            "dta-vision USD 6.00 = 6.00 + 0.00");
    assertThat(texts(CostDimension.RESOURCE, CostDimension.CUSTOMER))
        .containsExactly(
            "Azure OpenAI 12345 BRL 45.00 = 45.00 + 0.00",
            "Azure OpenAI 67890 BRL 15.00 = 15.00 + 0.00",
            "Storage 12345 USD 6.00 = 6.00 + 0.00",
            "Storage 67890 USD 2.00 = 2.00 + 0.00",
            "fee 12345 BRL 7.50 = 7.50 + 0.00",
            "fee 67890 BRL 2.50 = 2.50 + 0.00",
            "setup - BRL 5.00 = 0.00 + 5.00");
    assertThat(summaries(OCTOBER, OCTOBER, CostDimension.RESOURCE).totals())
        .extracting(one -> one.currency() + " " + one.collected() + " " + one.allocated())
        .containsExactly("BRL 75.00 70.00", "USD 8.00 8.00");
  }

  @Test
  void cost_for_each_call_and_for_1000_tokens_is_that_of_the_same_use() {
    posted("fee", "10");
    allocate(OCTOBER);

    CostSummary acme = summaries(OCTOBER, OCTOBER, CostDimension.CUSTOMER).summaries().getFirst();

    assertThat(acme.calls()).isEqualTo(3);
    assertThat(acme.costPerCall()).contains(new BigDecimal("2.500000"));
    assertThat(acme.costPer1000Tokens())
        .contains(
            new BigDecimal("7500")
                .divide(BigDecimal.valueOf(acme.tokens()), 6, RoundingMode.HALF_EVEN));
    assertThat(acme.group().customer()).contains(ACME);
    CostSummary all = summaries(OCTOBER, OCTOBER).summaries().getFirst();
    assertThat(all.calls()).isEqualTo(4);
    assertThat(all.costPerCall()).contains(new BigDecimal("2.500000"));
  }

  @Test
  void a_month_is_shown_beside_the_one_before_it() {
    var _ = ports().fixedCosts().create(monthly("fee", "10", OCTOBER), "ana");
    post();
    usedIn(NOVEMBER);
    allocate(OCTOBER);
    allocate(NOVEMBER);

    assertThat(summaries(OCTOBER, NOVEMBER, CostDimension.MONTH).summaries())
        .extracting(one -> one.group().month().orElseThrow() + " " + one.previousMonth())
        .containsExactly("2026-10 Optional.empty", "2026-11 Optional[10.00]");
    assertThat(
            summaries(NOVEMBER, NOVEMBER, CostDimension.MONTH, CostDimension.SOLUTION).summaries())
        .extracting(one -> one.group().solution().orElseThrow().id() + " " + one.previousMonth())
        .containsExactly("carol-chat Optional[2.50]", "dta-vision Optional[7.50]");
  }

  @Test
  void a_group_that_cost_something_only_in_the_month_before_is_shown_with_nothing() {
    var _ = ports().fixedCosts().create(monthly("fee", "10", OCTOBER), "ana");
    post();
    usedIn(NOVEMBER);
    allocate(OCTOBER);
    assertThat(
            summaries(OCTOBER, NOVEMBER, CostDimension.MONTH, CostDimension.SOLUTION).summaries())
        .hasSize(2);
    allocate(NOVEMBER);

    CostSummary vanished =
        summaries(NOVEMBER, NOVEMBER, CostDimension.MONTH, CostDimension.SOLUTION)
            .summaries()
            .getFirst();

    assertThat(vanished.group().solution()).contains(CHAT);
    assertThat(vanished.totals().collected()).isEqualByComparingTo("0");
    assertThat(vanished.calls()).isZero();
    assertThat(vanished.costPerCall()).isEmpty();
  }

  @Test
  void cost_for_each_call_is_without_what_corrects_other_months() {
    feeEachMonth();
    close(OCTOBER);
    collected(item(3, "Azure OpenAI", "16"));
    usedIn(NOVEMBER);
    allocate(NOVEMBER);

    CostSummary november = summaries(NOVEMBER, NOVEMBER).summaries().getFirst();

    assertThat(november.totals().allocated()).isEqualByComparingTo("26");
    assertThat(november.costPerCall()).contains(new BigDecimal("10.000000"));
  }

  @Test
  void days_tell_what_was_collected_and_not_who_pays() {
    collected(item(1, "Azure OpenAI", "60.0041"), item(2, "Azure OpenAI", "1"));
    posted("fee", "10");

    assertThat(texts(CostDimension.DAY, CostDimension.RESOURCE, CostDimension.RESOURCE_GROUP))
        .containsExactly(
            "2026-10-01 Azure OpenAI rg-dta BRL 60.0041",
            "2026-10-01 fee - BRL 10.00",
            "2026-10-02 Azure OpenAI rg-dta BRL 1");
    assertThatThrownBy(() -> query(OCTOBER, OCTOBER, CostDimension.DAY, CostDimension.CUSTOMER))
        .isInstanceOf(BillingException.class)
        .hasMessageContaining("a day has no solution");
  }

  @Test
  void months_that_were_never_allocated_are_named_and_in_no_group() {
    collected(item(1, "Azure OpenAI", "60"));

    CostSummaries found = summaries(OCTOBER, NOVEMBER, CostDimension.MONTH);

    assertThat(found.gaps().notAllocated()).containsExactly(OCTOBER);
    assertThat(found.summaries()).isEmpty();
    assertThat(found.totals()).isEmpty();
  }

  @Test
  void a_closed_month_keeps_its_lines_and_what_came_late_is_in_the_next_as_a_correction() {
    posted("fee", "10");
    close(OCTOBER);
    collected(item(3, "Azure OpenAI", "16"));
    allocate(NOVEMBER);

    assertThat(texts(summaries(OCTOBER, OCTOBER, CostDimension.RESOURCE), CostDimension.RESOURCE))
        .containsExactly("fee BRL 10.00 = 10.00 + 0.00");
    CostSummaries november = summaries(NOVEMBER, NOVEMBER, CostDimension.RESOURCE);
    assertThat(november.totals())
        .extracting(CostTotals::collected, CostTotals::corrections)
        .containsExactly(tuple(new BigDecimal("16.00"), new BigDecimal("16.00")));
  }

  @Test
  void what_came_late_is_never_reported_twice_when_a_month_was_reopened() {
    feeEachMonth();
    close(OCTOBER);
    collected(item(3, "Azure OpenAI", "5"));
    allocate(NOVEMBER);
    assertThat(reported()).isEqualTo("25.00");

    reopen(OCTOBER);
    allocate(OCTOBER);
    assertThat(reported()).isEqualTo("15.00");
    assertThat(gaps().notAllocated()).containsExactly(NOVEMBER);
    assertThat(ports().months().list(NOVEMBER, Optional.empty(), 1).getFirst().run()).isEmpty();

    close(OCTOBER);
    assertThat(reported()).isEqualTo("15.00");
    allocate(NOVEMBER);
    assertThat(reported()).isEqualTo("25.00");
    assertThat(gaps()).isEqualTo(CostGaps.NONE);
  }

  @Test
  void an_allocation_that_cost_came_after_is_named_as_outdated() {
    feeEachMonth();
    allocate(OCTOBER);
    assertThat(gaps().outdated()).isEmpty();
    collected(item(3, "Azure OpenAI", "5"));
    assertThat(gaps().outdated()).containsExactly(OCTOBER);
    allocate(OCTOBER);
    posted("more", "1");
    assertThat(gaps().outdated()).containsExactly(OCTOBER);

    allocate(OCTOBER);
    allocate(NOVEMBER);
    assertThat(gaps()).isEqualTo(CostGaps.NONE);
    close(OCTOBER);
    assertThat(gaps().outdated()).containsExactly(NOVEMBER);
    allocate(NOVEMBER);
    assertThat(gaps()).isEqualTo(CostGaps.NONE);
  }

  @Test
  void an_allocation_that_late_cost_of_a_closed_month_came_after_is_outdated_too() {
    feeEachMonth();
    close(OCTOBER);
    allocate(NOVEMBER);
    collected(item(3, "Azure OpenAI", "5"));
    assertThat(gaps().outdated()).containsExactly(NOVEMBER);
    allocate(NOVEMBER);
    assertThat(gaps()).isEqualTo(CostGaps.NONE);
    collected(item(3, "Azure OpenAI", "6"));
    assertThat(ports().costReports().gaps(limitedToChat())).isEqualTo(CostGaps.NONE);
  }

  @Test
  void a_month_that_was_closed_with_a_later_one_needs_no_allocation() {
    feeEachMonth();
    close(OCTOBER);
    ports()
        .costBook()
        .keep(
            new Reading(
                DTA,
                OCTOBER.minusMonths(1),
                BY_RESOURCE,
                List.of(item(OCTOBER.minusMonths(1).atDay(1), "5")),
                ports().clock().instant(),
                true));
    allocate(NOVEMBER);

    assertThat(summaries(OCTOBER.minusMonths(1), NOVEMBER).gaps()).isEqualTo(CostGaps.NONE);
    assertThat(summaries(OCTOBER.minusMonths(1), NOVEMBER).totals().getFirst().collected())
        .isEqualByComparingTo("25");
  }

  private void feeEachMonth() {
    var _ = ports().fixedCosts().create(monthly("fee", "10", OCTOBER), "ana");
    post();
  }

  private void reopen(YearMonth month) {
    var _ = ports().months().reopen(month, "ana", "wrong");
  }

  private String reported() {
    return summaries(OCTOBER, NOVEMBER).totals().getFirst().collected().toString();
  }

  private CostGaps gaps() {
    return ports().costReports().gaps(query(OCTOBER, NOVEMBER));
  }

  private static CostQuery limitedToChat() {
    return new CostQuery(
        OCTOBER,
        NOVEMBER,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(Set.of(CHAT.id())),
        List.of(CostDimension.SOLUTION));
  }

  @Test
  void every_grouping_adds_up_the_same_lines() {
    collected(item(1, "Azure OpenAI", "60"), item(2, "Storage", "", USD, "8"));
    posted("fee", "10");
    var _ = ports().fixedCosts().create(once("setup", "5", OCTOBER, new SolutionId("new")), "ana");
    post();
    close(OCTOBER);
    used(OTHER_LICENSE, CHAT, 2);
    usedIn(NOVEMBER);
    collected(item(1, "Azure OpenAI", "70"), item(2, "Storage", "", USD, "7.5"));
    allocate(NOVEMBER);
    List<CostDimension> all =
        Stream.of(CostDimension.values()).filter(one -> one != CostDimension.DAY).toList();
    List<CostSummary> lines = rows(all);

    for (int chosen = 0; chosen < 1 << all.size(); chosen++) {
      int bits = chosen;
      List<CostDimension> by =
          IntStream.range(0, all.size())
              .filter(i -> (bits >> i) % 2 == 1)
              .mapToObj(all::get)
              .toList();

      assertThat(sums(rows(by), by)).as(by.toString()).isEqualTo(sums(lines, by));
    }
    assertThat(lines).anyMatch(one -> one.totals().unallocated().signum() > 0);
    assertThat(lines).anyMatch(one -> one.totals().corrections().signum() < 0);
  }

  @Test
  void one_who_may_see_some_solutions_sees_only_their_cost() {
    collected(item(1, "Azure OpenAI", "60"));
    allocate(OCTOBER);

    CostSummaries found = ports().costReports().summarize(limitedToChat(), Optional.empty(), 9);

    assertThat(found.summaries())
        .extracting(one -> one.group().solution().orElseThrow() + " " + one.calls())
        .containsExactly(CHAT + " 1");
    assertThat(found.totals())
        .extracting(CostTotals::collected)
        .containsExactly(new BigDecimal("15.00"));
  }

  @Test
  void groups_come_in_pages() {
    collected(item(1, "Azure OpenAI", "60"), item(2, "Storage", "", USD, "8"));
    posted("fee", "10");
    allocate(OCTOBER);
    CostQuery query = query(OCTOBER, OCTOBER, CostDimension.CUSTOMER, CostDimension.RESOURCE);
    List<CostSummary> whole =
        ports().costReports().summarize(query, Optional.empty(), 100).summaries();

    List<CostSummary> paged = new ArrayList<>();
    Optional<List<String>> after = Optional.empty();
    for (int i = 0; i < whole.size(); i++) {
      List<CostSummary> page = ports().costReports().summarize(query, after, 1).summaries();
      paged.addAll(page);
      after = Optional.of(CostReports.position(page.getFirst(), query));
    }

    assertThat(whole).hasSize(6);
    assertThat(paged).isEqualTo(whole);
    assertThat(ports().costReports().summarize(query, after, 1).summaries()).isEmpty();
  }

  private void used(LicenseId license, Solution solution, int calls) {
    for (int i = 0; i < calls; i++) {
      append(
          usage().by(solution).license(license).at(Instant.parse("2026-10-15T12:00:00Z")).record());
    }
  }

  private void usedIn(YearMonth month) {
    append(
        usage()
            .by(VISION)
            .license(LICENSE)
            .at(BusinessZone.SAO_PAULO.start(month).plusSeconds(60))
            .record());
  }

  private void collected(AzureCostItem... items) {
    ports()
        .costBook()
        .keep(
            new Reading(
                DTA, OCTOBER, BY_RESOURCE, List.of(items), ports().clock().instant(), true));
  }

  private void posted(String id, String amount) {
    var _ =
        ports()
            .fixedCosts()
            .create(once(id, amount, OCTOBER, VISION.id()).of(Optional.empty()), "ana");
    post();
  }

  private void post() {
    var _ = ports().fixedCosts().postUntil(NOVEMBER, ports().clock().instant());
  }

  private void allocate(YearMonth month) {
    run(OperationKind.ALLOCATE_COST, month, CloseTerms.STRICT);
  }

  private void close(YearMonth month) {
    run(OperationKind.CLOSE_MONTH, month, new CloseTerms(true, true, "agreed"));
  }

  private void run(OperationKind kind, YearMonth month, CloseTerms terms) {
    Span span =
        new Span(
            Optional.of(BusinessZone.SAO_PAULO.start(month)),
            Optional.of(BusinessZone.SAO_PAULO.start(month.plusMonths(1))));
    Claim claim = claimed(new Order(kind, span, false, "ana", Optional.empty(), terms));
    new RunAllocation(
            ports().allocationBook(),
            ports().operations(),
            List.of(DTA),
            BusinessZone.SAO_PAULO,
            ports().clock())
        .run(claim);
  }

  private static CostQuery query(YearMonth first, YearMonth last, CostDimension... by) {
    return new CostQuery(
        first,
        last,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(by));
  }

  private CostSummaries summaries(YearMonth first, YearMonth last, CostDimension... by) {
    return ports().costReports().summarize(query(first, last, by), Optional.empty(), 100);
  }

  private List<CostSummary> rows(List<CostDimension> by) {
    return summaries(OCTOBER, NOVEMBER, by.toArray(CostDimension[]::new)).summaries();
  }

  // Collected, unallocated and corrections, by the keys of some dimensions and currency.
  private static Map<String, List<BigDecimal>> sums(
      List<CostSummary> rows, List<CostDimension> by) {
    return rows.stream()
        .collect(
            Collectors.toMap(
                row ->
                    Stream.concat(
                            by.stream().map(dimension -> key(row.group(), dimension)),
                            Stream.of(row.totals().currency().toString()))
                        .collect(Collectors.joining(" ")),
                row ->
                    Stream.of(
                            row.totals().collected(),
                            row.totals().unallocated(),
                            row.totals().corrections())
                        .map(amount -> amount.setScale(2))
                        .toList(),
                (one, other) ->
                    IntStream.range(0, one.size())
                        .mapToObj(i -> one.get(i).add(other.get(i)))
                        .toList()));
  }

  private List<String> texts(CostDimension... by) {
    return texts(summaries(OCTOBER, OCTOBER, by), by);
  }

  private static List<String> texts(CostSummaries found, CostDimension... by) {
    return found.summaries().stream().map(one -> text(one, List.of(by))).toList();
  }

  private static String text(CostSummary one, List<CostDimension> by) {
    String keys =
        String.join(" ", by.stream().map(dimension -> key(one.group(), dimension)).toList());
    CostTotals totals = one.totals();
    String told = keys + " " + totals.currency() + " " + totals.collected().toPlainString();
    return by.contains(CostDimension.DAY)
        ? told
        : told + " = " + totals.allocated() + " + " + totals.unallocated().setScale(2);
  }

  private static String key(CostGroup group, CostDimension dimension) {
    return switch (dimension) {
      case MONTH -> group.month().orElseThrow().toString();
      case DAY -> group.day().orElseThrow().toString();
      case RESOURCE ->
          group.serviceName().or(() -> group.fixedCost().map(FixedCostId::value)).orElseThrow();
      case RESOURCE_GROUP -> group.resourceGroup().map(ResourceGroup::name).orElse("-");
      case SOLUTION -> group.solution().map(one -> one.id().value()).orElse("-");
      case APPLICATION -> group.application().map(one -> one.id().value()).orElse("-");
      case CUSTOMER -> group.customer().map(Customer::code).map(Object::toString).orElse("-");
    };
  }
}
