package com.totvs.billing.bootstrap.admin;

import com.google.longrunning.Operation;
import com.google.longrunning.OperationsGrpc;
import com.google.longrunning.WaitOperationRequest;
import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
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
import io.grpc.Channel;
import java.io.Console;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/// An operation that is watched until it is over, with a bar on a terminal.
final class Followed {
  private static final Duration LOOK_EVERY = Duration.newBuilder().setNanos(500_000_000).build();

  private Followed() {}

  /// The operation, once it is over.
  static Operation toItsEnd(Channel channel, Operation begun) {
    if (!onTerminal()) {
      return follow(channel, begun, Optional.empty());
    }
    try (ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName(begun.getName())
            .setStyle(ProgressBarStyle.UNICODE_BLOCK)
            .build()) {
      return follow(channel, begun, Optional.of(bar));
    }
  }

  private static Operation follow(Channel channel, Operation begun, Optional<ProgressBar> bar) {
    Operation operation = begun;
    while (!operation.getDone()) {
      operation =
          OperationsGrpc.newBlockingStub(channel)
              .waitOperation(
                  WaitOperationRequest.newBuilder()
                      .setName(begun.getName())
                      .setTimeout(LOOK_EVERY)
                      .build());
      Operation now = operation;
      bar.ifPresent(one -> one.maxHint(total(now)).stepTo(done(now)));
    }
    return operation;
  }

  static long done(Operation operation) {
    return move(operation)
        .map(UsageMove::getRecordsMoved)
        .or(() -> work(operation).map(DailyWork::getDaysDone))
        .or(() -> collecting(operation).map(CollectAzureCostMetadata::getReadingsDone))
        .or(() -> allocating(operation).map(AllocationWork::getSumsDone))
        .orElse(0L);
  }

  static long total(Operation operation) {
    return move(operation)
        .map(UsageMove::getRecordsTotal)
        .or(() -> work(operation).map(DailyWork::getDaysTotal))
        .or(() -> collecting(operation).map(CollectAzureCostMetadata::getReadingsTotal))
        .or(() -> allocating(operation).map(AllocationWork::getSumsTotal))
        .orElse(0L);
  }

  static Optional<UsageMove> move(Operation operation) {
    Any metadata = operation.getMetadata();
    return unpacked(metadata, PurgeUsageMetadata.class)
        .map(PurgeUsageMetadata::getMove)
        .or(
            () ->
                unpacked(metadata, RestoreUsageMetadata.class).map(RestoreUsageMetadata::getMove));
  }

  static Optional<DailyWork> work(Operation operation) {
    Any metadata = operation.getMetadata();
    return unpacked(metadata, RunSelfCheckMetadata.class)
        .map(RunSelfCheckMetadata::getWork)
        .or(
            () ->
                unpacked(metadata, RebuildTotalsMetadata.class)
                    .map(RebuildTotalsMetadata::getWork));
  }

  static Optional<CollectAzureCostMetadata> collecting(Operation operation) {
    return unpacked(operation.getMetadata(), CollectAzureCostMetadata.class);
  }

  static Optional<AllocationWork> allocating(Operation operation) {
    Any metadata = operation.getMetadata();
    return unpacked(metadata, AllocateCostMetadata.class)
        .map(AllocateCostMetadata::getWork)
        .or(() -> unpacked(metadata, CloseMonthMetadata.class).map(CloseMonthMetadata::getWork));
  }

  static <M extends Message> Optional<M> unpacked(Any any, Class<M> type) {
    try {
      return any.is(type) ? Optional.of(any.unpack(type)) : Optional.empty();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("the server speaks another version", e);
    }
  }

  // Whether there is a console without a terminal depends on the JDK: some have none then.
  @SuppressWarnings("SystemConsoleNull")
  private static boolean onTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }
}
