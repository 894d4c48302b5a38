package com.totvs.billing.domain.operation;

import com.totvs.billing.domain.Reason;
import java.time.Instant;
import java.util.Optional;

/// How an operation ended.
public sealed interface Ending {

  /// When it ended.
  Instant time();

  /// It did what was asked for.
  record Succeeded(Instant time, Result result) implements Ending {}

  /// It could not go on; what it had done stays done.
  ///
  /// @param reason in a word that programs match on; empty when there is none for it
  /// @param why as it is shown to people
  record Failed(Instant time, Optional<Reason> reason, String why) implements Ending {}

  /// It was cancelled; what it had done stays done.
  record Cancelled(Instant time) implements Ending {}
}
