package com.totvs.billing.application.license;

import static com.totvs.billing.application.Examples.ACME;
import static com.totvs.billing.application.Examples.CHAT;
import static com.totvs.billing.application.Examples.GLOBEX;
import static com.totvs.billing.application.Examples.LICENSE;
import static com.totvs.billing.application.Examples.NOW;
import static com.totvs.billing.application.Examples.OTHER_LICENSE;
import static com.totvs.billing.application.Examples.VISION;
import static com.totvs.billing.application.Examples.usage;
import static com.totvs.billing.application.Examples.usageOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.totvs.billing.application.PortsContract;
import com.totvs.billing.application.UsageSketch;
import com.totvs.billing.application.license.EmergencyKeys.Filter;
import com.totvs.billing.application.license.EmergencyKeys.Position;
import com.totvs.billing.domain.Span;
import com.totvs.billing.domain.catalog.SolutionId;
import com.totvs.billing.domain.customer.Customer;
import com.totvs.billing.domain.license.EmergencyKey;
import com.totvs.billing.domain.license.EmergencyKeyUse;
import com.totvs.billing.domain.license.LicenseId;
import com.totvs.billing.domain.usage.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every [EmergencyKeys] tells of the usage.
public abstract class EmergencyKeysContract extends PortsContract {
  private static final Filter ALL =
      new Filter(Span.ALWAYS, Optional.empty(), Optional.empty(), Optional.empty());

  @Test
  void only_usage_on_an_emergency_key_counts() {
    remember(LICENSE, ACME);
    appendAll(usageOf(LICENSE), usage().contingency(0).record());

    assertThat(uses(ALL)).isEmpty();
  }

  @Test
  void use_is_told_from_the_first_call_to_the_last() {
    remember(LICENSE, ACME);
    Instant first = Instant.parse("2026-11-02T12:00:00Z");
    Instant last = Instant.parse("2026-11-09T12:00:00Z");
    appendAll(
        onKey().at(last).record(),
        onKey().at(first).contingency(-3).record(),
        onKey().at(first.plusSeconds(60)).record());

    assertThat(uses(ALL))
        .containsExactly(
            new EmergencyKeyUse(
                LICENSE, Optional.of(ACME), first, last, 2, 3, EmergencyKey.NOT_TOLD));
  }

  @Test
  void days_begin_at_midnight_in_sao_paulo() {
    remember(LICENSE, ACME);
    appendAll(
        onKey().at("2026-11-10T02:59:59Z").record(),
        onKey().at("2026-11-10T03:00:00Z").record(),
        onKey().at("2026-11-11T02:59:59.999999Z").record());

    assertThat(uses(ALL)).extracting(EmergencyKeyUse::daysInUse).containsExactly(2);
  }

  @Test
  void what_license_server_says_of_the_key_is_shown() {
    EmergencyKey key =
        new EmergencyKey(
            EmergencyKey.State.ACTIVE,
            Optional.of(NOW.minus(Duration.ofDays(3))),
            Optional.of(NOW.plus(Duration.ofDays(12))));
    ports().licenses().remember(LICENSE, new Answer.Held(ACME, true, key), NOW);
    append(onKey().record());

    assertThat(uses(ALL)).extracting(EmergencyKeyUse::emergencyKey).containsExactly(key);
  }

  @Test
  void while_the_holder_is_not_known_there_is_no_customer() {
    append(onKey().record());

    assertThat(uses(ALL)).extracting(EmergencyKeyUse::customer).containsExactly(Optional.empty());
  }

  @Test
  void waiting_usage_is_shown_under_the_holder_as_soon_as_it_is_known() {
    append(onKey().record());
    remember(LICENSE, ACME);

    assertThat(uses(ALL)).extracting(EmergencyKeyUse::customer).containsExactly(Optional.of(ACME));
  }

  @Test
  void internal_usage_is_shown_under_the_licenses_holder() {
    remember(LICENSE, ACME);
    appendAll(onKey().purpose(Purpose.SUPPORT).record(), onKey().record());

    assertThat(uses(ALL)).hasSize(1);
    assertThat(uses(ALL).getFirst().customer()).hasValue(ACME);
    assertThat(uses(ALL).getFirst().calls()).isEqualTo(2);
  }

  @Test
  void use_before_a_license_moved_stays_with_the_earlier_customer() {
    remember(LICENSE, ACME);
    append(onKey().record());
    ports().clock().advance(Duration.ofDays(1));
    remember(LICENSE, GLOBEX);
    appendAll(onKey().record(), onKey().record());

    assertThat(uses(ALL))
        .extracting(EmergencyKeyUse::customer, EmergencyKeyUse::calls)
        .containsExactly(tuple(Optional.of(ACME), 1L), tuple(Optional.of(GLOBEX), 2L));
  }

  @Test
  void a_filter_narrows_by_time_customer_and_license() {
    remember(LICENSE, ACME);
    remember(OTHER_LICENSE, GLOBEX);
    Instant october = Instant.parse("2026-10-10T12:00:00Z");
    appendAll(
        onKey().at(october).record(),
        onKey().record(),
        onKey().license(OTHER_LICENSE).at(october).record());
    Span beforeNovember = new Span(Optional.empty(), Optional.of(NOW.minus(Duration.ofDays(20))));

    assertThat(callsOf(filter(beforeNovember, Optional.empty(), Optional.empty())))
        .containsExactly(1L, 1L);
    assertThat(callsOf(filter(Span.ALWAYS, Optional.of(ACME), Optional.empty())))
        .containsExactly(2L);
    assertThat(callsOf(filter(Span.ALWAYS, Optional.empty(), Optional.of(OTHER_LICENSE))))
        .containsExactly(1L);
    assertThat(callsOf(filter(Span.ALWAYS, Optional.of(ACME), Optional.of(OTHER_LICENSE))))
        .isEmpty();
  }

  @Test
  void only_usage_of_visible_solutions_counts() {
    remember(LICENSE, ACME);
    appendAll(onKey().by(VISION).record(), onKey().by(CHAT).record(), onKey().by(CHAT).record());

    assertThat(callsOf(visible(Set.of(CHAT.id())))).containsExactly(2L);
    assertThat(callsOf(visible(Set.of(new SolutionId("another"))))).isEmpty();
    assertThat(callsOf(visible(Set.of()))).isEmpty();
  }

  @Test
  void pages_hold_every_row_once_and_in_order() {
    List<LicenseId> ids = IntStream.range(10, 17).mapToObj(i -> new LicenseId("LS-" + i)).toList();
    for (LicenseId id : ids.reversed()) {
      remember(id, GLOBEX);
      append(onKey().license(id).record());
    }
    ports().clock().advance(Duration.ofDays(1));
    remember(ids.get(3), ACME);
    append(onKey().license(ids.get(3)).record());
    append(onKey().license(new LicenseId("LS-00")).record());

    List<Position> all = uses(ALL).stream().map(EmergencyKeysContract::position).toList();

    assertThat(all).hasSize(9).startsWith(new Position(new LicenseId("LS-00"), ""));
    assertThat(all.subList(4, 6))
        .containsExactly(
            new Position(ids.get(3), ACME.code().value()),
            new Position(ids.get(3), GLOBEX.code().value()));
    assertThat(pages(1)).isEqualTo(all);
    assertThat(pages(2)).isEqualTo(all);
  }

  private List<Position> pages(int pageSize) {
    List<Position> rows = new ArrayList<>();
    List<EmergencyKeyUse> page = ports().emergencyKeys().uses(ALL, Optional.empty(), pageSize);
    while (!page.isEmpty()) {
      page.forEach(use -> rows.add(position(use)));
      page = ports().emergencyKeys().uses(ALL, Optional.of(rows.getLast()), pageSize);
    }
    return rows;
  }

  private List<EmergencyKeyUse> uses(Filter filter) {
    return ports().emergencyKeys().uses(filter, Optional.empty(), 1_000);
  }

  private List<Long> callsOf(Filter filter) {
    return uses(filter).stream().map(EmergencyKeyUse::calls).toList();
  }

  private static UsageSketch onKey() {
    return usage().contingency(1);
  }

  private static Filter filter(
      Span span, Optional<Customer> customer, Optional<LicenseId> license) {
    return new Filter(span, customer.map(Customer::code), license, Optional.empty());
  }

  private static Filter visible(Set<SolutionId> solutions) {
    return new Filter(Span.ALWAYS, Optional.empty(), Optional.empty(), Optional.of(solutions));
  }

  private static Position position(EmergencyKeyUse use) {
    return new Position(
        use.license(), use.customer().map(customer -> customer.code().value()).orElse(""));
  }
}
