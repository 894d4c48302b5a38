package com.totvs.billing.bootstrap.demo;

import com.totvs.billing.v1.Usage;

/// A running sum of usage on each meter.
final class Sum {
  private long calls;
  private long inputTokens;
  private long outputTokens;
  private long imageSizeKb;

  void add(Usage one) {
    calls++;
    inputTokens += one.getInputTokens();
    outputTokens += one.getOutputTokens();
    imageSizeKb += one.getImageSizeKb();
  }

  Sum plus(Sum other) {
    calls += other.calls;
    inputTokens += other.inputTokens;
    outputTokens += other.outputTokens;
    imageSizeKb += other.imageSizeKb;
    return this;
  }

  long calls() {
    return calls;
  }

  /// Tokens and KB together, to compare at a glance.
  long quantity() {
    return inputTokens + outputTokens + imageSizeKb;
  }

  /// The sums as a row of a table.
  String row() {
    return "%,9d %,15d %,15d %,14d".formatted(calls, inputTokens, outputTokens, imageSizeKb);
  }
}
