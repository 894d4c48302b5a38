package com.totvs.billing.application.cost;

import com.totvs.billing.domain.cost.AzureCostItem;
import java.util.List;

/// What Azure answers when it is asked for the cost of a month. There is no half of an answer.
public sealed interface AzureAnswer {

  /// Everything it has by now, in no particular order. Items alike in all but the amount may be
  /// there more than once: they add up.
  record Told(List<AzureCostItem> items) implements AzureAnswer {
    public Told {
      items = List.copyOf(items);
    }
  }

  /// Nothing that could be used. The text tells operators what is wrong and, where they can, what
  /// to do; it holds no secret.
  record Untold(String why) implements AzureAnswer {}
}
