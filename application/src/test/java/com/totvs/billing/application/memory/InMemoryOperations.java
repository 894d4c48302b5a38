package com.totvs.billing.application.memory;

import com.totvs.billing.application.operation.Claim;
import com.totvs.billing.application.operation.ClaimLostException;
import com.totvs.billing.application.operation.Operations;
import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.Reason;
import com.totvs.billing.domain.Span;
import com.totvs.billing.domain.audit.AuditAction;
import com.totvs.billing.domain.operation.Ending;
import com.totvs.billing.domain.operation.Operation;
import com.totvs.billing.domain.operation.OperationId;
import com.totvs.billing.domain.operation.OperationKind;
import com.totvs.billing.domain.operation.Order;
import com.totvs.billing.domain.operation.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// Operations kept in memory, in the order they were asked for.
public final class InMemoryOperations implements Operations {

  /// An operation, and who works on it.
  record Kept(Operation operation, Optional<Lease> lease) {}

  /// The right of one to work on an operation.
  record Lease(UUID owner, Duration length, Instant end) {}

  private final InMemoryBilling store;

  InMemoryOperations(InMemoryBilling store) {
    this.store = store;
  }

  @Override
  public Operation start(Order order) {
    return store.transaction(
        () -> order.requestId().flatMap(id -> repeated(order, id)).orElseGet(() -> add(order)));
  }

  private Optional<Operation> repeated(Order order, UUID requestId) {
    Optional<Operation> there =
        operations()
            .filter(one -> one.order().kind() == order.kind())
            .filter(one -> one.order().requestId().equals(Optional.of(requestId)))
            .findFirst();
    if (there.isPresent() && !there.get().order().equals(order)) {
      throw BillingException.of(
          Reason.REQUEST_ID_REUSED, "request_id " + requestId + " belongs to another request");
    }
    return there;
  }

  private Operation add(Order order) {
    OperationId id = new OperationId(UUID.randomUUID());
    Operation operation =
        new Operation(
            id,
            order,
            store.now(),
            Optional.empty(),
            store.now(),
            false,
            Progress.NONE,
            Optional.empty());
    store.operations.put(id, new Kept(operation, Optional.empty()));
    order
        .audited()
        .ifPresent(
            action -> store.audit(order.requestedBy(), action, id.toString(), text(order.span())));
    return operation;
  }

  @Override
  public Optional<Operation> find(OperationId id) {
    return store
        .transaction(() -> Optional.ofNullable(store.operations.get(id)))
        .map(Kept::operation);
  }

  @Override
  public List<Operation> list(Filter filter, Optional<OperationId> after, int limit) {
    return store.transaction(
        () -> {
          List<Operation> all = operations().toList().reversed();
          int from =
              after.map(id -> all.stream().map(Operation::id).toList().indexOf(id) + 1).orElse(0);
          return all.subList(from, all.size()).stream()
              .filter(one -> filter.kinds().contains(one.order().kind()))
              .filter(one -> InMemoryBilling.fits(filter.done(), one.done()))
              .limit(limit)
              .toList();
        });
  }

  @Override
  public Optional<Operation> cancel(OperationId id, String subject) {
    return store.transaction(
        () -> {
          Optional<Operation> there =
              Optional.ofNullable(store.operations.get(id)).map(Kept::operation);
          there
              .filter(one -> !one.done() && !one.cancelRequested())
              .ifPresent(
                  one -> {
                    replace(
                        new Operation(
                            id,
                            one.order(),
                            one.created(),
                            one.started(),
                            one.updated(),
                            true,
                            one.progress(),
                            one.ending()));
                    store.audit(
                        subject,
                        AuditAction.CANCEL_OPERATION,
                        id.toString(),
                        one.order().kind().method());
                  });
          return there.map(one -> kept(id).operation());
        });
  }

  @Override
  public Optional<Claim> claim(OperationKind.Line line, Duration lease) {
    return store.transaction(() -> oldest(line, lease));
  }

  private Optional<Claim> oldest(OperationKind.Line line, Duration lease) {
    return operations()
        .filter(one -> !one.done() && one.order().kind().line() == line)
        .findFirst()
        .map(one -> kept(one.id()))
        .filter(kept -> kept.lease().map(held -> !held.end().isAfter(store.now())).orElse(true))
        .map(
            kept -> {
              UUID owner = UUID.randomUUID();
              store.operations.put(
                  kept.operation().id(),
                  new Kept(
                      kept.operation(),
                      Optional.of(new Lease(owner, lease, store.now().plus(lease)))));
              return new Claim(kept.operation(), owner);
            });
  }

  @Override
  public Operation progress(Claim claim, long done, long total) {
    return store.transaction(() -> advance(step(claim), new Progress(done, total, List.of())));
  }

  @Override
  public void giveBack(Claim claim) {
    store.transaction(
        () -> {
          OperationId id = claim.operation().id();
          kept(id)
              .lease()
              .filter(held -> held.owner().equals(claim.owner()))
              .ifPresent(
                  _ -> store.operations.put(id, new Kept(kept(id).operation(), Optional.empty())));
          return id;
        });
  }

  @Override
  public void end(Claim claim, Ending ending) {
    store.transaction(
        () -> {
          Operation operation = step(claim);
          replace(
              new Operation(
                  operation.id(),
                  operation.order(),
                  operation.created(),
                  operation.started(),
                  operation.updated(),
                  operation.cancelRequested(),
                  operation.progress(),
                  Optional.of(ending)));
          return ending;
        });
  }

  /// Begins a step of the work: the lease begins anew.
  Operation step(Claim claim) {
    Kept kept = kept(claim.operation().id());
    Lease lease =
        kept.lease()
            .filter(held -> held.owner().equals(claim.owner()))
            .filter(_ -> !kept.operation().done())
            .orElseThrow(() -> new ClaimLostException(claim.operation().id()));
    Operation one = kept.operation();
    Operation updated =
        new Operation(
            one.id(),
            one.order(),
            one.created(),
            one.started(),
            store.now(),
            one.cancelRequested(),
            one.progress(),
            one.ending());
    store.operations.put(
        one.id(),
        new Kept(
            updated,
            Optional.of(
                new Lease(lease.owner(), lease.length(), store.now().plus(lease.length())))));
    return updated;
  }

  /// Keeps how far the work has come, which began at that time or now.
  Operation advance(Operation operation, Progress progress) {
    Operation advanced =
        new Operation(
            operation.id(),
            operation.order(),
            operation.created(),
            operation.started().or(() -> Optional.of(store.now())),
            operation.updated(),
            operation.cancelRequested(),
            progress,
            operation.ending());
    replace(advanced);
    return advanced;
  }

  private void replace(Operation operation) {
    store.operations.put(operation.id(), new Kept(operation, kept(operation.id()).lease()));
  }

  private Kept kept(OperationId id) {
    return Optional.ofNullable(store.operations.get(id)).orElseThrow();
  }

  private Stream<Operation> operations() {
    return List.copyOf(store.operations.values()).stream().map(Kept::operation);
  }

  private static String text(Span span) {
    return span.start().map(Instant::toString).orElse("..")
        + "/"
        + span.end().map(Instant::toString).orElse("..");
  }
}
