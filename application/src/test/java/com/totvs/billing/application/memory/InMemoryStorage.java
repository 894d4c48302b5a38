package com.totvs.billing.application.memory;

import com.totvs.billing.application.health.Finding;
import com.totvs.billing.application.health.Storage;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Storage that is as healthy as a test wants.
public final class InMemoryStorage implements Storage {
  private final AtomicInteger prepared = new AtomicInteger();
  private volatile boolean open;
  private volatile boolean healthy = true;

  /// From now on nothing commits, until [#recovers].
  public void breaks() {
    healthy = false;
  }

  /// Lets transactions commit again.
  public void recovers() {
    healthy = true;
  }

  /// Whether it was opened and not closed yet.
  public boolean isOpen() {
    return open;
  }

  /// How many times the months were prepared.
  public int timesPrepared() {
    return prepared.get();
  }

  @Override
  public void open() {
    if (!healthy) {
      throw new IllegalStateException("the storage is broken: let it recover");
    }
    prepareMonths();
    open = true;
  }

  @Override
  public void prepareMonths() {
    prepared.incrementAndGet();
  }

  @Override
  public boolean commits() {
    return open && healthy;
  }

  @Override
  public List<Finding> inspect() {
    return List.of(
        new Finding("storage commits", healthy, healthy ? "in memory" : "let it recover"));
  }

  @Override
  public void close() {
    open = false;
  }
}
