package com.totvs.billing.azurecost;

import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;

/// How one request ended, when there is sense in going on.
sealed interface Reply {

  /// Azure answered.
  ///
  /// @param body whole; empty when there is nothing to tell
  record Told(Optional<InputStream> body) implements Reply {}

  /// Azure is too busy, and may be asked again for as long as there is time.
  ///
  /// @param delay the wait that Azure asks for
  record Busy(String why, Optional<Duration> delay) implements Reply {}

  /// Something broke on the way or at Azure, which a few repeats may mend.
  record Broken(String why, Optional<Duration> delay) implements Reply {}
}
