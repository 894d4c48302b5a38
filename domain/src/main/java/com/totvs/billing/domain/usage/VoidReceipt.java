package com.totvs.billing.domain.usage;

import java.time.Instant;

/// What became of a record that was to be voided.
public sealed interface VoidReceipt {

  /// A cancelling record is on disk, for the first time.
  record Voided(Instant acceptedTime) implements VoidReceipt {}

  /// A cancelling record was on disk already, since that time and for that reason; nothing was
  /// changed.
  record AlreadyVoided(Instant acceptedTime, String reason) implements VoidReceipt {}

  /// Another record, which cancels nothing, has the cancelling record's id; nothing was changed.
  record IdInUse() implements VoidReceipt {}

  /// There is no record of this key, or it cancels another one itself; nothing was changed.
  record NoTarget() implements VoidReceipt {}
}
