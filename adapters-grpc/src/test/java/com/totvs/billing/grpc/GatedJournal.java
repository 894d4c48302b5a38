package com.totvs.billing.grpc;

import com.totvs.billing.application.usage.UsageJournal;
import com.totvs.billing.domain.license.LicenseId;
import com.totvs.billing.domain.usage.Receipt;
import com.totvs.billing.domain.usage.RecordedUsage;
import com.totvs.billing.domain.usage.UsageFilter;
import com.totvs.billing.domain.usage.UsageId;
import com.totvs.billing.domain.usage.UsageKey;
import com.totvs.billing.domain.usage.UsageRecord;
import com.totvs.billing.domain.usage.VoidReceipt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/// A journal that lets a test hold back what is appended, and see how patient the caller is and who
/// reads.
public final class GatedJournal implements UsageJournal {
  public final AtomicReference<Duration> patience = new AtomicReference<>(Duration.ZERO);
  private final List<Thread> readers = new CopyOnWriteArrayList<>();
  private final UsageJournal journal;
  private final CountDownLatch arrived = new CountDownLatch(1);
  private volatile CountDownLatch gate = new CountDownLatch(0);

  public GatedJournal(UsageJournal journal) {
    this.journal = journal;
  }

  /// From now on nothing is appended, until [#opens].
  public void closes() {
    gate = new CountDownLatch(1);
  }

  public void opens() {
    gate.countDown();
  }

  /// Returns once a call has reached the gate.
  public void awaitCall() {
    await(arrived);
  }

  @Override
  public List<Receipt> append(List<UsageRecord> usage, Duration callersPatience) {
    patience.set(callersPatience);
    arrived.countDown();
    await(gate);
    return journal.append(usage, callersPatience);
  }

  @Override
  public List<RecordedUsage> find(
      UsageId id, Optional<LicenseId> license, Optional<Instant> occurredTime) {
    return journal.find(id, license, occurredTime);
  }

  /// The threads that asked for a page of exported records, one for each page.
  public List<Thread> readers() {
    return readers;
  }

  @Override
  public List<RecordedUsage> list(UsageFilter filter, Optional<UsageKey> after, int limit) {
    return journal.list(filter, after, limit);
  }

  @Override
  public List<RecordedUsage> export(UsageFilter filter, Optional<UsageKey> after, int limit) {
    readers.add(Thread.currentThread());
    return journal.export(filter, after, limit);
  }

  @Override
  public int settle(LicenseId license, int limit) {
    return journal.settle(license, limit);
  }

  @Override
  public VoidReceipt voidUsage(UsageKey target, String reason, String subject) {
    return journal.voidUsage(target, reason, subject);
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nothing happened");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
