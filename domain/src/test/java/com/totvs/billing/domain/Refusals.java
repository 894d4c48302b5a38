package com.totvs.billing.domain;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// What a value says when it refuses to be made.
public final class Refusals {
  private Refusals() {}

  /// The fields that are named as wrong, in order; fails when nothing is refused.
  public static List<String> wrongFields(ThrowingCallable making) {
    return refusal(making).violations().stream().map(FieldViolation::field).toList();
  }

  /// The refusal; fails when there is none.
  public static BillingException refusal(ThrowingCallable making) {
    BillingException refusal = catchThrowableOfType(BillingException.class, making);
    if (refusal == null) {
      throw new AssertionError("nothing was refused");
    }
    return refusal;
  }
}
