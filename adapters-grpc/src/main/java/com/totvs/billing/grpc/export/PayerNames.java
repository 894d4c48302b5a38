package com.totvs.billing.grpc.export;

import com.totvs.billing.application.call.Patience;
import com.totvs.billing.application.catalog.Catalog;
import com.totvs.billing.domain.allocation.Payer;
import com.totvs.billing.domain.catalog.Application;
import com.totvs.billing.domain.catalog.ApplicationId;
import com.totvs.billing.domain.catalog.Solution;
import com.totvs.billing.domain.catalog.SolutionId;
import com.totvs.billing.domain.customer.Customer;
import com.totvs.billing.domain.customer.CustomerCode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// What customers, solutions and applications are called; empty for those that nobody named.
public record PayerNames(
    Map<CustomerCode, String> customers,
    Map<SolutionId, String> solutions,
    Map<ApplicationId, String> applications) {
  private static final int AT_ONCE = 1_000;
  private static final Duration PAGE_WITHIN = Duration.ofSeconds(5);

  /// A page of a catalog behind a row.
  private interface Pages<T, K> {
    List<T> after(Optional<K> last);
  }

  static PayerNames read(Catalog catalog, Optional<Set<SolutionId>> visible) {
    return new PayerNames(
        names(last -> catalog.customers(visible, last, AT_ONCE), Customer::code, Customer::name),
        names(
            last -> catalog.solutions(visible, last, AT_ONCE), Solution::id, Solution::description),
        names(
            last -> catalog.applications(visible, last, AT_ONCE),
            Application::id,
            Application::description));
  }

  private static <T, K> Map<K, String> names(
      Pages<T, K> pages, Function<T, K> key, Function<T, String> name) {
    Map<K, String> names = new HashMap<>();
    Optional<K> last = Optional.empty();
    List<T> page;
    do {
      Optional<K> after = last;
      page = Patience.within(PAGE_WITHIN, () -> pages.after(after));
      page.forEach(one -> names.put(key.apply(one), name.apply(one)));
      last = page.isEmpty() ? last : Optional.of(key.apply(page.getLast()));
    } while (page.size() == AT_ONCE);
    return names;
  }

  String customer(Payer payer) {
    return payer.customer().map(code -> customers.getOrDefault(code, "")).orElse("");
  }

  String solution(Payer payer) {
    return solutions.getOrDefault(payer.solution(), "");
  }

  String application(Payer payer) {
    return applications.getOrDefault(payer.application(), "");
  }
}
