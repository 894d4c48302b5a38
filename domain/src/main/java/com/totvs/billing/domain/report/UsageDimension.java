package com.totvs.billing.domain.report;

/// What usage can be grouped by. Days and months are those of the business zone.
public enum UsageDimension {
  DAY,
  MONTH,
  /// The customer it is settled on; usage that waits and usage set aside are groups of their own.
  CUSTOMER,
  LICENSE,
  SOLUTION,
  APPLICATION,
  PURPOSE,
  EMERGENCY_KEY,
  PLACE
}
