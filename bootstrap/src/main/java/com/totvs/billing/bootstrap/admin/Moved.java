package com.totvs.billing.bootstrap.admin;

import com.google.longrunning.Operation;
import com.totvs.billing.v1.MonthMove;
import com.totvs.billing.v1.PurgeUsageResult;
import com.totvs.billing.v1.RestoreUsageResult;
import com.totvs.billing.v1.UsageMoveResult;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ExitCode;

/// What a move of usage has come to.
final class Moved {
  private Moved() {}

  /// Prints it, and returns the command's exit code.
  static int print(PrintWriter out, Printed printed, Operation operation) {
    UsageMoveResult result = result(operation);
    printed.print(
        out,
        List.of(
            "operation",
            "moved",
            "online_before",
            "history_before",
            "online_after",
            "history_after"),
        List.of(
            List.of(
                operation.getName(),
                result.getRecordsMoved(),
                result.getOnlineBefore(),
                result.getHistoryBefore(),
                result.getOnlineAfter(),
                result.getHistoryAfter())));
    if (printed.forPeople()) {
      result.getMonthsList().forEach(month -> out.println("  " + text(month)));
      Printed.requireArrived(out);
    }
    return ExitCode.OK;
  }

  private static String text(MonthMove month) {
    return "%s  %,d of %,d records, %s"
        .formatted(
            MonthText.of(month.getMonth()),
            month.getRecordsMoved(),
            month.getRecordsTotal(),
            switch (month.getMethod()) {
              case MOVE_METHOD_PARTITION -> "by partition";
              default -> "in batches";
            });
  }

  private static UsageMoveResult result(Operation operation) {
    Optional<UsageMoveResult> purged =
        Followed.unpacked(operation.getResponse(), PurgeUsageResult.class)
            .map(PurgeUsageResult::getResult);
    return purged
        .or(
            () ->
                Followed.unpacked(operation.getResponse(), RestoreUsageResult.class)
                    .map(RestoreUsageResult::getResult))
        .orElseGet(UsageMoveResult::getDefaultInstance);
  }
}
