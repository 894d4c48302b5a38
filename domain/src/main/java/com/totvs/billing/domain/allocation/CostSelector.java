package com.totvs.billing.domain.allocation;

import com.totvs.billing.domain.cost.CostGrouping;
import com.totvs.billing.domain.cost.FixedCostId;
import com.totvs.billing.domain.cost.ResourceGroup;
import java.util.Optional;

/// Which cost a rule takes: what matches everything that is named; naming nothing takes all.
///
/// @param resourceGroup Azure's cost of this resource group
/// @param serviceName Azure's cost of this service
/// @param group Azure's cost with this value of what cost is grouped by
/// @param fixedCost this fixed cost
public record CostSelector(
    Optional<ResourceGroup> resourceGroup,
    Optional<String> serviceName,
    Optional<Group> group,
    Optional<FixedCostId> fixedCost) {

  /// Takes every cost.
  public static final CostSelector EVERYTHING =
      new CostSelector(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /// A value of a tag or dimension.
  public record Group(CostGrouping grouping, String value) {}

  /// Whether it takes the cost of this origin.
  public boolean takes(Origin origin) {
    return switch (origin) {
      case Origin.Azure azure -> fixedCost.isEmpty() && takesAzure(azure);
      case Origin.Fixed fixed ->
          resourceGroup.isEmpty()
              && serviceName.isEmpty()
              && group.isEmpty()
              && fixedCost.map(fixed.id()::equals).orElse(true);
    };
  }

  private boolean takesAzure(Origin.Azure azure) {
    return resourceGroup.map(azure.resourceGroup()::equals).orElse(true)
        && serviceName.map(azure.serviceName()::equalsIgnoreCase).orElse(true)
        && group
            .map(
                one ->
                    one.grouping().equals(azure.grouping())
                        && one.value().equalsIgnoreCase(azure.groupValue()))
            .orElse(true);
  }
}
