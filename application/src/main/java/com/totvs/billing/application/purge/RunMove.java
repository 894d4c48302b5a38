package com.totvs.billing.application.purge;

import com.totvs.billing.application.operation.Claim;
import com.totvs.billing.application.operation.Operations;
import com.totvs.billing.application.operation.RunOperations;
import com.totvs.billing.domain.operation.Ending;
import com.totvs.billing.domain.operation.Operation;
import com.totvs.billing.domain.purge.MonthMove;
import java.time.Clock;

/// Moves a period, part by part.
public final class RunMove implements RunOperations.Work {

  private final UsageHistory history;
  private final Operations operations;
  private final Clock clock;
  private final int batch;

  /// @param batch the most records moved in one transaction, so that nobody waits long for what it
  ///   holds
  public RunMove(UsageHistory history, Operations operations, Clock clock, int batch) {
    this.history = history;
    this.operations = operations;
    this.clock = clock;
    this.batch = batch;
  }

  @Override
  public void run(Claim claim) {
    Operation operation = history.begin(claim);
    while (!operation.done() && !operation.cancelRequested()) {
      operation = left(operation) ? history.move(claim, batch) : history.finish(claim);
    }
    if (!operation.done()) {
      operations.end(claim, new Ending.Cancelled(clock.instant()));
    }
  }

  private static boolean left(Operation operation) {
    return !operation.order().dryRun()
        && !operation.progress().months().stream().allMatch(MonthMove::done);
  }
}
