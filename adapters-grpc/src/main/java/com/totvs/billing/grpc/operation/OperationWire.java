package com.totvs.billing.grpc.operation;

import com.google.longrunning.Operation;
import com.google.protobuf.Any;
import com.google.protobuf.Message;
import com.google.rpc.Code;
import com.google.rpc.Status;
import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.Span;
import com.totvs.billing.domain.operation.Ending;
import com.totvs.billing.domain.operation.Finding;
import com.totvs.billing.domain.operation.Order;
import com.totvs.billing.domain.operation.Result;
import com.totvs.billing.domain.purge.MonthMove;
import com.totvs.billing.domain.purge.MoveMethod;
import com.totvs.billing.grpc.call.Failure;
import com.totvs.billing.grpc.wire.Wire;
import com.totvs.billing.v1.AllocateCostMetadata;
import com.totvs.billing.v1.AllocateCostResult;
import com.totvs.billing.v1.CloseMonthMetadata;
import com.totvs.billing.v1.CloseMonthResult;
import com.totvs.billing.v1.CollectAzureCostMetadata;
import com.totvs.billing.v1.CollectAzureCostResult;
import com.totvs.billing.v1.DailyWork;
import com.totvs.billing.v1.PurgeUsageMetadata;
import com.totvs.billing.v1.PurgeUsageResult;
import com.totvs.billing.v1.RebuildTotalsMetadata;
import com.totvs.billing.v1.RebuildTotalsResult;
import com.totvs.billing.v1.RestoreUsageMetadata;
import com.totvs.billing.v1.RestoreUsageResult;
import com.totvs.billing.v1.RunSelfCheckMetadata;
import com.totvs.billing.v1.RunSelfCheckResult;
import com.totvs.billing.v1.SelfCheckFinding;
import com.totvs.billing.v1.UsageMove;
import com.totvs.billing.v1.UsageMoveResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// An operation as `google.longrunning` shows it: `<Method>Metadata` and `<Method>Result` inside.
public final class OperationWire {
  private OperationWire() {}

  /// An operation, and its result or why it has none once it has ended.
  public static Operation operation(com.totvs.billing.domain.operation.Operation operation) {
    Operation.Builder told =
        Operation.newBuilder()
            .setName(operation.id().toString())
            .setMetadata(Any.pack(metadata(operation)))
            .setDone(operation.done());
    operation
        .ending()
        .ifPresent(
            ending -> {
              switch (ending) {
                case Ending.Succeeded(var _, var result) ->
                    told.setResponse(Any.pack(result(operation, result)));
                case Ending.Failed(var _, var reason, var why) ->
                    told.setError(
                        reason
                            .map(known -> Failure.of(BillingException.of(known, why)).status())
                            .orElseGet(() -> status(Code.ABORTED, why)));
                case Ending.Cancelled _ ->
                    told.setError(
                        status(Code.CANCELLED, "cancelled: what was done by then stays done"));
              }
            });
    return told.build();
  }

  private static Status status(Code code, String message) {
    return Status.newBuilder().setCode(code.getNumber()).setMessage(message).build();
  }

  private static Message metadata(com.totvs.billing.domain.operation.Operation operation) {
    return switch (operation.order().kind()) {
      case PURGE_USAGE -> PurgeUsageMetadata.newBuilder().setMove(move(operation)).build();
      case RESTORE_USAGE -> RestoreUsageMetadata.newBuilder().setMove(move(operation)).build();
      case REBUILD_TOTALS -> RebuildTotalsMetadata.newBuilder().setWork(work(operation)).build();
      case COLLECT_AZURE_COST -> collecting(operation);
      case ALLOCATE_COST ->
          AllocateCostMetadata.newBuilder().setWork(AllocationWorkWire.work(operation)).build();
      case CLOSE_MONTH ->
          CloseMonthMetadata.newBuilder().setWork(AllocationWorkWire.work(operation)).build();
      case RUN_SELF_CHECK -> RunSelfCheckMetadata.newBuilder().setWork(work(operation)).build();
    };
  }

  private static Message result(
      com.totvs.billing.domain.operation.Operation operation, Result result) {
    return switch (result) {
      case Result.Moved moved ->
          switch (operation.order().kind()) {
            case RESTORE_USAGE ->
                RestoreUsageResult.newBuilder().setResult(moved(operation, moved)).build();
            default -> PurgeUsageResult.newBuilder().setResult(moved(operation, moved)).build();
          };
      case Result.Rebuilt(var days, var changed) ->
          RebuildTotalsResult.newBuilder().setDays(days).setDaysChanged(changed).build();
      case Result.Collected(var readings, var changed) ->
          CollectAzureCostResult.newBuilder()
              .setReadings(readings)
              .setReadingsChanged(changed)
              .build();
      case Result.Allocated allocated ->
          switch (operation.order().kind()) {
            case CLOSE_MONTH ->
                CloseMonthResult.newBuilder()
                    .setOutcome(AllocationWorkWire.outcome(allocated))
                    .addAllObstacles(
                        allocated.obstacles().stream().map(AllocationWorkWire::obstacle).toList())
                    .build();
            default ->
                AllocateCostResult.newBuilder()
                    .setOutcome(AllocationWorkWire.outcome(allocated))
                    .build();
          };
      case Result.Checked checked ->
          RunSelfCheckResult.newBuilder()
              .setRight(checked.right())
              .addAllFindings(checked.findings().stream().map(OperationWire::finding).toList())
              .build();
    };
  }

  private static UsageMove move(com.totvs.billing.domain.operation.Operation operation) {
    Order order = operation.order();
    UsageMove.Builder move =
        UsageMove.newBuilder()
            .setInterval(Wire.interval(order.span()))
            .setDryRun(order.dryRun())
            .setRequestedBy(order.requestedBy())
            .setCreateTime(Wire.timestamp(operation.created()))
            .setUpdateTime(Wire.timestamp(updated(operation)))
            .setCancelRequested(operation.cancelRequested())
            .setRecordsMoved(operation.progress().done())
            .setRecordsTotal(operation.progress().total())
            .setRecordsLeft(operation.progress().left())
            .setRecordsPerSecond(perSecond(operation))
            .addAllMonths(months(operation.progress().months()));
    operation.started().map(Wire::timestamp).ifPresent(move::setStartTime);
    return move.build();
  }

  private static CollectAzureCostMetadata collecting(
      com.totvs.billing.domain.operation.Operation operation) {
    CollectAzureCostMetadata.Builder collecting =
        CollectAzureCostMetadata.newBuilder()
            .setInterval(Wire.interval(operation.order().span()))
            .setRequestedBy(operation.order().requestedBy())
            .setCreateTime(Wire.timestamp(operation.created()))
            .setUpdateTime(Wire.timestamp(updated(operation)))
            .setCancelRequested(operation.cancelRequested())
            .setReadingsDone(operation.progress().done())
            .setReadingsTotal(operation.progress().total());
    operation.started().map(Wire::timestamp).ifPresent(collecting::setStartTime);
    return collecting.build();
  }

  private static UsageMoveResult moved(
      com.totvs.billing.domain.operation.Operation operation, Result.Moved moved) {
    return UsageMoveResult.newBuilder()
        .setRecordsMoved(operation.progress().done())
        .setOnlineBefore(moved.before().online())
        .setHistoryBefore(moved.before().history())
        .setOnlineAfter(moved.after().online())
        .setHistoryAfter(moved.after().history())
        .addAllMonths(months(operation.progress().months()))
        .build();
  }

  private static List<com.totvs.billing.v1.MonthMove> months(List<MonthMove> months) {
    return months.stream()
        .map(
            month ->
                com.totvs.billing.v1.MonthMove.newBuilder()
                    .setMonth(Wire.date(month.month()))
                    .setMethod(method(month.method()))
                    .setRecordsMoved(month.moved())
                    .setRecordsTotal(month.total())
                    .setDone(month.done())
                    .build())
        .toList();
  }

  private static com.totvs.billing.v1.MoveMethod method(MoveMethod method) {
    return switch (method) {
      case PARTITION -> com.totvs.billing.v1.MoveMethod.MOVE_METHOD_PARTITION;
      case BATCHES -> com.totvs.billing.v1.MoveMethod.MOVE_METHOD_BATCHES;
    };
  }

  private static long perSecond(com.totvs.billing.domain.operation.Operation operation) {
    long millis =
        operation
            .started()
            .map(started -> Duration.between(started, updated(operation)).toMillis())
            .orElse(0L);
    return operation.progress().done() * 1_000 / Math.max(1, millis);
  }

  static Instant updated(com.totvs.billing.domain.operation.Operation operation) {
    return operation.ending().map(Ending::time).orElse(operation.updated());
  }

  private static DailyWork work(com.totvs.billing.domain.operation.Operation operation) {
    Span span = operation.order().span();
    DailyWork.Builder work =
        DailyWork.newBuilder()
            .setInterval(Wire.interval(span))
            .setRequestedBy(operation.order().requestedBy())
            .setCreateTime(Wire.timestamp(operation.created()))
            .setUpdateTime(Wire.timestamp(updated(operation)))
            .setCancelRequested(operation.cancelRequested())
            .setDaysDone(operation.progress().done())
            .setDaysTotal(operation.progress().total());
    operation.started().map(Wire::timestamp).ifPresent(work::setStartTime);
    return work.build();
  }

  private static SelfCheckFinding finding(Finding finding) {
    return SelfCheckFinding.newBuilder()
        .setSubject(finding.subject())
        .setRight(finding.right())
        .setDetail(finding.detail())
        .build();
  }
}
