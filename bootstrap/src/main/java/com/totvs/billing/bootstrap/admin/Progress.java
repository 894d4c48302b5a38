package com.totvs.billing.bootstrap.admin;

import com.google.longrunning.Operation;
import com.google.protobuf.Any;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import com.totvs.billing.v1.AllocateCostMetadata;
import com.totvs.billing.v1.AllocationWork;
import com.totvs.billing.v1.CloseMonthMetadata;
import com.totvs.billing.v1.CollectAzureCostMetadata;
import com.totvs.billing.v1.DailyWork;
import com.totvs.billing.v1.PurgeUsageMetadata;
import com.totvs.billing.v1.RebuildTotalsMetadata;
import com.totvs.billing.v1.RestoreUsageMetadata;
import com.totvs.billing.v1.RunSelfCheckMetadata;
import com.totvs.billing.v1.UsageMove;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// How far an operation has come, whatever it does, and who asked for it.
record Progress(long done, long total, String requestedBy, String createTime) {
  private static final Progress UNKNOWN = new Progress(0, 0, "", "");

  /// What the operation tells of itself; nothing if it is of a kind that is not known here.
  static Progress of(Operation operation) {
    Any told = operation.getMetadata();
    return Stream.of(
            read(told, PurgeUsageMetadata.class, one -> of(one.getMove())),
            read(told, RestoreUsageMetadata.class, one -> of(one.getMove())),
            read(told, RunSelfCheckMetadata.class, one -> of(one.getWork())),
            read(told, RebuildTotalsMetadata.class, one -> of(one.getWork())),
            read(told, CollectAzureCostMetadata.class, Progress::of),
            read(told, AllocateCostMetadata.class, one -> of(one.getWork())),
            read(told, CloseMonthMetadata.class, one -> of(one.getWork())))
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(UNKNOWN);
  }

  private static <M extends Message> Optional<Progress> read(
      Any told, Class<M> type, Function<M, Progress> progress) {
    return Followed.unpacked(told, type).map(progress);
  }

  private static Progress of(UsageMove move) {
    return of(
        move.getRecordsMoved(),
        move.getRecordsTotal(),
        move.getRequestedBy(),
        move.getCreateTime());
  }

  private static Progress of(DailyWork work) {
    return of(work.getDaysDone(), work.getDaysTotal(), work.getRequestedBy(), work.getCreateTime());
  }

  private static Progress of(CollectAzureCostMetadata work) {
    return of(
        work.getReadingsDone(),
        work.getReadingsTotal(),
        work.getRequestedBy(),
        work.getCreateTime());
  }

  private static Progress of(AllocationWork work) {
    return of(work.getSumsDone(), work.getSumsTotal(), work.getRequestedBy(), work.getCreateTime());
  }

  private static Progress of(long done, long total, String requestedBy, Timestamp created) {
    return new Progress(done, total, requestedBy, OperationsCommand.time(created));
  }
}
