package com.totvs.billing.application.usage;

import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.usage.UsageId;
import java.time.Instant;

/// What became of one report.
public sealed interface Outcome {

  /// The record is on disk, since the given time; `duplicate` if it was before this report came.
  record Recorded(UsageId id, Instant acceptedTime, boolean duplicate) implements Outcome {}

  /// Nothing of the report is on disk.
  record Refused(BillingException why) implements Outcome {}
}
