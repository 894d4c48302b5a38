package com.totvs.billing.bootstrap.demo;

import com.totvs.billing.v1.Usage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What must come of a script, worked out from the script alone: without it, a Billing that refuses
/// everything would account for everything too.
final class Expectation {
  private final Map<String, Usage> recorded = new HashMap<>();
  private final Map<String, Long> refused = new TreeMap<>();
  private final Sum sum = new Sum();
  private long repeated;

  private Expectation() {}

  /// What must come of these calls, sent in this order.
  static Expectation of(List<Usage> script) {
    Expectation expectation = new Expectation();
    script.forEach(expectation::add);
    return expectation;
  }

  private void add(Usage call) {
    Usage first = recorded.get(call.getUsageId());
    if (!call.hasSolution()) {
      refused.merge("INVALID_FIELDS", 1L, Long::sum);
    } else if (first == null) {
      recorded.put(call.getUsageId(), call);
      sum.add(call);
    } else if (first.equals(call)) {
      repeated++;
    } else {
      refused.merge("USAGE_ID_REUSED", 1L, Long::sum);
    }
  }

  /// The ids of the calls to be recorded.
  Set<String> recorded() {
    return recorded.keySet();
  }

  long repeated() {
    return repeated;
  }

  /// How many must be refused, by reason.
  Map<String, Long> refused() {
    return refused;
  }

  /// What the calls to be recorded add up to.
  Sum sum() {
    return sum;
  }
}
