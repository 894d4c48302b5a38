package com.totvs.billing.grpc.operation;

import com.totvs.billing.domain.month.Obstacle;
import com.totvs.billing.domain.operation.Operation;
import com.totvs.billing.domain.operation.Result;
import com.totvs.billing.grpc.wire.BalanceWire;
import com.totvs.billing.grpc.wire.Wire;
import com.totvs.billing.v1.AllocationOutcome;
import com.totvs.billing.v1.AllocationWork;
import com.totvs.billing.v1.CloseObstacle;
import com.totvs.billing.v1.CloseObstacleKind;

/// What an operation that divides a month's cost is about, and what came of it.
final class AllocationWorkWire {
  private AllocationWorkWire() {}

  static AllocationWork work(Operation operation) {
    AllocationWork.Builder work =
        AllocationWork.newBuilder()
            .setInterval(Wire.interval(operation.order().span()))
            .setDryRun(operation.order().dryRun())
            .setRequestedBy(operation.order().requestedBy())
            .setCreateTime(Wire.timestamp(operation.created()))
            .setUpdateTime(Wire.timestamp(OperationWire.updated(operation)))
            .setCancelRequested(operation.cancelRequested())
            .setSumsDone(operation.progress().done())
            .setSumsTotal(operation.progress().total());
    operation.started().map(Wire::timestamp).ifPresent(work::setStartTime);
    return work.build();
  }

  static AllocationOutcome outcome(Result.Allocated allocated) {
    return AllocationOutcome.newBuilder()
        .setRun(allocated.run().orElse(0))
        .setSums(allocated.sums())
        .setLines(allocated.lines())
        .addAllBalances(allocated.balances().stream().map(BalanceWire::balance).toList())
        .build();
  }

  static CloseObstacle obstacle(Obstacle obstacle) {
    return CloseObstacle.newBuilder()
        .setKind(CloseObstacleKind.forNumber(obstacle.kind().number()))
        .setDetail(obstacle.detail())
        .build();
  }
}
