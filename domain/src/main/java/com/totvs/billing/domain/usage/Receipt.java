package com.totvs.billing.domain.usage;

import java.time.Instant;

/// What became of a record that was appended.
public sealed interface Receipt {

  /// The record is on disk, for the first time.
  record Accepted(UsageId id, Instant acceptedTime) implements Receipt {}

  /// The same record was on disk already, since the given time; nothing was changed.
  record Repeated(UsageId id, Instant acceptedTime) implements Receipt {}

  /// Another record has this id; nothing was changed.
  record Conflicting(UsageId id) implements Receipt {}

  /// The record is new, and its time lies in a period that was purged; nothing was changed.
  record Purged(UsageId id) implements Receipt {}

  /// The store will not take this record, whoever its neighbours are; nothing was changed.
  record Refused(UsageId id) implements Receipt {}
}
