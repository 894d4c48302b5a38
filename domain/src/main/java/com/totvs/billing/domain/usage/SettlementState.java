package com.totvs.billing.domain.usage;

/// How far the search for the customer who answers for a record has come; the kinds of
/// [Settlement].
public enum SettlementState {
  SETTLED,
  WAITING,
  SET_ASIDE
}
