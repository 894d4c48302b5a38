package com.totvs.billing.benchmark;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// What one contender did in one round, or the medians over all rounds.
///
/// @param rate records, or calls that record nothing, a second
/// @param p50 milliseconds within which half of the calls or statements were answered
/// @param p99 milliseconds within which 99 of 100 were answered
record Sample(double rate, double p50, double p99) {

  /// The median of each figure by itself.
  static Sample median(List<Sample> rounds) {
    return new Sample(
        median(rounds, Sample::rate), median(rounds, Sample::p50), median(rounds, Sample::p99));
  }

  private static double median(List<Sample> rounds, ToDoubleFunction<Sample> figure) {
    return middle(rounds.stream().map(figure::applyAsDouble).toList());
  }

  /// The middle one of the values in their order, or what lies between the middle two.
  static double middle(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    if (sorted.length == 0) {
      throw new IllegalStateException("nothing was measured");
    }
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /// The smallest value that at least this part of the values does not exceed (nearest rank).
  static double percentile(double[] values, double part) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int rank = (int) Math.ceil(part * sorted.length);
    return sorted[Math.max(0, rank - 1)];
  }
}
