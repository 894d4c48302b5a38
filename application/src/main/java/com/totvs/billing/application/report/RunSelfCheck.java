package com.totvs.billing.application.report;

import com.totvs.billing.application.allocation.CheckClosings;
import com.totvs.billing.application.operation.Claim;
import com.totvs.billing.application.operation.Operations;
import com.totvs.billing.application.operation.RunOperations;
import com.totvs.billing.domain.month.Closing;
import com.totvs.billing.domain.operation.Ending;
import com.totvs.billing.domain.operation.Finding;
import com.totvs.billing.domain.operation.Operation;
import com.totvs.billing.domain.operation.Result;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Compares totals with the records, day by day, and the lines of closed months with what they were
/// closed with.
public final class RunSelfCheck implements RunOperations.Work {
  private static final Logger log = LoggerFactory.getLogger(RunSelfCheck.class);
  private static final int MOST_FINDINGS = 100;

  private final DailyTotals totals;
  private final CheckClosings closings;
  private final Operations operations;
  private final Clock clock;

  public RunSelfCheck(
      DailyTotals totals, CheckClosings closings, Operations operations, Clock clock) {
    this.totals = totals;
    this.closings = closings;
    this.operations = operations;
    this.clock = clock;
  }

  @Override
  public void run(Claim claim) {
    List<LocalDate> days = totals.days(claim.operation().order().span());
    List<Finding> wrong = new ArrayList<>();
    Operation operation = operations.progress(claim, 0, days.size());
    for (int i = 0; i < days.size() && !operation.cancelRequested(); i++) {
      wrong.addAll(totals.check(days.get(i)));
      operation = operations.progress(claim, i + 1L, days.size());
    }
    if (operation.cancelRequested()) {
      operations.end(claim, new Ending.Cancelled(clock.instant()));
      return;
    }
    List<Finding> findings = new ArrayList<>(totals.check());
    findings.add(ofDays(days.size(), wrong.size()));
    findings.addAll(wrong.subList(0, Math.min(MOST_FINDINGS, wrong.size())));
    for (Closing closing : closings.closings()) {
      findings.add(closings.check(closing));
      var _ = operations.progress(claim, days.size(), days.size());
    }
    findings.stream()
        .filter(finding -> !finding.right())
        .forEach(
            finding -> log.error("ALARM: not so: {}: {}", finding.subject(), finding.detail()));
    operations.end(claim, new Ending.Succeeded(clock.instant(), new Result.Checked(findings)));
  }

  private static Finding ofDays(int days, int wrong) {
    return new Finding(
        "daily totals equal the records, and no record is in two places",
        wrong == 0,
        wrong == 0
            ? days + " days were compared"
            : wrong + " things are wrong on " + days + " days: RebuildTotals mends totals");
  }
}
