package com.totvs.billing.domain.usage;

/// Whether a usage record counts as it stands.
public sealed interface Correction {

  /// It does.
  record None() implements Correction {}

  /// It was wrong, and the record of this id cancels it.
  record Voided(UsageId by) implements Correction {}

  /// It cancels the record of this id, which has the same license and time: its quantities count
  /// negatively.
  record Voids(UsageId target, String reason) implements Correction {}
}
