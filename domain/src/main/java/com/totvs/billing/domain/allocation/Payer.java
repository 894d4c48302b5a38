package com.totvs.billing.domain.allocation;

import com.totvs.billing.domain.catalog.ApplicationId;
import com.totvs.billing.domain.catalog.SolutionId;
import com.totvs.billing.domain.customer.CustomerCode;
import com.totvs.billing.domain.usage.SettlementState;
import java.util.Comparator;
import java.util.Optional;

/// Who pays a part: the use that a customer made of a solution in an application.
///
/// @param state how far settling has come; usage that waits, or that nobody answers for, pays its
///   part under that name
/// @param customer there exactly when it is settled
public record Payer(
    SolutionId solution,
    ApplicationId application,
    SettlementState state,
    Optional<CustomerCode> customer)
    implements Comparable<Payer> {

  // What ties are broken by, so it must never depend on anything but the payer.
  private static final Comparator<Payer> ORDER =
      Comparator.comparing(Payer::solution)
          .thenComparing(Payer::application)
          .thenComparing(Payer::state)
          .thenComparing(payer -> payer.customer().map(CustomerCode::value).orElse(""));

  public Payer {
    if (customer.isPresent() != (state == SettlementState.SETTLED)) {
      throw new IllegalArgumentException("settled usage has a customer, and no other has");
    }
  }

  @Override
  public int compareTo(Payer other) {
    return ORDER.compare(this, other);
  }
}
