package com.totvs.billing.application.usage;

import static com.totvs.billing.application.Examples.ACME;
import static com.totvs.billing.application.Examples.CHAT;
import static com.totvs.billing.application.Examples.C_AND_P;
import static com.totvs.billing.application.Examples.LICENSE;
import static com.totvs.billing.application.Examples.NOW;
import static com.totvs.billing.application.Examples.OTHER_LICENSE;
import static com.totvs.billing.application.Examples.PATIENCE;
import static com.totvs.billing.application.Examples.RM;
import static com.totvs.billing.application.Examples.VISION;
import static com.totvs.billing.application.Examples.limitedTo;
import static com.totvs.billing.application.Examples.usage;
import static org.assertj.core.api.Assertions.assertThat;

import com.totvs.billing.application.PortsContract;
import com.totvs.billing.domain.customer.Customer;
import com.totvs.billing.domain.license.LicenseId;
import com.totvs.billing.domain.usage.Purpose;
import com.totvs.billing.domain.usage.RecordedUsage;
import com.totvs.billing.domain.usage.SettlementState;
import com.totvs.billing.domain.usage.UsageFilter;
import com.totvs.billing.domain.usage.UsageId;
import com.totvs.billing.domain.usage.UsageKey;
import com.totvs.billing.domain.usage.UsageRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// How every [UsageJournal] lists usage: in order, page by page without skips or repeats, and
/// nothing that does not fit.
public abstract class UsageListContract extends PortsContract {
  private static final LicenseId NOBODYS = new LicenseId("LS-NOBODYS");
  private static final Instant MIDDLE = NOW.minus(Duration.ofDays(25));
  private static final List<Purpose> PURPOSES =
      List.of(Purpose.PRODUCTION, Purpose.SUPPORT, Purpose.DEVELOPMENT);

  // What fits is said a second time, in plain words, so that a filter cannot judge itself.
  static Stream<Arguments> filters() {
    return Stream.of(
        fits("everything", new Wanted(), _ -> true),
        fits("from", new Wanted().from(MIDDLE), u -> !u.occurredTime().isBefore(MIDDLE)),
        fits("to", new Wanted().until(MIDDLE), u -> u.occurredTime().isBefore(MIDDLE)),
        fits("no time at all", new Wanted().from(MIDDLE).until(MIDDLE), _ -> false),
        fits("license", new Wanted().license(LICENSE), u -> u.license().equals(LICENSE)),
        fits("customer", new Wanted().customer(ACME), u -> on(u, LICENSE, Purpose.PRODUCTION)),
        fits("internal", new Wanted().customer(Customer.INTERNAL), u -> u.purpose().internal()),
        fits("solution", new Wanted().solution(CHAT.id()), u -> u.solution().equals(CHAT)),
        fits("application", new Wanted().application(RM.id()), u -> u.application().equals(RM)),
        fits("purpose", new Wanted().purpose(Purpose.SUPPORT), u -> u.purpose() == Purpose.SUPPORT),
        fits(
            "settled",
            new Wanted().state(SettlementState.SETTLED),
            u -> u.purpose().internal() || u.license().equals(LICENSE)),
        fits(
            "waiting",
            new Wanted().state(SettlementState.WAITING),
            u -> on(u, OTHER_LICENSE, Purpose.PRODUCTION)),
        fits(
            "set aside",
            new Wanted().state(SettlementState.SET_ASIDE),
            u -> on(u, NOBODYS, Purpose.PRODUCTION)),
        fits("visible", new Wanted().visible(VISION.id()), u -> u.solution().equals(VISION)),
        fits("both visible", new Wanted().visible(VISION.id(), CHAT.id()), _ -> true),
        fits("none visible", new Wanted().visible(), _ -> false),
        fits(
            "wanted but not visible",
            new Wanted().solution(CHAT.id()).visible(VISION.id()),
            _ -> false),
        fits(
            "all parts together",
            new Wanted()
                .from(MIDDLE)
                .until(NOW)
                .license(LICENSE)
                .customer(Customer.INTERNAL)
                .solution(VISION.id())
                .application(C_AND_P.id())
                .purpose(Purpose.SUPPORT)
                .state(SettlementState.SETTLED)
                .visible(VISION.id()),
            u ->
                on(u, LICENSE, Purpose.SUPPORT)
                    && u.solution().equals(VISION)
                    && u.application().equals(C_AND_P)
                    && !u.occurredTime().isBefore(MIDDLE)
                    && u.occurredTime().isBefore(NOW)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("filters")
  void pages_hold_what_fits_once_and_in_order(
      String name, UsageFilter filter, Predicate<UsageRecord> fits) {
    List<UsageKey> expected =
        manyKinds().stream().filter(fits).map(UsageRecord::key).sorted().toList();

    assertThat(keys(filter, 1_000)).as(name).isEqualTo(expected);
    assertThat(keys(filter, 7)).as(name + ", by 7").isEqualTo(expected);
    assertThat(keys(filter, 1)).as(name + ", one by one").isEqualTo(expected);
  }

  @Test
  void records_of_one_moment_are_ordered_by_the_text_of_their_ids_then_by_license() {
    List<UsageRecord> usage =
        Stream.of("0", "7", "8", "f")
            .map(digit -> UUID.fromString(digit + "1935c9e-0000-7000-8000-000000000000"))
            .map(id -> usage().id(new UsageId(id)).record())
            .toList();
    journal().append(usage.reversed(), PATIENCE);

    assertThat(keys(UsageFilter.ALL, 1))
        .containsExactlyElementsOf(usage.stream().map(UsageRecord::key).toList());
  }

  @Test
  void a_record_that_arrives_behind_the_page_is_on_the_next_one() {
    append(usage().at(NOW.minusSeconds(20)).record());
    UsageKey last = page(UsageFilter.ALL, Optional.empty(), 1).getFirst();
    UsageRecord before = usage().at(NOW.minusSeconds(30)).record();
    UsageRecord behind = usage().at(NOW.minusSeconds(10)).record();

    appendAll(before, behind);

    assertThat(page(UsageFilter.ALL, Optional.of(last), 10)).containsExactly(behind.key());
  }

  @Test
  void the_place_of_a_page_needs_no_record_there() {
    UsageRecord usage = usage().at(NOW.minusSeconds(20)).record();
    append(usage);
    UsageKey nowhere = usage().at(NOW.minusSeconds(30)).record().key();

    assertThat(page(UsageFilter.ALL, Optional.of(nowhere), 10)).containsExactly(usage.key());
  }

  @Test
  void calls_on_an_emergency_key_are_told_from_the_others() {
    UsageRecord onKey = usage().contingency(1).record();
    UsageRecord without = usage().contingency(0).record();
    UsageRecord notTold = usage().record();
    appendAll(onKey, without, notTold);

    assertThat(keys(new Wanted().emergencyKey(true).filter(), 10)).containsExactly(onKey.key());
    assertThat(keys(new Wanted().emergencyKey(false).filter(), 10))
        .containsExactlyInAnyOrder(without.key(), notTold.key());
  }

  @Test
  void a_limited_caller_sees_only_records_of_its_solutions() {
    UsageRecord own = usage().by(VISION).record();
    appendAll(own, usage().by(CHAT).record());

    assertThat(keys(UsageFilter.ALL.visibleTo(limitedTo(VISION.id())), 10))
        .containsExactly(own.key());
  }

  private List<UsageRecord> manyKinds() {
    remember(LICENSE, ACME);
    List<UsageRecord> usage = IntStream.range(0, 72).mapToObj(UsageListContract::kind).toList();
    journal().append(usage, PATIENCE);
    ports().licenses().setAside(NOBODYS, "nobody holds it", NOW.plus(Duration.ofDays(1)));
    return usage;
  }

  // Every third one shares its moment with its neighbours.
  private static UsageRecord kind(int i) {
    return usage()
        .license(List.of(LICENSE, OTHER_LICENSE, NOBODYS).get(i % 3))
        .by(i / 3 % 2 == 0 ? VISION : CHAT)
        .in(i / 6 % 2 == 0 ? C_AND_P : RM)
        .purpose(PURPOSES.get(i / 12 % 3))
        .at(MIDDLE.plus(Duration.ofHours(10L * (i / 3 - 12))))
        .record();
  }

  private List<UsageKey> keys(UsageFilter filter, int pageSize) {
    List<UsageKey> keys = new ArrayList<>();
    List<UsageKey> page = page(filter, Optional.empty(), pageSize);
    while (!page.isEmpty()) {
      assertThat(page).hasSizeLessThanOrEqualTo(pageSize);
      keys.addAll(page);
      page = page(filter, Optional.of(page.getLast()), pageSize);
    }
    return keys;
  }

  private List<UsageKey> page(UsageFilter filter, Optional<UsageKey> after, int limit) {
    return journal().list(filter, after, limit).stream()
        .map(RecordedUsage::usage)
        .map(UsageRecord::key)
        .toList();
  }

  private static boolean on(UsageRecord usage, LicenseId license, Purpose purpose) {
    return usage.license().equals(license) && usage.purpose() == purpose;
  }

  private static Arguments fits(String name, Wanted wanted, Predicate<UsageRecord> fits) {
    return Arguments.of(name, wanted.filter(), fits);
  }
}
