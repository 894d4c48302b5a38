package com.totvs.billing.application.catalog;

import static com.totvs.billing.application.Examples.ACME;
import static com.totvs.billing.application.Examples.CHAT;
import static com.totvs.billing.application.Examples.C_AND_P;
import static com.totvs.billing.application.Examples.GLOBEX;
import static com.totvs.billing.application.Examples.LICENSE;
import static com.totvs.billing.application.Examples.OTHER_LICENSE;
import static com.totvs.billing.application.Examples.RM;
import static com.totvs.billing.application.Examples.VISION;
import static com.totvs.billing.application.Examples.usage;
import static org.assertj.core.api.Assertions.assertThat;

import com.totvs.billing.application.PortsContract;
import com.totvs.billing.domain.catalog.Application;
import com.totvs.billing.domain.catalog.ApplicationId;
import com.totvs.billing.domain.catalog.Solution;
import com.totvs.billing.domain.catalog.SolutionId;
import com.totvs.billing.domain.customer.Customer;
import com.totvs.billing.domain.customer.CustomerCode;
import com.totvs.billing.domain.usage.Purpose;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every [Catalog] lists, and to whom.
public abstract class CatalogContract extends PortsContract {
  private static final Optional<Set<SolutionId>> ALL = Optional.empty();

  @Test
  void what_usage_names_is_listed_in_the_order_of_ids() {
    appendAll(usage().by(VISION).in(RM).record(), usage().by(CHAT).in(C_AND_P).record());

    assertThat(solutions(ALL)).containsExactly(CHAT, VISION);
    assertThat(applications(ALL)).containsExactly(C_AND_P, RM);
  }

  @Test
  void the_internal_client_is_a_customer_from_the_start() {
    assertThat(customers(ALL)).containsExactly(Customer.INTERNAL);
    assertThat(solutions(ALL)).isEmpty();
    assertThat(applications(ALL)).isEmpty();
  }

  @Test
  void holders_of_licenses_are_listed_though_no_usage_is_settled_on_them() {
    remember(OTHER_LICENSE, GLOBEX);
    remember(LICENSE, ACME);

    assertThat(customers(ALL)).containsExactly(ACME, GLOBEX, Customer.INTERNAL);
  }

  @Test
  void names_and_descriptions_are_the_newest() {
    remember(LICENSE, ACME);
    append(usage().by(VISION).in(RM).record());
    ports().clock().advance(Duration.ofDays(1));
    Customer renamed = new Customer(ACME.code(), "ACME do Brasil");
    Solution vision = new Solution(VISION.id(), "DTA Vision 2");
    Application rm = new Application(RM.id(), "TOTVS RM");

    remember(LICENSE, renamed);
    append(usage().by(vision).in(rm).record());

    assertThat(customers(ALL)).contains(renamed).doesNotContain(ACME);
    assertThat(solutions(ALL)).containsExactly(vision);
    assertThat(applications(ALL)).containsExactly(rm);
  }

  @Test
  void a_limited_caller_sees_its_solutions_and_what_their_usage_names() {
    remember(LICENSE, ACME);
    remember(OTHER_LICENSE, GLOBEX);
    appendAll(
        usage().by(VISION).in(RM).license(LICENSE).record(),
        usage().by(CHAT).in(C_AND_P).license(OTHER_LICENSE).record(),
        usage().by(CHAT).in(RM).purpose(Purpose.SUPPORT).record());

    assertThat(solutions(only(VISION))).containsExactly(VISION);
    assertThat(applications(only(VISION))).containsExactly(RM);
    assertThat(customers(only(VISION))).containsExactly(ACME);
    assertThat(solutions(only(CHAT))).containsExactly(CHAT);
    assertThat(applications(only(CHAT))).containsExactly(C_AND_P, RM);
    assertThat(customers(only(CHAT))).containsExactly(GLOBEX, Customer.INTERNAL);
  }

  @Test
  void a_limited_caller_sees_a_customer_once_usage_is_settled_on_it() {
    append(usage().by(VISION).record());
    remember(LICENSE, ACME);

    assertThat(customers(only(VISION))).isEmpty();
    journal().settle(LICENSE, 10);

    assertThat(customers(only(VISION))).containsExactly(ACME);
  }

  @Test
  void a_caller_limited_to_a_solution_without_usage_sees_nothing() {
    remember(LICENSE, ACME);
    append(usage().by(VISION).record());

    for (var visible : List.of(only(CHAT), Optional.of(Set.<SolutionId>of()))) {
      assertThat(solutions(visible)).isEmpty();
      assertThat(applications(visible)).isEmpty();
      assertThat(customers(visible)).isEmpty();
    }
  }

  @Test
  void pages_hold_everything_once_and_in_order() {
    IntStream.range(10, 17)
        .forEach(
            i ->
                append(
                    usage()
                        .by(new Solution(new SolutionId("s-" + i), ""))
                        .in(new Application(new ApplicationId("a-" + i), ""))
                        .record()));
    remember(LICENSE, ACME);
    remember(OTHER_LICENSE, GLOBEX);

    assertThat(pages(after -> catalog().solutions(ALL, after, 2), Solution::id))
        .isEqualTo(solutions(ALL))
        .hasSize(7);
    assertThat(pages(after -> catalog().applications(ALL, after, 3), Application::id))
        .isEqualTo(applications(ALL))
        .hasSize(7);
    assertThat(pages(after -> catalog().customers(ALL, after, 1), Customer::code))
        .isEqualTo(customers(ALL))
        .hasSize(3);
  }

  private static <T, I> List<T> pages(Function<Optional<I>, List<T>> read, Function<T, I> id) {
    List<T> all = new ArrayList<>();
    List<T> page = read.apply(Optional.empty());
    while (!page.isEmpty()) {
      all.addAll(page);
      page = read.apply(Optional.of(id.apply(page.getLast())));
    }
    return all;
  }

  private static Optional<Set<SolutionId>> only(Solution solution) {
    return Optional.of(Set.of(solution.id()));
  }

  private List<Customer> customers(Optional<Set<SolutionId>> visible) {
    return catalog().customers(visible, Optional.<CustomerCode>empty(), 1_000);
  }

  private List<Solution> solutions(Optional<Set<SolutionId>> visible) {
    return catalog().solutions(visible, Optional.empty(), 1_000);
  }

  private List<Application> applications(Optional<Set<SolutionId>> visible) {
    return catalog().applications(visible, Optional.empty(), 1_000);
  }

  private Catalog catalog() {
    return ports().catalog();
  }
}
