package com.totvs.billing.application.operation;

import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.Reason;
import com.totvs.billing.domain.operation.Ending;
import com.totvs.billing.domain.operation.Operation;
import com.totvs.billing.domain.operation.OperationKind;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Works on operations, each until it is over. Any number of nodes may do so at once: each
/// operation is worked on by one, and goes on where a node that died has left it.
public final class RunOperations {

  /// How long a node that works on an operation may be silent: 15 s.
  public static final Duration USUAL_LEASE = Duration.ofSeconds(15);

  private static final Logger log = LoggerFactory.getLogger(RunOperations.class);

  /// Work of one kind.
  public interface Work {
    /// Does all of it, or ends it early when that is asked for. May be called again after a crash,
    /// and goes on from there.
    void run(Claim claim);
  }

  private final Operations operations;
  private final Map<OperationKind, Work> works;
  private final Clock clock;
  private final Duration lease;
  private final Consumer<Operation> ended;

  /// With the usual lease, and nobody who is told.
  public RunOperations(Operations operations, Map<OperationKind, Work> works, Clock clock) {
    this(operations, works, clock, USUAL_LEASE, _ -> {});
  }

  /// @param lease after which another node goes on with the work of one that is silent
  /// @param ended is told of each operation that has ended here
  public RunOperations(
      Operations operations,
      Map<OperationKind, Work> works,
      Clock clock,
      Duration lease,
      Consumer<Operation> ended) {
    this.operations = operations;
    this.works = Map.copyOf(works);
    this.clock = clock;
    this.lease = lease;
    this.ended = ended;
  }

  /// Works on the operation of a line whose turn it is, until it is over. Returns whether there was
  /// one.
  ///
  /// @throws BillingException of the kind `UNAVAILABLE` when it cannot go on for now, since the
  ///   database is away, busy or too slow: each further run tries again and fails alike, until it
  ///   can or is cancelled
  public boolean run(OperationKind.Line line) {
    Optional<Claim> claim = operations.claim(line, lease);
    claim.ifPresent(this::run);
    return claim.isPresent();
  }

  private void run(Claim claim) {
    log.info("{} begins or goes on: {}", claim.operation().id(), claim.operation().order());
    try {
      workOrCancel(claim);
      operations.find(claim.operation().id()).filter(Operation::done).ifPresent(this::tell);
    } catch (ClaimLostException e) {
      log.warn("{}", e.getMessage());
    }
  }

  // Work may look whether it was cancelled only after its first step, and that may always fail.
  private void workOrCancel(Claim claim) {
    if (claim.operation().cancelRequested()) {
      operations.end(claim, new Ending.Cancelled(clock.instant()));
    } else {
      work(claim);
    }
  }

  private void work(Claim claim) {
    try {
      Optional.ofNullable(works.get(claim.operation().order().kind())).orElseThrow().run(claim);
    } catch (ClaimLostException e) {
      throw e;
    } catch (BillingException e) {
      if (e.reason().kind() == Reason.Kind.UNAVAILABLE) {
        giveBack(claim);
        throw e;
      }
      fail(claim, Optional.of(e.reason()), String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      log.error("{} met an error in Billing", claim.operation().id(), e);
      fail(claim, Optional.empty(), "an error in Billing: its log tells more");
    }
  }

  // As long as the claim is held the next runs would find nothing to do, and look well.
  private void giveBack(Claim claim) {
    try {
      operations.giveBack(claim);
    } catch (RuntimeException e) {
      log.debug("{} is held until its lease ends", claim.operation().id(), e);
    }
  }

  private void fail(Claim claim, Optional<Reason> reason, String why) {
    operations.end(claim, new Ending.Failed(clock.instant(), reason, why));
  }

  private void tell(Operation operation) {
    if (operation.ending().orElseThrow() instanceof Ending.Failed failed) {
      log.error("{} has failed: {}: {}", operation.id(), failed.why(), operation.order());
    }
    ended.accept(operation);
  }
}
