package com.totvs.billing.domain.report;

/// What cost can be grouped by.
public enum CostDimension {
  /// The month it is charged in.
  MONTH,
  /// The day it was collected for.
  DAY,
  /// The Azure service or the fixed cost.
  RESOURCE,
  RESOURCE_GROUP,
  SOLUTION,
  APPLICATION,
  CUSTOMER;

  /// Whether it tells where cost comes from.
  public boolean ofOrigins() {
    return this == RESOURCE || this == RESOURCE_GROUP;
  }

  /// Whether cost has it only once it is divided.
  public boolean ofPayers() {
    return switch (this) {
      case SOLUTION, APPLICATION, CUSTOMER -> true;
      case MONTH, DAY, RESOURCE, RESOURCE_GROUP -> false;
    };
  }
}
