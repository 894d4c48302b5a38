package com.totvs.billing.domain.operation;

import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.Reason;
import java.util.Map;
import java.util.UUID;

/// Identifies an operation; written `operations/{uuid}`.
public record OperationId(UUID value) {
  private static final String COLLECTION = "operations/";

  /// The id written as a name.
  ///
  /// @throws BillingException `OPERATION_NOT_FOUND` when it is no such name
  public static OperationId parse(String name) {
    try {
      if (name.startsWith(COLLECTION)) {
        OperationId id = new OperationId(UUID.fromString(name.substring(COLLECTION.length())));
        if (id.toString().equals(name)) {
          return id;
        }
      }
    } catch (IllegalArgumentException e) {
      // Falls through: what is no UUID names no operation.
    }
    throw notFound(name);
  }

  /// The failure of asking for an operation that is not there.
  public static BillingException notFound(String name) {
    return BillingException.of(
        Reason.OPERATION_NOT_FOUND, "there is no operation " + name, Map.of("name", name));
  }

  @Override
  public String toString() {
    return COLLECTION + value;
  }
}
