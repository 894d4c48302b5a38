package com.totvs.billing.application.purge;

import com.totvs.billing.application.operation.Claim;
import com.totvs.billing.domain.operation.Operation;
import com.totvs.billing.domain.purge.PurgedPeriod;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Usage that was purged, and its way there and back. Each method but the last is one transaction,
/// and one step of an operation that moves usage: it fails with a
/// [com.totvs.billing.application.operation.ClaimLostException] once another node has taken the
/// operation over, and may be repeated after a crash. At every instant each record is in exactly
/// one place.
public interface UsageHistory {

  /// Begins a move, unless that was done before: counts what is where, and plans the months. From
  /// then on usage of a period that is purged is refused to be recorded; a dry run refuses nothing.
  Operation begin(Claim claim);

  /// Moves the next part: a whole month, or at most so many records and what cancels them or is
  /// cancelled by them, which is never apart from them. A month whose other side turns out not to
  /// be empty goes on in batches. Returns the operation as it is after; when every month of its
  /// progress is done, nothing is left to be moved.
  ///
  /// @throws com.totvs.billing.domain.BillingException `DATABASE_UNAVAILABLE` when callers have
  ///   kept the tables busy for a second or two: to be tried again
  Operation move(Claim claim, int limit);

  /// Ends a move that has nothing left, with the counts after; usage of a restored period is
  /// accepted again. Whether nothing is left is looked for in the records, whatever the sums say:
  /// what turns out to be left is planned in batches, and the operation returned is not over.
  Operation finish(Claim claim);

  /// The periods that are away, in the order of time: at most `limit` that end after `after`.
  List<PurgedPeriod> purgedPeriods(Optional<Instant> after, int limit);
}
