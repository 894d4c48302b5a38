package com.totvs.billing.application.operation;

import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.Reason;
import com.totvs.billing.domain.operation.Ending;
import com.totvs.billing.domain.operation.OperationKind;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Works on operations, each until it is over. Any number of nodes may do so at once: each
/// operation is worked on by one, and goes on where a node that died has left it.
public final class RunOperations {
  private static final Logger log = LoggerFactory.getLogger(RunOperations.class);
  private static final Duration LEASE = Duration.ofSeconds(15);

  /// Work of one kind.
  public interface Work {
    /// Does all of it, or ends it early when that is asked for. May be called again after a crash,
    /// and goes on from there.
    void run(Claim claim);
  }

  private final Operations operations;
  private final Map<OperationKind, Work> works;
  private final Clock clock;

  public RunOperations(Operations operations, Map<OperationKind, Work> works, Clock clock) {
    this.operations = operations;
    this.works = Map.copyOf(works);
    this.clock = clock;
  }

  /// Works on the operation of a line whose turn it is, until it is over. Returns whether there was
  /// one. An operation that cannot go on for now, since the database is away or busy, is left for
  /// the next time.
  public boolean run(OperationKind.Line line) {
    Optional<Claim> claim = operations.claim(line, LEASE);
    claim.ifPresent(this::run);
    return claim.isPresent();
  }

  private void run(Claim claim) {
    log.info("{} begins or goes on: {}", claim.operation().id(), claim.operation().order());
    try {
      work(claim).run(claim);
    } catch (ClaimLostException e) {
      log.warn("{}", e.getMessage());
    } catch (BillingException e) {
      if (e.reason().kind() == Reason.Kind.UNAVAILABLE) {
        throw e;
      }
      fail(claim, Optional.of(e.reason()), String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      log.error("{} failed", claim.operation().id(), e);
      fail(claim, Optional.empty(), "an error in Billing: its log tells more");
    }
  }

  private Work work(Claim claim) {
    return Optional.ofNullable(works.get(claim.operation().order().kind())).orElseThrow();
  }

  private void fail(Claim claim, Optional<Reason> reason, String why) {
    operations.end(claim, new Ending.Failed(clock.instant(), reason, why));
  }
}
