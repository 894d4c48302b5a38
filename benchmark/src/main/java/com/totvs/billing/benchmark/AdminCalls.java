package com.totvs.billing.benchmark;

import com.google.longrunning.Operation;
import com.google.longrunning.OperationsGrpc;
import com.google.longrunning.WaitOperationRequest;
import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import com.google.type.Date;
import com.totvs.billing.v1.AdminServiceGrpc;
import com.totvs.billing.v1.AllocateCostMetadata;
import com.totvs.billing.v1.AllocateCostRequest;
import com.totvs.billing.v1.AllocateCostResult;
import com.totvs.billing.v1.AllocationOutcome;
import com.totvs.billing.v1.AllocationServiceGrpc;
import com.totvs.billing.v1.AllocationWork;
import com.totvs.billing.v1.DateRange;
import com.totvs.billing.v1.Period;
import com.totvs.billing.v1.PurgeServiceGrpc;
import com.totvs.billing.v1.PurgeUsageMetadata;
import com.totvs.billing.v1.PurgeUsageRequest;
import com.totvs.billing.v1.RebuildTotalsRequest;
import com.totvs.billing.v1.RestoreUsageRequest;
import com.totvs.billing.v1.UsageMove;
import io.grpc.Channel;
import java.time.LocalDate;
import java.time.YearMonth;

/// What an admin does, each call waited for until its operation is over.
record AdminCalls(Channel channel) {

  /// Moves a period to history and returns what became of it.
  UsageMove purge(Period period) {
    return purged(orderPurge(period));
  }

  /// Asks for a period to be moved to history, and does not wait.
  Operation orderPurge(Period period) {
    return PurgeServiceGrpc.newBlockingStub(channel)
        .purgeUsage(PurgeUsageRequest.newBuilder().setPeriod(period).build())
        .getOperation();
  }

  /// What became of a purge, once it is over.
  UsageMove purged(Operation begun) {
    return unpack(await(begun).getMetadata(), PurgeUsageMetadata.class).getMove();
  }

  /// Moves a period back.
  void restore(Period period) {
    var _ =
        await(
            PurgeServiceGrpc.newBlockingStub(channel)
                .restoreUsage(RestoreUsageRequest.newBuilder().setPeriod(period).build())
                .getOperation());
  }

  /// Sums all usage up.
  void rebuildTotals() {
    var _ =
        await(
            AdminServiceGrpc.newBlockingStub(channel)
                .rebuildTotals(RebuildTotalsRequest.getDefaultInstance())
                .getOperation());
  }

  /// What an allocation brought, and how long it took from being asked for to its end.
  record Allocated(AllocationOutcome outcome, double seconds) {}

  /// Divides a month's cost.
  Allocated allocate(YearMonth month) {
    Operation ended =
        await(
            AllocationServiceGrpc.newBlockingStub(channel)
                .allocateCost(
                    AllocateCostRequest.newBuilder().setMonth(month(month).getMonth()).build())
                .getOperation());
    AllocationWork work = unpack(ended.getMetadata(), AllocateCostMetadata.class).getWork();
    return new Allocated(
        unpack(ended.getResponse(), AllocateCostResult.class).getOutcome(),
        seconds(work.getUpdateTime()) - seconds(work.getCreateTime()));
  }

  /// From being asked for until the last record had moved, in seconds.
  static double seconds(UsageMove move) {
    return seconds(move.getUpdateTime()) - seconds(move.getCreateTime());
  }

  static Period month(YearMonth month) {
    return Period.newBuilder().setMonth(date(month.atDay(1)).toBuilder().setDay(0)).build();
  }

  static Period days(LocalDate start, LocalDate end) {
    return Period.newBuilder()
        .setDays(DateRange.newBuilder().setStartDate(date(start)).setEndDate(date(end)))
        .build();
  }

  private Operation await(Operation begun) {
    Operation operation = begun;
    while (!operation.getDone()) {
      operation =
          OperationsGrpc.newBlockingStub(channel)
              .waitOperation(WaitOperationRequest.newBuilder().setName(begun.getName()).build());
    }
    if (operation.hasError()) {
      throw new IllegalStateException(operation.getError().getMessage());
    }
    return operation;
  }

  private static <M extends Message> M unpack(Any any, Class<M> type) {
    try {
      return any.unpack(type);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  private static double seconds(Timestamp time) {
    return time.getSeconds() + time.getNanos() / 1e9;
  }

  private static Date date(LocalDate day) {
    return Date.newBuilder()
        .setYear(day.getYear())
        .setMonth(day.getMonthValue())
        .setDay(day.getDayOfMonth())
        .build();
  }
}
