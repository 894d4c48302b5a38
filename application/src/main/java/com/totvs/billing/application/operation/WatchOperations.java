package com.totvs.billing.application.operation;

import com.totvs.billing.application.call.Patience;
import com.totvs.billing.application.operation.Operations.Filter;
import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.access.Caller;
import com.totvs.billing.domain.operation.Operation;
import com.totvs.billing.domain.operation.OperationId;
import com.totvs.billing.domain.operation.OperationKind;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/// Shows operations to those who may start such, and lets them wait for and cancel them.
public final class WatchOperations {

  /// The longest that one call waits for an operation to end.
  public static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private static final Duration LOOK_EVERY = Duration.ofMillis(100);
  private static final Duration LONGEST_LOOK = Duration.ofSeconds(5);

  private final Operations operations;

  public WatchOperations(Operations operations) {
    this.operations = operations;
  }

  /// One operation.
  ///
  /// @throws BillingException `OPERATION_NOT_FOUND`; `SCOPE_MISSING` without the scope of the
  ///   method that started it; `SOLUTION_FORBIDDEN` for a caller limited to some solutions
  public Operation get(Caller caller, OperationId id) {
    caller.requireAllSolutions();
    Operation found = operations.find(id).orElseThrow(() -> OperationId.notFound(id.toString()));
    caller.require(found.order().kind().scope());
    return found;
  }

  /// The operations that the caller may see, newest first: at most `limit` behind `after`.
  public List<Operation> list(
      Caller caller, Filter wanted, Optional<OperationId> after, int limit) {
    caller.requireAllSolutions();
    Set<OperationKind> visible =
        Arrays.stream(OperationKind.values())
            .filter(kind -> caller.scopes().contains(kind.scope()))
            .filter(wanted.kinds()::contains)
            .collect(Collectors.toSet());
    return operations.list(new Filter(visible, wanted.done()), after, limit);
  }

  /// Waits until the operation is over, but no longer than the patience or [#LONGEST_WAIT], nor
  /// when nobody wants to know any more; returns it as it is then. Each look at it takes five
  /// seconds at most.
  ///
  /// @param unwanted whether the caller has gone away
  /// @throws BillingException as [#get] does; `DATABASE_UNAVAILABLE` when a look takes too long
  public Operation await(
      Caller caller, OperationId id, Duration patience, BooleanSupplier unwanted) {
    Duration longest = patience.compareTo(LONGEST_WAIT) < 0 ? patience : LONGEST_WAIT;
    long end = System.nanoTime() + longest.toNanos();
    Operation operation = look(caller, id);
    while (!operation.done() && System.nanoTime() < end && !unwanted.getAsBoolean()) {
      LockSupport.parkNanos(Math.min(LOOK_EVERY.toNanos(), end - System.nanoTime()));
      operation = look(caller, id);
    }
    return operation;
  }

  private Operation look(Caller caller, OperationId id) {
    return Patience.atMost(LONGEST_LOOK, () -> get(caller, id));
  }

  /// Asks for the operation to be ended before it is done; what it has done stays done. Nothing
  /// changes when it is over.
  ///
  /// @throws BillingException as [#get] does
  public void cancel(Caller caller, OperationId id) {
    var _ = get(caller, id);
    var _ = operations.cancel(id, caller.subject());
  }
}
