package com.totvs.billing.grpc.wire;

import com.totvs.billing.domain.allocation.Balance;
import com.totvs.billing.v1.CostBalance;

/// What became of a month's cost in one currency.
public final class BalanceWire {
  private BalanceWire() {}

  /// The exact amount, and the rounded ones that it was divided into.
  public static CostBalance balance(Balance balance) {
    return CostBalance.newBuilder()
        .setCurrencyCode(balance.currency().getCurrencyCode())
        .setExactAmount(Wire.decimal(balance.exact()))
        .setCollected(MoneyWire.money(balance.currency(), balance.money(balance.collected())))
        .setAllocated(MoneyWire.money(balance.currency(), balance.money(balance.allocated())))
        .setUnallocated(MoneyWire.money(balance.currency(), balance.money(balance.unallocated())))
        .setCorrections(MoneyWire.money(balance.currency(), balance.money(balance.corrections())))
        .build();
  }
}
