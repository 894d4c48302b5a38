package com.totvs.billing.application.cost;

import com.totvs.billing.domain.cost.AzureCostItem;
import com.totvs.billing.domain.cost.CostGrouping;
import com.totvs.billing.domain.cost.CostRevision;
import com.totvs.billing.domain.cost.CostSource;
import com.totvs.billing.domain.cost.ResourceGroup;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What Azure's resources cost, by resource group and month, with every revision there was. Each
/// method is one transaction.
public interface CostBook {

  /// A whole reading of a resource group's month.
  ///
  /// @param items in any order; those alike in all but the amount add up
  /// @param isFinal whether the month can no longer change
  record Reading(
      ResourceGroup resourceGroup,
      YearMonth month,
      CostGrouping grouping,
      List<AzureCostItem> items,
      Instant time,
      boolean isFinal) {
    public Reading {
      items = List.copyOf(items);
    }
  }

  /// Which items are wanted.
  ///
  /// @param revision of this revision; empty means the newest one of each resource group and month
  /// @param serviceName of this service of Azure's
  /// @param groupValue with this value of what cost is grouped by
  record ItemFilter(
      Optional<YearMonth> month,
      Optional<ResourceGroup> resourceGroup,
      OptionalLong revision,
      Optional<String> serviceName,
      Optional<String> groupValue) {

    /// Those of any service and value.
    public ItemFilter(
        Optional<YearMonth> month, Optional<ResourceGroup> resourceGroup, OptionalLong revision) {
      this(month, resourceGroup, revision, Optional.empty(), Optional.empty());
    }
  }

  /// An item, and the revision it stands in.
  record KeptItem(CostRevision revision, AzureCostItem item) {

    /// Where it stands among the items.
    public ItemPosition position() {
      return new ItemPosition(
          revision.resourceGroup(),
          revision.month(),
          item.usageDate(),
          item.serviceName(),
          item.groupValue(),
          item.currency().getCurrencyCode());
    }
  }

  /// The place of an item in the order of [#items].
  record ItemPosition(
      ResourceGroup resourceGroup,
      YearMonth month,
      LocalDate usageDate,
      String serviceName,
      String groupValue,
      String currencyCode)
      implements Comparable<ItemPosition> {
    private static final Comparator<ItemPosition> ORDER =
        Comparator.comparing(ItemPosition::resourceGroup)
            .thenComparing(ItemPosition::month)
            .thenComparing(ItemPosition::usageDate)
            .thenComparing(ItemPosition::serviceName)
            .thenComparing(ItemPosition::groupValue)
            .thenComparing(ItemPosition::currencyCode);

    @Override
    public int compareTo(ItemPosition other) {
      return ORDER.compare(this, other);
    }
  }

  /// Keeps a reading: as a new revision when it tells something else than the newest one of its
  /// resource group and month, and else as a confirmation of that one. Nothing of it is there
  /// before all of it is. A reading older than the newest revision's last confirmation changes
  /// nothing.
  ///
  /// @return the newest revision, and whether it is new
  Kept keep(Reading reading);

  /// The outcome of keeping a reading.
  record Kept(CostRevision revision, boolean isNew) {}

  /// Notes that a resource group's month could not be read.
  ///
  /// @param why at most 4,000 code points of it are kept
  void failed(ResourceGroup resourceGroup, YearMonth month, String why, Instant time);

  /// How well the cost of a resource group's month is known.
  ///
  /// @param confirmed when it was last read; empty if never
  /// @param isFinal whether it was read when it could no longer change
  /// @param failed when reading it failed; empty if it was read since
  record MonthStanding(
      ResourceGroup resourceGroup,
      Optional<Instant> confirmed,
      boolean isFinal,
      Optional<Instant> failed) {}

  /// How well a month is known, of each resource group of which it was read or was to be.
  List<MonthStanding> standings(YearMonth month);

  /// Every resource group that was read, or was to be, in order.
  List<CostSource> sources();

  /// Items, in the order of resource group, month, date, service, group value and currency: at most
  /// `limit` behind `after`.
  List<KeptItem> items(ItemFilter filter, Optional<ItemPosition> after, int limit);

  /// Revisions, newest first: at most `limit` older than the one of the given number.
  List<CostRevision> revisions(
      Optional<YearMonth> month,
      Optional<ResourceGroup> resourceGroup,
      OptionalLong before,
      int limit);
}
