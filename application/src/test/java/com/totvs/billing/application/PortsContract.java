package com.totvs.billing.application;

import com.totvs.billing.application.usage.UsageJournal;
import com.totvs.billing.domain.customer.Customer;
import com.totvs.billing.domain.license.License;
import com.totvs.billing.domain.license.LicenseId;
import com.totvs.billing.domain.usage.Receipt;
import com.totvs.billing.domain.usage.RecordedUsage;
import com.totvs.billing.domain.usage.UsageFilter;
import com.totvs.billing.domain.usage.UsageRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;

/// What the contracts of the stored ports have in common: a fresh store for each test, and the
/// steps that many of them take.
public abstract class PortsContract {
  private Ports ports;

  /// The ports under test; called once for each test.
  protected abstract Ports freshPorts();

  @BeforeEach
  void useFreshPorts() {
    ports = freshPorts();
  }

  /// The ports of this test.
  protected final Ports ports() {
    return ports;
  }

  /// The journal of this test.
  protected final UsageJournal journal() {
    return ports.journal();
  }

  /// Appends one record alone.
  protected final Receipt append(UsageRecord usage) {
    return journal().append(List.of(usage), Examples.PATIENCE).getFirst();
  }

  /// Appends the records together.
  protected final List<Receipt> appendAll(UsageRecord... usage) {
    return journal().append(List.of(usage), Examples.PATIENCE);
  }

  /// Remembers the customer as the license's holder, as of now.
  protected final void remember(LicenseId license, Customer holder) {
    ports.licenses().remember(license, Examples.heldBy(holder), ports.clock().instant());
  }

  /// The record as it is kept now.
  protected final RecordedUsage kept(UsageRecord usage) {
    return journal()
        .find(usage.id(), Optional.of(usage.license()), Optional.of(usage.occurredTime()))
        .getFirst();
  }

  /// Every record.
  protected final List<RecordedUsage> everything() {
    return journal().list(UsageFilter.ALL, Optional.empty(), 10_000);
  }

  /// The license as it is kept now.
  protected final License license(LicenseId license) {
    return ports.licenses().find(license).orElseThrow();
  }

  /// The licenses that are due now; nobody else gets them for a minute.
  protected final List<LicenseId> claimDue() {
    return ports
        .licenses()
        .claimDue(10_000, ports.clock().instant(), Duration.ofMinutes(1))
        .stream()
        .map(License::id)
        .toList();
  }

  /// Does the work in so many virtual threads at the same moment and returns what each brought.
  protected static <T> List<T> atOnce(int threads, Callable<T> work) {
    return atOnce(Stream.generate(() -> work).limit(threads).toList());
  }

  /// Does all the work at the same moment, each piece in a virtual thread of its own.
  protected static <T> List<T> atOnce(List<Callable<T>> work) {
    CyclicBarrier start = new CyclicBarrier(work.size());
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> running =
          work.stream()
              .map(
                  one ->
                      executor.submit(
                          () -> {
                            start.await();
                            return one.call();
                          }))
              .toList();
      return running.stream().map(PortsContract::result).toList();
    }
  }

  private static <T> T result(Future<T> running) {
    try {
      return running.get();
    } catch (Exception e) {
      throw new AssertionError("a thread of the test failed", e);
    }
  }
}
