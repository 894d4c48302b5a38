package com.totvs.billing.domain.allocation;

import com.totvs.billing.domain.usage.Meter;

/// What one payer used in a whole month; cancelled usage is taken off.
public record UsageShare(
    Payer payer, long calls, long inputTokens, long outputTokens, long imageSizeKb) {

  public UsageShare {
    if (calls < 0 || inputTokens < 0 || outputTokens < 0 || imageSizeKb < 0) {
      throw new IllegalArgumentException("a month's use is never negative");
    }
  }

  /// Of one who used nothing.
  public static UsageShare nothing(Payer payer) {
    return new UsageShare(payer, 0, 0, 0, 0);
  }

  /// The quantity of one meter, in its unit.
  public long quantity(Meter meter) {
    return switch (meter) {
      case CALLS -> calls;
      case INPUT_TOKENS -> inputTokens;
      case OUTPUT_TOKENS -> outputTokens;
      case IMAGE_SIZE_KB -> imageSizeKb;
    };
  }
}
