package com.totvs.billing.azurecost;

import java.time.Duration;

/// How time is let pass, so that tests need not wait for it.
@FunctionalInterface
interface Pause {
  void of(Duration length) throws InterruptedException;
}
