package com.totvs.billing.bootstrap.demo;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import com.totvs.billing.v1.BatchRecordUsageRequest;
import com.totvs.billing.v1.BatchRecordUsageResult;
import com.totvs.billing.v1.RecordUsageRequest;
import com.totvs.billing.v1.RecordUsageResponse;
import com.totvs.billing.v1.Solution;
import com.totvs.billing.v1.Usage;
import com.totvs.billing.v1.UsageServiceGrpc;
import com.totvs.billing.v1.UsageServiceGrpc.UsageServiceBlockingStub;
import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// The backend of one solution: reports its calls one by one, or in batches.
final class ProductBackend {
  private static final int BATCH = 100;

  private final Solution solution;
  private final UsageServiceBlockingStub usage;
  private final boolean inBatches;
  private final Ledger ledger;

  ProductBackend(Solution solution, Channel channel, Ledger ledger) {
    this.solution = solution;
    this.usage = UsageServiceGrpc.newBlockingStub(channel);
    this.inBatches = !first();
    this.ledger = ledger;
  }

  /// Reports its part of a scene, all at the same time, and returns once each call was answered.
  void report(List<Usage> scene) {
    List<Usage> calls = scene.stream().filter(this::ours).toList();
    ledger.sent(calls.size());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      if (inBatches) {
        for (int from = 0; from < calls.size(); from += BATCH) {
          List<Usage> batch = calls.subList(from, Math.min(from + BATCH, calls.size()));
          threads.execute(() -> together(batch));
        }
      } else {
        calls.forEach(call -> threads.execute(() -> alone(call)));
      }
    }
  }

  // Calls that name no solution come from the first backend.
  private boolean ours(Usage call) {
    return call.hasSolution() ? call.getSolution().equals(solution) : first();
  }

  private boolean first() {
    return solution.equals(Cast.SOLUTIONS.getFirst());
  }

  private UsageServiceBlockingStub stub() {
    return usage.withDeadlineAfter(20, TimeUnit.SECONDS);
  }

  private void alone(Usage call) {
    try {
      RecordUsageResponse response =
          stub().recordUsage(RecordUsageRequest.newBuilder().setUsage(call).build());
      ledger.recorded(response.getUsageId(), response.getDuplicate());
    } catch (StatusRuntimeException e) {
      ledger.refused(reason(e));
    }
  }

  private void together(List<Usage> batch) {
    try {
      stub()
          .batchRecordUsage(BatchRecordUsageRequest.newBuilder().addAllUsages(batch).build())
          .getResultsList()
          .forEach(this::note);
    } catch (StatusRuntimeException e) {
      batch.forEach(_ -> ledger.refused(reason(e)));
    }
  }

  private void note(BatchRecordUsageResult result) {
    if (result.hasRecorded()) {
      ledger.recorded(result.getRecorded().getUsageId(), result.getRecorded().getDuplicate());
    } else {
      ledger.refused(reason(result.getError()));
    }
  }

  private static String reason(StatusRuntimeException e) {
    Status status = StatusProto.fromThrowable(e);
    return status == null || status.getDetailsCount() == 0
        ? e.getStatus().getCode().name()
        : reason(status);
  }

  private static String reason(Status status) {
    for (Any detail : status.getDetailsList()) {
      if (detail.is(ErrorInfo.class)) {
        try {
          return detail.unpack(ErrorInfo.class).getReason();
        } catch (InvalidProtocolBufferException e) {
          return "unreadable";
        }
      }
    }
    return "unknown";
  }
}
