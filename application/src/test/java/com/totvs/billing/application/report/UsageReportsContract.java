package com.totvs.billing.application.report;

import static com.totvs.billing.application.Examples.ACME;
import static com.totvs.billing.application.Examples.CHAT;
import static com.totvs.billing.application.Examples.C_AND_P;
import static com.totvs.billing.application.Examples.LICENSE;
import static com.totvs.billing.application.Examples.NOW;
import static com.totvs.billing.application.Examples.OTHER_LICENSE;
import static com.totvs.billing.application.Examples.RM;
import static com.totvs.billing.application.Examples.VISION;
import static com.totvs.billing.application.Examples.usage;
import static com.totvs.billing.application.Examples.usageOf;
import static com.totvs.billing.application.operation.Orders.months;
import static com.totvs.billing.application.operation.Orders.purge;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.totvs.billing.application.PortsContract;
import com.totvs.billing.application.UsageSketch;
import com.totvs.billing.application.usage.Wanted;
import com.totvs.billing.domain.catalog.Solution;
import com.totvs.billing.domain.customer.Customer;
import com.totvs.billing.domain.license.LicenseId;
import com.totvs.billing.domain.report.Summaries;
import com.totvs.billing.domain.report.SummaryOrder;
import com.totvs.billing.domain.report.SummaryQuery;
import com.totvs.billing.domain.report.UsageDimension;
import com.totvs.billing.domain.report.UsageGroup;
import com.totvs.billing.domain.report.UsageSummary;
import com.totvs.billing.domain.report.UsageTotals;
import com.totvs.billing.domain.usage.Place;
import com.totvs.billing.domain.usage.Purpose;
import com.totvs.billing.domain.usage.SettlementState;
import com.totvs.billing.domain.usage.UsageFilter;
import com.totvs.billing.domain.usage.UsageRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What every [UsageReports] adds up, whether or not it was summed up ahead.
///
/// The input tokens of the six calls below are powers of two, so that their sum tells which of them
/// were added up; the first is in history, and the last two are a voided call and what cancels it.
public abstract class UsageReportsContract extends PortsContract {
  private static final LicenseId NOBODYS = new LicenseId("LS-NOBODYS");
  private static final Instant NOVEMBER = Instant.parse("2026-11-01T03:00:00Z");
  private static final Instant TENTH = Instant.parse("2026-11-10T12:00:00Z");

  @ParameterizedTest(name = "{0}")
  @MethodSource("groups")
  void usage_is_grouped_by_every_dimension(List<UsageDimension> by, List<Group> expected) {
    recordAll();

    Summaries answer = ask(new Wanted(), by);

    assertThat(answer.summaries())
        .extracting(one -> one.group().key(by), one -> one.totals().inputTokens())
        .containsExactly(
            expected.stream().map(one -> tuple(one.key(), one.tokens())).toArray(Tuple[]::new));
    assertThat(answer.total().inputTokens()).isEqualTo(31);
  }

  /// The key of a group, and its calls' input tokens.
  record Group(List<String> key, long tokens) {}

  static Stream<Arguments> groups() {
    return Stream.of(
        grouped(
            List.of(UsageDimension.DAY),
            group(1, "2026-10-31"),
            group(6, "2026-11-01"),
            group(24, "2026-11-10")),
        grouped(List.of(UsageDimension.MONTH), group(1, "2026-10"), group(30, "2026-11")),
        grouped(
            List.of(UsageDimension.CUSTOMER),
            group(3, "0", ACME.code().value()),
            group(8, "0", "99700"),
            group(4, "1", ""),
            group(16, "2", "")),
        grouped(
            List.of(UsageDimension.LICENSE),
            group(3, "LS-ACME-1"),
            group(12, "LS-GLOBEX-1"),
            group(16, "LS-NOBODYS")),
        grouped(List.of(UsageDimension.SOLUTION), group(12, "carol-chat"), group(19, "dta-vision")),
        grouped(List.of(UsageDimension.APPLICATION), group(17, "cp"), group(14, "rm")),
        grouped(List.of(UsageDimension.PURPOSE), group(23, "1"), group(8, "2")),
        grouped(List.of(UsageDimension.EMERGENCY_KEY), group(14, "0"), group(17, "1")),
        grouped(List.of(UsageDimension.PLACE), group(30, "0"), group(1, "1")),
        grouped(
            List.of(UsageDimension.SOLUTION, UsageDimension.MONTH),
            group(12, "carol-chat", "2026-11"),
            group(1, "dta-vision", "2026-10"),
            group(18, "dta-vision", "2026-11")),
        grouped(List.of(), group(31)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("filters")
  void only_what_fits_is_added_up(String name, Wanted wanted, long tokens) {
    recordAll();

    Summaries answer = ask(wanted, List.of());

    assertThat(answer.summaries()).as(name).hasSize(1);
    assertThat(answer.summaries().getFirst().totals().inputTokens()).as(name).isEqualTo(tokens);
    assertThat(answer.total()).as(name).isEqualTo(answer.summaries().getFirst().totals());
  }

  static Stream<Arguments> filters() {
    Instant cut = NOVEMBER.plusSeconds(1_800);
    return Stream.of(
        Arguments.of("everything", new Wanted(), 31),
        Arguments.of("from the middle of a day", new Wanted().from(cut), 28),
        Arguments.of("until the middle of a day", new Wanted().until(cut), 3),
        Arguments.of("from a call", new Wanted().from(TENTH), 24),
        Arguments.of("until a call", new Wanted().until(TENTH), 7),
        Arguments.of("within a day", new Wanted().from(TENTH).until(TENTH.plusSeconds(1)), 8),
        Arguments.of(
            "from the middle of a day to that of another",
            new Wanted().from(cut).until(TENTH.plusSeconds(60)),
            12),
        Arguments.of(
            "whole days", new Wanted().from(NOVEMBER).until(NOVEMBER.plusSeconds(86_400)), 6),
        Arguments.of("no time at all", new Wanted().from(TENTH).until(TENTH), 0),
        Arguments.of("license", new Wanted().license(LICENSE), 3),
        Arguments.of("customer", new Wanted().customer(ACME), 3),
        Arguments.of("internal", new Wanted().customer(Customer.INTERNAL), 8),
        Arguments.of("solution", new Wanted().solution(CHAT.id()), 12),
        Arguments.of("application", new Wanted().application(RM.id()), 14),
        Arguments.of("purpose", new Wanted().purpose(Purpose.SUPPORT), 8),
        Arguments.of("settled", new Wanted().state(SettlementState.SETTLED), 11),
        Arguments.of("waiting", new Wanted().state(SettlementState.WAITING), 4),
        Arguments.of("set aside", new Wanted().state(SettlementState.SET_ASIDE), 16),
        Arguments.of("in history", new Wanted().place(Place.HISTORY), 1),
        Arguments.of("online", new Wanted().place(Place.ONLINE), 30),
        Arguments.of("on an emergency key", new Wanted().emergencyKey(true), 17),
        Arguments.of("not on one", new Wanted().emergencyKey(false), 14),
        Arguments.of("visible", new Wanted().visible(CHAT.id()), 12),
        Arguments.of("none visible", new Wanted().visible(), 0),
        Arguments.of(
            "wanted but not visible", new Wanted().solution(CHAT.id()).visible(VISION.id()), 0));
  }

  @Test
  void the_whole_is_everything_of_the_span_that_may_be_seen() {
    recordAll();

    assertThat(whole(new Wanted().license(LICENSE))).isEqualTo(31);
    assertThat(whole(new Wanted().license(LICENSE).from(TENTH))).isEqualTo(24);
    assertThat(whole(new Wanted().license(LICENSE).visible(CHAT.id()))).isEqualTo(12);
    assertThat(whole(new Wanted().visible())).isZero();
  }

  @Test
  void every_quantity_is_added_up() {
    remember(LICENSE, ACME);
    appendAll(
        usage().consumption(1, 20, 300).contingency(1).record(),
        usage().consumption(2, 30, 400).contingency(0).record(),
        usage().license(OTHER_LICENSE).consumption(4, 50, 600).record(),
        usage().license(NOBODYS).consumption(8, 70, 900).record(),
        usage().license(NOBODYS).purpose(Purpose.SUPPORT).consumption(0, 0, 0).record());
    ports().licenses().setAside(NOBODYS, "nobody holds it", NOW.plusSeconds(60));

    assertThat(ask(new Wanted(), List.of()).total())
        .isEqualTo(new UsageTotals(5, 15, 170, 2_200, 1, 1, 1, OptionalLong.empty()));
  }

  @Test
  void a_voided_call_adds_nothing_though_its_group_is_there() {
    UsageRecord wrong = usage().contingency(1).by(CHAT).record();
    appendAll(wrong, usage().consumption(5, 6, 7).record());

    voidUsage(wrong, "wrong");

    Summaries answer = ask(new Wanted(), List.of(UsageDimension.SOLUTION));
    assertThat(answer.summaries())
        .containsExactly(
            new UsageSummary(
                solution(CHAT), new UsageTotals(0, 0, 0, 0, 0, 0, 0, OptionalLong.empty())),
            new UsageSummary(
                solution(VISION), new UsageTotals(1, 5, 6, 7, 0, 1, 0, OptionalLong.empty())));
  }

  @Test
  void usage_that_is_settled_or_set_aside_changes_its_group() {
    appendAll(usageOf(LICENSE), usageOf(LICENSE), usageOf(OTHER_LICENSE));
    assertThat(callsByCustomer()).containsExactly(tuple(SettlementState.WAITING, 3L));
    sumUp();
    remember(LICENSE, ACME);
    journal().settle(LICENSE, 1);
    ports().licenses().setAside(OTHER_LICENSE, "nobody holds it", NOW.plusSeconds(60));

    assertThat(callsByCustomer())
        .containsExactly(
            tuple(SettlementState.SETTLED, 1L),
            tuple(SettlementState.WAITING, 1L),
            tuple(SettlementState.SET_ASIDE, 1L));
  }

  @Test
  void groups_carry_the_newest_names() {
    remember(LICENSE, new Customer(ACME.code(), "an old name"));
    append(usage().by(new Solution(VISION.id(), "an old name")).record());
    ports().clock().advance(Duration.ofDays(1));
    remember(LICENSE, ACME);
    appendAll(usageOf(LICENSE), usage().by(new Solution(VISION.id(), "")).record());

    UsageGroup group =
        ask(
                new Wanted(),
                List.of(
                    UsageDimension.CUSTOMER, UsageDimension.SOLUTION, UsageDimension.APPLICATION))
            .summaries()
            .getFirst()
            .group();

    assertThat(group.state()).contains(SettlementState.SETTLED);
    assertThat(group.customer()).contains(ACME);
    assertThat(group.solution()).contains(VISION);
    assertThat(group.application()).contains(C_AND_P);
    assertThat(group.license()).isEmpty();
  }

  @Test
  void users_are_counted_once_a_license_and_only_where_they_are_named() {
    UsageRecord wrong = usage().user("rui").record();
    appendAll(
        usage().user("maria").record(),
        usage().user("maria").by(CHAT).record(),
        usage().user("maria").license(OTHER_LICENSE).record(),
        usage().user("joao").at("2026-10-10T12:00:00Z").record(),
        usage().user("").record(),
        wrong);
    voidUsage(wrong, "wrong");
    moved(purge(months(YearMonth.of(2026, 10))));

    Summaries answer =
        ask(
            new SummaryQuery(
                UsageFilter.ALL, List.of(UsageDimension.SOLUTION), true, SummaryOrder.BY_KEY));

    assertThat(answer.total().distinctUsers()).hasValue(3);
    assertThat(answer.whole().distinctUsers()).hasValue(3);
    assertThat(answer.summaries())
        .extracting(one -> one.totals().distinctUsers())
        .containsExactly(OptionalLong.of(1), OptionalLong.of(3));
  }

  @Test
  void a_user_voided_once_but_there_another_time_is_counted() {
    UsageRecord wrong = usage().user("maria").record();
    appendAll(wrong, usage().user("maria").record());
    voidUsage(wrong, "wrong");

    Summaries answer = ask(new SummaryQuery(UsageFilter.ALL, List.of(), true, SummaryOrder.BY_KEY));

    assertThat(answer.total().distinctUsers()).hasValue(1);
  }

  @Test
  void where_nothing_is_there_is_still_one_group_of_everything() {
    UsageTotals nothing = new UsageTotals(0, 0, 0, 0, 0, 0, 0, OptionalLong.empty());

    assertThat(ask(new Wanted(), List.of()))
        .isEqualTo(
            new Summaries(
                List.of(new UsageSummary(UsageGroup.EVERYTHING, nothing)), nothing, nothing));
    assertThat(ask(new Wanted(), List.of(UsageDimension.DAY)).summaries()).isEmpty();
  }

  private void recordAll() {
    remember(LICENSE, ACME);
    UsageRecord wrong = call(32, NOVEMBER).contingency(1).record();
    appendAll(
        call(1, NOVEMBER.minusNanos(1_000)).contingency(1).record(),
        call(2, NOVEMBER).in(RM).record(),
        call(4, NOVEMBER.plusSeconds(3_600)).license(OTHER_LICENSE).by(CHAT).in(RM).record(),
        call(8, TENTH)
            .license(OTHER_LICENSE)
            .by(CHAT)
            .in(RM)
            .purpose(Purpose.SUPPORT)
            .contingency(0)
            .record(),
        call(16, TENTH.plusSeconds(3_600)).license(NOBODYS).contingency(-1).record(),
        wrong);
    ports().licenses().setAside(NOBODYS, "nobody holds it", NOW.plusSeconds(60));
    voidUsage(wrong, "wrong");
    moved(purge(months(YearMonth.of(2026, 10))));
  }

  private static UsageSketch call(long inputTokens, Instant time) {
    return usage().consumption(inputTokens, 0, 0).at(time);
  }

  private List<Tuple> callsByCustomer() {
    return ask(new Wanted(), List.of(UsageDimension.CUSTOMER)).summaries().stream()
        .map(one -> tuple(one.group().state().orElseThrow(), one.totals().calls()))
        .toList();
  }

  private long whole(Wanted wanted) {
    return ask(wanted, List.of(UsageDimension.MONTH)).whole().inputTokens();
  }

  private Summaries ask(Wanted wanted, List<UsageDimension> by) {
    return ask(new SummaryQuery(wanted.filter(), by, false, SummaryOrder.BY_KEY));
  }

  // The answer is the same before, while and after records are summed up, and when it is streamed.
  private Summaries ask(SummaryQuery query) {
    Summaries answer = ports().reports().summarize(query, Optional.empty(), 100);
    var _ = ports().dailyTotals().sum(1);
    assertThat(ports().reports().summarize(query, Optional.empty(), 100)).isEqualTo(answer);
    sumUp();
    assertThat(ports().reports().summarize(query, Optional.empty(), 100)).isEqualTo(answer);
    List<UsageSummary> streamed = new ArrayList<>();
    ports().reports().each(query, streamed::add);
    assertThat(streamed).isEqualTo(answer.summaries());
    return answer;
  }

  private static UsageGroup solution(Solution solution) {
    return new UsageGroup(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(solution),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static Arguments grouped(List<UsageDimension> by, Group... groups) {
    return Arguments.of(by, List.of(groups));
  }

  private static Group group(long tokens, String... key) {
    return new Group(List.of(key), tokens);
  }
}
