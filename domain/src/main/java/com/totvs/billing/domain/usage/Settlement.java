package com.totvs.billing.domain.usage;

import com.totvs.billing.domain.customer.Customer;

/// Who answers for a usage record, as far as it is known.
public sealed interface Settlement {

  /// The customer answers for it, for good.
  record Settled(Customer customer) implements Settlement {}

  /// License Server has not answered yet.
  record Waiting(String why) implements Settlement {}

  /// License Server says nobody holds the license.
  record SetAside(String why) implements Settlement {}
}
