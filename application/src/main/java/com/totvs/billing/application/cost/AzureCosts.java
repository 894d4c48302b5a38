package com.totvs.billing.application.cost;

import com.totvs.billing.domain.cost.CostGrouping;
import com.totvs.billing.domain.cost.ResourceGroup;
import java.time.YearMonth;

/// What Azure says that its resources cost.
public interface AzureCosts {

  /// Reads all that a resource group cost in a calendar month, day by day. Waits as long as Azure
  /// asks it to, within the limits of its settings, so it may take minutes; an interrupt ends it.
  AzureAnswer read(ResourceGroup resourceGroup, YearMonth month, CostGrouping grouping);
}
