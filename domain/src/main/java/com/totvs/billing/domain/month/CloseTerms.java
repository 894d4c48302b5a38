package com.totvs.billing.domain.month;

import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.Require;

/// What may be overlooked when a month is closed.
///
/// @param acceptUnsettled whether usage that waits or is set aside is known and may stay so: it
///   pays its part under that name until it is settled
/// @param force whether to close in spite of every obstacle that can be overlooked
/// @param reason why it is forced, 1 to 500 code points; empty unless it is
public record CloseTerms(boolean acceptUnsettled, boolean force, String reason) {

  /// Nothing is overlooked.
  public static final CloseTerms STRICT = new CloseTerms(false, false, "");

  public CloseTerms {
    if (force) {
      reason = requireReason(reason);
    } else if (!reason.isEmpty()) {
      throw BillingException.invalid("reason", "is only for a month that is forced");
    }
  }

  /// Makes sure that a text can be a reason.
  public static String requireReason(String text) {
    return Require.text(text, "reason", 1, 500);
  }
}
