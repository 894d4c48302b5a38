package com.totvs.billing.application.report;

import com.totvs.billing.application.operation.Claim;
import com.totvs.billing.application.operation.Operations;
import com.totvs.billing.application.operation.RunOperations;
import com.totvs.billing.domain.operation.Ending;
import com.totvs.billing.domain.operation.Operation;
import com.totvs.billing.domain.operation.Result;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;

/// Throws totals away and sums the records up again, day by day. After a crash it begins anew,
/// which brings the same totals.
public final class RunRebuild implements RunOperations.Work {
  private final DailyTotals totals;
  private final Operations operations;
  private final Clock clock;

  public RunRebuild(DailyTotals totals, Operations operations, Clock clock) {
    this.totals = totals;
    this.operations = operations;
    this.clock = clock;
  }

  @Override
  public void run(Claim claim) {
    List<LocalDate> days = totals.days(claim.operation().order().span());
    long changed = 0;
    Operation operation = operations.progress(claim, 0, days.size());
    for (int i = 0; i < days.size() && !operation.cancelRequested(); i++) {
      changed += totals.rebuild(claim, days.get(i)) ? 1 : 0;
      operation = operations.progress(claim, i + 1L, days.size());
    }
    operations.end(
        claim,
        operation.cancelRequested()
            ? new Ending.Cancelled(clock.instant())
            : new Ending.Succeeded(clock.instant(), new Result.Rebuilt(days.size(), changed)));
  }
}
