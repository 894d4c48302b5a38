package com.totvs.billing.domain.allocation;

import com.totvs.billing.domain.cost.CostGrouping;
import com.totvs.billing.domain.cost.FixedCostId;
import com.totvs.billing.domain.cost.ResourceGroup;
import java.util.Comparator;

/// Where a month sum comes from.
public sealed interface Origin extends Comparable<Origin> {

  /// A service of a resource group, and a value of what cost was grouped by.
  record Azure(
      ResourceGroup resourceGroup, String serviceName, CostGrouping grouping, String groupValue)
      implements Origin {
    private static final Comparator<Azure> ORDER =
        Comparator.comparing(Azure::resourceGroup)
            .thenComparing(Azure::serviceName)
            .thenComparing(one -> one.grouping().toString())
            .thenComparing(Azure::groupValue);
  }

  /// A fixed cost.
  record Fixed(FixedCostId id) implements Origin {}

  /// Azure's come before fixed ones; each in the order of its own parts.
  @Override
  default int compareTo(Origin other) {
    return switch (this) {
      case Azure mine when other instanceof Azure theirs -> Azure.ORDER.compare(mine, theirs);
      case Fixed mine when other instanceof Fixed theirs -> mine.id().compareTo(theirs.id());
      case Azure _ -> -1;
      case Fixed _ -> 1;
    };
  }
}
