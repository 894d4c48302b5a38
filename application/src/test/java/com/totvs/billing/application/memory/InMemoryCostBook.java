package com.totvs.billing.application.memory;

import com.totvs.billing.application.cost.CostBook;
import com.totvs.billing.domain.cost.AzureCostItem;
import com.totvs.billing.domain.cost.CostRevision;
import com.totvs.billing.domain.cost.CostSource;
import com.totvs.billing.domain.cost.ResourceGroup;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Azure's cost kept in memory.
public final class InMemoryCostBook implements CostBook {
  private final InMemoryBilling store;
  private final Map<ResourceGroup, CostSource> sources = new TreeMap<>();
  private final Map<ResourceGroup, NavigableMap<YearMonth, Failure>> failures = new HashMap<>();
  private final List<CostRevision> revisions = new ArrayList<>();
  private final Map<Long, List<AzureCostItem>> items = new HashMap<>();

  private record Failure(Instant time, String why) {}

  InMemoryCostBook(InMemoryBilling store) {
    this.store = store;
  }

  @Override
  public Kept keep(Reading reading) {
    List<AzureCostItem> told = AzureCostItem.addedUp(reading.items());
    return store.transaction(
        () -> {
          Optional<CostRevision> newest = newest(reading.resourceGroup(), reading.month());
          if (newest.isPresent() && newest.get().confirmed().isAfter(reading.time())) {
            return new Kept(newest.get(), false);
          }
          succeeded(reading);
          boolean same =
              newest
                  .map(
                      one ->
                          one.grouping().equals(reading.grouping())
                              && told.equals(items.get(one.number())))
                  .orElse(false);
          return same ? confirmed(newest.orElseThrow(), reading) : added(reading, told);
        });
  }

  private void succeeded(Reading reading) {
    ResourceGroup group = reading.resourceGroup();
    failures(group).remove(reading.month());
    boolean isNewest =
        failures(group).tailMap(reading.month(), false).isEmpty()
            && revisions.stream()
                .filter(one -> one.resourceGroup().equals(group))
                .noneMatch(one -> one.month().isAfter(reading.month()));
    sources.put(
        group,
        new CostSource(
            group,
            isNewest ? Optional.of(reading.time()) : source(group).lastSuccess(),
            source(group).lastFailure(),
            told(group)));
  }

  private NavigableMap<YearMonth, Failure> failures(ResourceGroup group) {
    return failures.computeIfAbsent(group, _ -> new TreeMap<>());
  }

  private String told(ResourceGroup group) {
    return failures(group).descendingMap().entrySet().stream()
        .map(one -> one.getKey() + ": " + one.getValue().why())
        .collect(Collectors.joining("; "));
  }

  private Kept confirmed(CostRevision one, Reading reading) {
    CostRevision confirmed =
        new CostRevision(
            one.number(),
            one.resourceGroup(),
            one.month(),
            one.grouping(),
            one.read(),
            reading.time(),
            one.isFinal() || reading.isFinal(),
            one.items());
    revisions.set((int) one.number() - 1, confirmed);
    return new Kept(confirmed, false);
  }

  private Kept added(Reading reading, List<AzureCostItem> told) {
    CostRevision added =
        new CostRevision(
            revisions.size() + 1L,
            reading.resourceGroup(),
            reading.month(),
            reading.grouping(),
            reading.time(),
            reading.time(),
            reading.isFinal(),
            told.size());
    revisions.add(added);
    items.put(added.number(), told);
    return new Kept(added, true);
  }

  private CostSource source(ResourceGroup resourceGroup) {
    return sources.getOrDefault(resourceGroup, CostSource.unread(resourceGroup));
  }

  private Optional<CostRevision> newest(ResourceGroup resourceGroup, YearMonth month) {
    return revisions.reversed().stream()
        .filter(one -> one.resourceGroup().equals(resourceGroup) && one.month().equals(month))
        .findFirst();
  }

  @Override
  public void failed(ResourceGroup resourceGroup, YearMonth month, String why, Instant time) {
    store.transaction(
        () -> {
          failures(resourceGroup).put(month, new Failure(time, why));
          return sources.put(
              resourceGroup,
              new CostSource(
                  resourceGroup,
                  source(resourceGroup).lastSuccess(),
                  Optional.of(time),
                  told(resourceGroup)));
        });
  }

  @Override
  public List<MonthStanding> standings(YearMonth month) {
    return store.transaction(
        () ->
            sources.keySet().stream()
                .map(group -> standing(group, month))
                .filter(one -> one.confirmed().isPresent() || one.failed().isPresent())
                .toList());
  }

  private MonthStanding standing(ResourceGroup group, YearMonth month) {
    Optional<CostRevision> newest = newest(group, month);
    return new MonthStanding(
        group,
        newest.map(CostRevision::confirmed),
        newest.map(CostRevision::isFinal).orElse(false),
        Optional.ofNullable(failures(group).get(month)).map(Failure::time));
  }

  @Override
  public List<CostSource> sources() {
    return store.transaction(() -> List.copyOf(sources.values()));
  }

  @Override
  public List<KeptItem> items(ItemFilter filter, Optional<ItemPosition> after, int limit) {
    return store.transaction(
        () ->
            revisions.stream()
                .filter(one -> InMemoryBilling.fits(filter.month(), one.month()))
                .filter(one -> InMemoryBilling.fits(filter.resourceGroup(), one.resourceGroup()))
                .filter(
                    one ->
                        filter.revision().isPresent()
                            ? one.number() == filter.revision().getAsLong()
                            : newest(one.resourceGroup(), one.month()).equals(Optional.of(one)))
                .flatMap(
                    one ->
                        items.getOrDefault(one.number(), List.of()).stream()
                            .filter(
                                item ->
                                    InMemoryBilling.fits(filter.serviceName(), item.serviceName()))
                            .filter(
                                item ->
                                    InMemoryBilling.fits(filter.groupValue(), item.groupValue()))
                            .map(item -> new KeptItem(one, item)))
                .sorted(Comparator.comparing(KeptItem::position))
                .filter(one -> after.map(last -> one.position().compareTo(last) > 0).orElse(true))
                .limit(limit)
                .toList());
  }

  @Override
  public List<CostRevision> revisions(
      Optional<YearMonth> month,
      Optional<ResourceGroup> resourceGroup,
      OptionalLong before,
      int limit) {
    return store.transaction(
        () ->
            List.copyOf(revisions).reversed().stream()
                .filter(one -> InMemoryBilling.fits(month, one.month()))
                .filter(one -> InMemoryBilling.fits(resourceGroup, one.resourceGroup()))
                .filter(one -> before.isEmpty() || one.number() < before.getAsLong())
                .limit(limit)
                .toList());
  }
}
