package com.totvs.billing.bootstrap.demo;

import com.totvs.billing.v1.UsageRecord;

/// A running sum of usage on each meter.
final class Sum {
  private long calls;
  private long inputTokens;
  private long outputTokens;
  private long imageSizeKb;

  void add(UsageRecord one) {
    calls++;
    inputTokens += one.getUsage().getInputTokens();
    outputTokens += one.getUsage().getOutputTokens();
    imageSizeKb += one.getUsage().getImageSizeKb();
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

  /// The sums as a row of a table.
  String row() {
    return "%,9d %,15d %,15d %,14d".formatted(calls, inputTokens, outputTokens, imageSizeKb);
  }
}
