package com.totvs.billing.application.report;

import static com.totvs.billing.application.Examples.ACME;
import static com.totvs.billing.application.Examples.CHAT;
import static com.totvs.billing.application.Examples.C_AND_P;
import static com.totvs.billing.application.Examples.LICENSE;
import static com.totvs.billing.application.Examples.OTHER_LICENSE;
import static com.totvs.billing.application.Examples.RM;
import static com.totvs.billing.application.Examples.VISION;
import static com.totvs.billing.application.Examples.usage;
import static com.totvs.billing.application.Examples.usageOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.totvs.billing.application.PortsContract;
import com.totvs.billing.domain.customer.Customer;
import com.totvs.billing.domain.license.LicenseId;
import com.totvs.billing.domain.report.Summaries;
import com.totvs.billing.domain.report.SummaryOrder;
import com.totvs.billing.domain.report.SummaryQuery;
import com.totvs.billing.domain.report.UsageDimension;
import com.totvs.billing.domain.report.UsageSummary;
import com.totvs.billing.domain.usage.Purpose;
import com.totvs.billing.domain.usage.UsageFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How every [UsageReports] orders groups, and hands them out page by page.
public abstract class SummaryPagesContract extends PortsContract {
  // In the order of code points, which that of UTF-16 and that of words are not.
  private static final List<String> LICENSES =
      List.of("LS-10", "LS-9", "LS-Z", "LS-a", "LS-é", "LS-～", "LS-😀", "LS_0", "ls");

  @Test
  void groups_are_ordered_by_their_keys_code_point_by_code_point() {
    recordOn(LICENSES.reversed());

    assertThat(licenses(query(SummaryOrder.BY_KEY))).isEqualTo(LICENSES);
  }

  @ParameterizedTest
  @EnumSource(SummaryOrder.Measure.class)
  void groups_are_ordered_by_a_measure_and_equals_by_their_keys(SummaryOrder.Measure measure) {
    recordOn("A", 2);
    recordOn("B", 1);
    recordOn("C", 2);
    recordOn("D", 3);

    assertThat(licenses(query(new SummaryOrder(Optional.of(measure), false))))
        .containsExactly("B", "A", "C", "D");
    assertThat(licenses(query(new SummaryOrder(Optional.of(measure), true))))
        .containsExactly("D", "A", "C", "B");
  }

  @Test
  void groups_of_several_dimensions_are_ordered_by_one_after_the_other() {
    appendAll(
        usage().by(VISION).in(C_AND_P).record(),
        usage().by(CHAT).in(RM).record(),
        usage().by(CHAT).in(C_AND_P).record());

    assertThat(keys(List.of(UsageDimension.SOLUTION, UsageDimension.APPLICATION)))
        .containsExactly(
            List.of("carol-chat", "cp"), List.of("carol-chat", "rm"), List.of("dta-vision", "cp"));
    assertThat(keys(List.of(UsageDimension.APPLICATION, UsageDimension.SOLUTION)))
        .containsExactly(
            List.of("cp", "carol-chat"), List.of("cp", "dta-vision"), List.of("rm", "carol-chat"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8, 9})
  void pages_hold_every_group_once_in_every_order(int limit) {
    recordOn(LICENSES);
    recordOn("LS-9", 3);
    recordOn("LS-é", 2);
    for (SummaryOrder order :
        List.of(
            SummaryOrder.BY_KEY,
            new SummaryOrder(Optional.of(SummaryOrder.Measure.CALLS), true),
            new SummaryOrder(Optional.of(SummaryOrder.Measure.INPUT_TOKENS), false))) {
      SummaryQuery query = query(order);
      List<UsageSummary> all = all(query);

      assertThat(all).hasSize(9);
      assertThat(pages(query, limit)).isEqualTo(all);
    }
  }

  @Test
  void customers_follow_each_other_page_by_page_settled_ones_first() {
    remember(LICENSE, ACME);
    appendAll(
        usageOf(OTHER_LICENSE), usageOf(LICENSE), usage().purpose(Purpose.DEVELOPMENT).record());
    SummaryQuery query =
        new SummaryQuery(
            UsageFilter.ALL, List.of(UsageDimension.CUSTOMER), false, SummaryOrder.BY_KEY);

    assertThat(pages(query, 1))
        .extracting(one -> one.group().key(query.groupBy()))
        .containsExactly(
            List.of("0", ACME.code().value()),
            List.of("0", Customer.INTERNAL.code().value()),
            List.of("1", ""));
  }

  @Test
  void the_totals_of_a_page_are_those_of_all_groups() {
    recordOn(LICENSES);
    SummaryQuery query = query(SummaryOrder.BY_KEY);
    Summaries first = ports().reports().summarize(query, Optional.empty(), 2);

    assertThat(first.summaries()).hasSize(2);
    assertThat(first.total().calls()).isEqualTo(9);
    assertThat(first.whole().calls()).isEqualTo(9);
  }

  @Test
  void a_place_needs_no_group_there() {
    recordOn(List.of("A", "C"));
    UsageReports.Position between = new UsageReports.Position(OptionalLong.empty(), List.of("B"));

    assertThat(
            ports()
                .reports()
                .summarize(query(SummaryOrder.BY_KEY), Optional.of(between), 9)
                .summaries())
        .extracting(SummaryPagesContract::license)
        .containsExactly("C");
  }

  private void recordOn(List<String> licenses) {
    licenses.forEach(license -> recordOn(license, 1));
  }

  // One has more of everything than another whose number is smaller.
  private void recordOn(String license, int number) {
    for (int i = 0; i < number; i++) {
      append(
          usage()
              .license(new LicenseId(license))
              .consumption(number, number, number)
              .contingency(1)
              .record());
    }
  }

  private List<List<String>> keys(List<UsageDimension> by) {
    return all(new SummaryQuery(UsageFilter.ALL, by, false, SummaryOrder.BY_KEY)).stream()
        .map(one -> one.group().key(by))
        .toList();
  }

  private List<String> licenses(SummaryQuery query) {
    return all(query).stream().map(SummaryPagesContract::license).toList();
  }

  private static String license(UsageSummary summary) {
    return summary.group().license().orElseThrow().value();
  }

  private List<UsageSummary> all(SummaryQuery query) {
    List<UsageSummary> streamed = new ArrayList<>();
    ports().reports().each(query, streamed::add);
    assertThat(ports().reports().summarize(query, Optional.empty(), 100).summaries())
        .isEqualTo(streamed);
    return streamed;
  }

  private List<UsageSummary> pages(SummaryQuery query, int limit) {
    List<UsageSummary> groups = new ArrayList<>();
    List<UsageSummary> page =
        ports().reports().summarize(query, Optional.empty(), limit).summaries();
    while (!page.isEmpty()) {
      groups.addAll(page);
      UsageReports.Position last = UsageReports.Position.of(groups.getLast(), query);
      page = ports().reports().summarize(query, Optional.of(last), limit).summaries();
    }
    return groups;
  }

  private static SummaryQuery query(SummaryOrder order) {
    return new SummaryQuery(UsageFilter.ALL, List.of(UsageDimension.LICENSE), false, order);
  }
}
