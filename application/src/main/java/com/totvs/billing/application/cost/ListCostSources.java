package com.totvs.billing.application.cost;

import com.totvs.billing.domain.access.Caller;
import com.totvs.billing.domain.cost.CostSource;
import com.totvs.billing.domain.cost.ResourceGroup;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Tells how well the cost of each resource group is known: of those that the platform pays for,
/// also where nothing was ever read, and of those that it once paid for.
public final class ListCostSources {
  private final CostBook book;
  private final List<ResourceGroup> paid;

  /// @param paid the resource groups whose cost the platform pays
  public ListCostSources(CostBook book, List<ResourceGroup> paid) {
    this.book = book;
    this.paid = List.copyOf(paid);
  }

  /// All of them, in order.
  ///
  /// @throws com.totvs.billing.domain.BillingException `SOLUTION_FORBIDDEN` for a caller limited to
  ///   some solutions
  public List<CostSource> list(Caller caller) {
    caller.requireAllSolutions();
    Map<ResourceGroup, CostSource> sources = new TreeMap<>();
    paid.forEach(group -> sources.put(group, CostSource.unread(group)));
    book.sources().forEach(source -> sources.put(source.resourceGroup(), source));
    return List.copyOf(sources.values());
  }

  /// Those that the platform pays for, in the order of the settings.
  public List<CostSource> paid() {
    List<CostSource> read = book.sources();
    return paid.stream()
        .map(
            group ->
                read.stream()
                    .filter(source -> source.resourceGroup().equals(group))
                    .findFirst()
                    .orElseGet(() -> CostSource.unread(group)))
        .toList();
  }
}
