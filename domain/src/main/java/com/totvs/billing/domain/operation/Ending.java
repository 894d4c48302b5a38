package com.totvs.billing.domain.operation;

import java.time.Instant;

/// How an operation ended.
public sealed interface Ending {

  /// When it ended.
  Instant time();

  /// It did what was asked for.
  record Succeeded(Instant time, Result result) implements Ending {}

  /// It could not go on; what it had done stays done. The text is shown to people.
  record Failed(Instant time, String why) implements Ending {}

  /// It was cancelled; what it had done stays done.
  record Cancelled(Instant time) implements Ending {}
}
