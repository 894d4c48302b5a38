package com.totvs.billing.bootstrap.demo;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/// What the backends were answered. Written by many threads at once.
final class Ledger {
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong repeated = new AtomicLong();
  private final Set<String> recorded = ConcurrentHashMap.newKeySet();
  private final Map<String, Long> refused = new ConcurrentSkipListMap<>();

  void sent(int calls) {
    sent.addAndGet(calls);
  }

  void recorded(String usageId, boolean duplicate) {
    if (duplicate) {
      repeated.incrementAndGet();
    } else if (!recorded.add(usageId)) {
      throw new IllegalStateException(usageId + " was recorded twice");
    }
  }

  void refused(String reason) {
    refused.merge(reason, 1L, Long::sum);
  }

  long sent() {
    return sent.get();
  }

  long repeated() {
    return repeated.get();
  }

  /// The ids that were recorded.
  Set<String> recorded() {
    return recorded;
  }

  /// How many were refused, by reason.
  Map<String, Long> refused() {
    return refused;
  }

  long allRefused() {
    return refused.values().stream().mapToLong(Long::longValue).sum();
  }
}
