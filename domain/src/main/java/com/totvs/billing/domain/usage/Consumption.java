package com.totvs.billing.domain.usage;

import com.totvs.billing.domain.Require;
import com.totvs.billing.domain.Violations;

/// How much one call consumed; each quantity is 0 to 1,000,000,000.
///
/// @param inputTokens tokens sent to the model, cached ones included
/// @param outputTokens tokens the model answered with, reasoning ones included
/// @param imageSizeKb KB of 1,024 bytes, rounded up by the caller
public record Consumption(long inputTokens, long outputTokens, long imageSizeKb) {
  public Consumption {
    Violations found = new Violations("");
    check(found, inputTokens, Meter.INPUT_TOKENS);
    check(found, outputTokens, Meter.OUTPUT_TOKENS);
    check(found, imageSizeKb, Meter.IMAGE_SIZE_KB);
    found.throwIfAny();
  }

  /// What the record counts on a meter.
  public long on(Meter meter) {
    return switch (meter) {
      case CALLS -> 1;
      case INPUT_TOKENS -> inputTokens;
      case OUTPUT_TOKENS -> outputTokens;
      case IMAGE_SIZE_KB -> imageSizeKb;
    };
  }

  private static void check(Violations found, long quantity, Meter meter) {
    found.check(() -> Require.quantity(quantity, meter.field()));
  }
}
