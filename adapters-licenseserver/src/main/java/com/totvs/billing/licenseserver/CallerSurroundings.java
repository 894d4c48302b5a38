package com.totvs.billing.licenseserver;

import io.opentelemetry.context.Context;
import java.util.Map;
import org.slf4j.MDC;

/// Takes the caller's trace, and what his log lines carry, along to another thread.
final class CallerSurroundings {
  private CallerSurroundings() {}

  static Runnable around(Runnable work) {
    Map<String, String> carried = MDC.getCopyOfContextMap();
    return Context.current()
        .wrap(
            () -> {
              if (carried != null) {
                MDC.setContextMap(carried);
              }
              work.run();
            });
  }
}
