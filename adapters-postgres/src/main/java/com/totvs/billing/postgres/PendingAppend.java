package com.totvs.billing.postgres;

import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.usage.Receipt;
import com.totvs.billing.domain.usage.UsageRecord;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/// Records of one caller on their way to disk. Taken by a writer or abandoned by its caller, never
/// both: what a caller gave up in the queue is not written.
final class PendingAppend {
  private enum State {
    WAITING,
    TAKEN,
    ABANDONED
  }

  private final List<UsageRecord> usage;
  private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
  private final CompletableFuture<List<Receipt>> receipts = new CompletableFuture<>();

  PendingAppend(List<UsageRecord> usage) {
    this.usage = usage;
  }

  List<UsageRecord> usage() {
    return usage;
  }

  int size() {
    return usage.size();
  }

  /// Whether the writer that asks is to write these records.
  boolean take() {
    return state.compareAndSet(State.WAITING, State.TAKEN);
  }

  void answer(List<Receipt> written) {
    receipts.complete(written);
  }

  void fail(BillingException why) {
    receipts.completeExceptionally(why);
  }

  /// Waits for the commit, as long as the caller does.
  List<Receipt> await(Duration patience) {
    try {
      return receipts.get(Math.max(0, patience.toNanos()), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof BillingException why ? why : new IllegalStateException(e);
    } catch (TimeoutException e) {
      state.compareAndSet(State.WAITING, State.ABANDONED);
      throw Database.unavailable("the database did not commit in time");
    } catch (InterruptedException e) {
      state.compareAndSet(State.WAITING, State.ABANDONED);
      Thread.currentThread().interrupt();
      throw Database.unavailable("the call was cancelled");
    }
  }
}
