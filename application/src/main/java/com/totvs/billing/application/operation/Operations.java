package com.totvs.billing.application.operation;

import com.totvs.billing.domain.operation.Ending;
import com.totvs.billing.domain.operation.Operation;
import com.totvs.billing.domain.operation.OperationId;
import com.totvs.billing.domain.operation.OperationKind;
import com.totvs.billing.domain.operation.Order;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Every operation there was, and whose turn it is. Each method is one transaction.
public interface Operations {

  /// Which operations are wanted.
  ///
  /// @param kinds of one of these kinds
  /// @param done whether they are over; empty means either
  record Filter(Set<OperationKind> kinds, Optional<Boolean> done) {}

  /// Keeps an order as an operation that waits for its turn, and writes it into the audit log (dry
  /// runs and self-checks, which change nothing, are left out there). An order with a request id of
  /// the same kind that is there already brings the operation it was given.
  ///
  /// @throws com.totvs.billing.domain.BillingException `REQUEST_ID_REUSED` when the same kind of
  ///   order with this request id was another one: span, dry run or subject differ
  Operation start(Order order);

  /// The operation, if there is one.
  Optional<Operation> find(OperationId id);

  /// Operations, newest first: at most `limit` behind `after`.
  List<Operation> list(Filter filter, Optional<OperationId> after, int limit);

  /// Asks the one that works on it to end it, and writes that into the audit log. Nothing changes
  /// when it is over, or was asked before. Returns the operation, if there is one.
  Optional<Operation> cancel(OperationId id, String subject);

  /// Takes the operation whose turn it is: only the oldest of the line that is not over, and only
  /// if nobody works on it.
  ///
  /// @param lease how long nobody else takes it, unless a step of the work begins it anew
  Optional<Claim> claim(OperationKind.Line line, Duration lease);

  /// Tells how far the work has come, which begins the lease anew; the first time, that it has
  /// begun. Returns the operation as it is then.
  ///
  /// @param done in the unit of [com.totvs.billing.domain.operation.Progress]
  /// @throws ClaimLostException when another node works on it
  Operation progress(Claim claim, long done, long total);

  /// Gives a claim back before its lease ends, so that the operation may be taken at once. Nothing
  /// changes when another node works on it, or it is over.
  void giveBack(Claim claim);

  /// Ends an operation.
  ///
  /// @throws ClaimLostException when another node works on it
  void end(Claim claim, Ending ending);
}
