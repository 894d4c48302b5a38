package com.totvs.billing.benchmark;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/// Follows this process's heap. A heap only shrinks when garbage is collected, so its peak is what
/// it held right before one of those times, or what it holds now; no sampling can miss it.
final class HeapWatch {
  private static final MemoryMXBean MEMORY = ManagementFactory.getMemoryMXBean();

  private final AtomicLong peak = new AtomicLong();
  private final AtomicLong peakAfter = new AtomicLong();
  private final List<String> heapPools =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .map(MemoryPoolMXBean::getName)
          .collect(Collectors.toList());

  /// Watches from now on.
  HeapWatch() {
    ManagementFactory.getGarbageCollectorMXBeans().stream()
        .filter(NotificationEmitter.class::isInstance)
        .map(NotificationEmitter.class::cast)
        .forEach(bean -> bean.addNotificationListener((event, _) -> collected(event), null, null));
  }

  /// The most bytes it held, garbage included.
  long peak() {
    return Math.max(peak.get(), MEMORY.getHeapMemoryUsage().getUsed());
  }

  /// The most bytes that were left after a collection: what was in use, and old garbage that a
  /// young collection does not look at.
  long peakAfterCollection() {
    return peakAfter.get();
  }

  /// The most bytes it may hold.
  long limit() {
    return MEMORY.getHeapMemoryUsage().getMax();
  }

  /// Bytes in use once all garbage is collected.
  static long inUse() {
    System.gc();
    return MEMORY.getHeapMemoryUsage().getUsed();
  }

  private void collected(Notification event) {
    if (event.getType().equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
      var info =
          GarbageCollectionNotificationInfo.from((CompositeData) event.getUserData()).getGcInfo();
      peak.accumulateAndGet(sum(info.getMemoryUsageBeforeGc()), Math::max);
      peakAfter.accumulateAndGet(sum(info.getMemoryUsageAfterGc()), Math::max);
    }
  }

  private long sum(Map<String, MemoryUsage> pools) {
    return pools.entrySet().stream()
        .filter(pool -> heapPools.contains(pool.getKey()))
        .mapToLong(pool -> pool.getValue().getUsed())
        .sum();
  }
}
