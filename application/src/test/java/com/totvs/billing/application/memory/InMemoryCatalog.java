package com.totvs.billing.application.memory;

import com.totvs.billing.application.catalog.Catalog;
import com.totvs.billing.application.memory.InMemoryBilling.Row;
import com.totvs.billing.domain.catalog.Application;
import com.totvs.billing.domain.catalog.ApplicationId;
import com.totvs.billing.domain.catalog.Solution;
import com.totvs.billing.domain.catalog.SolutionId;
import com.totvs.billing.domain.customer.Customer;
import com.totvs.billing.domain.customer.CustomerCode;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// The catalog kept in memory.
public final class InMemoryCatalog implements Catalog {
  private final InMemoryBilling store;

  InMemoryCatalog(InMemoryBilling store) {
    this.store = store;
  }

  @Override
  public List<Customer> customers(
      Optional<Set<SolutionId>> visible, Optional<CustomerCode> after, int limit) {
    return page(store.customers, visible, row -> row.customer().stream(), after, limit)
        .map(store::customer)
        .toList();
  }

  @Override
  public List<Solution> solutions(
      Optional<Set<SolutionId>> visible, Optional<SolutionId> after, int limit) {
    return page(
            store.solutions, visible, row -> Stream.of(row.usage().solution().id()), after, limit)
        .map(id -> new Solution(id, store.solutions.getOrDefault(id, "")))
        .toList();
  }

  @Override
  public List<Application> applications(
      Optional<Set<SolutionId>> visible, Optional<ApplicationId> after, int limit) {
    return page(
            store.applications,
            visible,
            row -> Stream.of(row.usage().application().id()),
            after,
            limit)
        .map(id -> new Application(id, store.applications.getOrDefault(id, "")))
        .toList();
  }

  private <I extends Comparable<I>> Stream<I> page(
      NavigableMap<I, ?> all,
      Optional<Set<SolutionId>> visible,
      Function<Row, Stream<I>> named,
      Optional<I> after,
      int limit) {
    return store
        .transaction(
            () ->
                visible
                    .map(own -> named(own, named))
                    .orElseGet(() -> List.copyOf(all.keySet()).stream())
                    .filter(id -> after.map(last -> id.compareTo(last) > 0).orElse(true))
                    .limit(limit)
                    .toList())
        .stream();
  }

  private <I extends Comparable<I>> Stream<I> named(
      Set<SolutionId> own, Function<Row, Stream<I>> named) {
    return List.copyOf(store.usage.values()).stream()
        .filter(row -> own.contains(row.usage().solution().id()))
        .flatMap(named)
        .distinct()
        .sorted();
  }
}
