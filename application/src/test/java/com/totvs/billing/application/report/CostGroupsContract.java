package com.totvs.billing.application.report;

import static com.totvs.billing.application.Examples.CHAT;
import static com.totvs.billing.application.Examples.OTHER_LICENSE;
import static com.totvs.billing.application.cost.Bills.OCTOBER;
import static com.totvs.billing.application.cost.Bills.USD;
import static com.totvs.billing.application.cost.Bills.item;
import static com.totvs.billing.application.cost.Bills.once;
import static com.totvs.billing.application.report.CostTexts.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.catalog.SolutionId;
import com.totvs.billing.domain.report.CostDimension;
import com.totvs.billing.domain.report.CostQuery;
import com.totvs.billing.domain.report.CostSummaries;
import com.totvs.billing.domain.report.CostSummary;
import com.totvs.billing.domain.report.CostTotals;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// How every [CostReports] groups cost: the groups of any grouping add up to the same.
public abstract class CostGroupsContract extends CostReportsContract {
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
    return CostTexts.texts(summaries(OCTOBER, OCTOBER, by), by);
  }
}
