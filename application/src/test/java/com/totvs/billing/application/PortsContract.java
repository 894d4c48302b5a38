package com.totvs.billing.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.totvs.billing.application.operation.Claim;
import com.totvs.billing.application.purge.RunMove;
import com.totvs.billing.application.usage.UsageJournal;
import com.totvs.billing.domain.customer.Customer;
import com.totvs.billing.domain.license.License;
import com.totvs.billing.domain.license.LicenseId;
import com.totvs.billing.domain.operation.Operation;
import com.totvs.billing.domain.operation.OperationId;
import com.totvs.billing.domain.operation.OperationKind;
import com.totvs.billing.domain.operation.Order;
import com.totvs.billing.domain.usage.Receipt;
import com.totvs.billing.domain.usage.RecordedUsage;
import com.totvs.billing.domain.usage.UsageFilter;
import com.totvs.billing.domain.usage.UsageRecord;
import com.totvs.billing.domain.usage.VoidReceipt;
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

  /// Voids the record for this reason.
  protected final VoidReceipt voidUsage(UsageRecord usage, String reason) {
    return journal().voidUsage(usage.key(), reason, "admin");
  }

  /// The record that cancels this one.
  protected final RecordedUsage cancelling(UsageRecord usage) {
    return journal()
        .find(
            usage.id().cancelling(),
            Optional.of(usage.license()),
            Optional.of(usage.occurredTime()))
        .getFirst();
  }

  /// Gives the order, and claims it: nothing else may wait in its line.
  protected final Claim claimed(Order order) {
    Operation operation = ports.operations().start(order);
    Claim claim = claim(order.kind().line()).orElseThrow();
    assertThat(claim.operation().id()).isEqualTo(operation.id());
    return claim;
  }

  /// Claims the operation whose turn it is, for a minute.
  protected final Optional<Claim> claim(OperationKind.Line line) {
    return ports.operations().claim(line, Duration.ofMinutes(1));
  }

  /// The operation as it is kept now.
  protected final Operation operation(OperationId id) {
    return ports.operations().find(id).orElseThrow();
  }

  /// Gives the order to move usage and carries it out, in batches of 1,000.
  protected final Operation moved(Order order) {
    Claim claim = claimed(order);
    new RunMove(ports.history(), ports.operations(), ports.clock(), 1_000).run(claim);
    return operation(claim.operation().id());
  }

  /// Sums up everything that is not in the sums yet.
  protected final void sumUp() {
    boolean more = true;
    while (more) {
      more = ports.dailyTotals().sum(1_000);
    }
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
