package com.totvs.billing.azurecost;

import com.totvs.billing.domain.cost.AzureCostItem;
import java.util.List;
import java.util.Optional;

/// One page of a month's cost.
///
/// @param nextLink where the next page is, as Azure wrote it; empty on the last one
record Page(List<AzureCostItem> items, Optional<String> nextLink) {
  static final Page EMPTY = new Page(List.of(), Optional.empty());
}
