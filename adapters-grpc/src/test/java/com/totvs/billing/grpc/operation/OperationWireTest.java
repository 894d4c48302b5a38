package com.totvs.billing.grpc.operation;

import static com.totvs.billing.application.Examples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.totvs.billing.domain.Reason;
import com.totvs.billing.domain.Span;
import com.totvs.billing.domain.operation.Ending;
import com.totvs.billing.domain.operation.Finding;
import com.totvs.billing.domain.operation.Operation;
import com.totvs.billing.domain.operation.OperationId;
import com.totvs.billing.domain.operation.OperationKind;
import com.totvs.billing.domain.operation.Order;
import com.totvs.billing.domain.operation.Progress;
import com.totvs.billing.domain.operation.Result;
import com.totvs.billing.domain.purge.MonthMove;
import com.totvs.billing.domain.purge.MoveMethod;
import com.totvs.billing.domain.purge.PlaceCounts;
import com.totvs.billing.grpc.wire.Wire;
import com.totvs.billing.v1.PurgeUsageMetadata;
import com.totvs.billing.v1.PurgeUsageResult;
import com.totvs.billing.v1.RebuildTotalsMetadata;
import com.totvs.billing.v1.RebuildTotalsResult;
import com.totvs.billing.v1.RestoreUsageMetadata;
import com.totvs.billing.v1.RestoreUsageResult;
import com.totvs.billing.v1.RunSelfCheckMetadata;
import com.totvs.billing.v1.RunSelfCheckResult;
import com.totvs.billing.v1.UsageMove;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OperationWireTest {
  private static final OperationId ID =
      new OperationId(UUID.fromString("0199e3a1-0000-7000-8000-000000000001"));
  private static final Instant BEGUN = NOW.plusSeconds(10);
  private static final Instant LATER = NOW.plusSeconds(14);
  private static final Progress HALF =
      new Progress(
          1_000,
          2_500,
          List.of(new MonthMove(YearMonth.of(2026, 10), MoveMethod.BATCHES, 1_000, 2_500, false)));

  @Test
  void one_that_waits_has_neither_begun_nor_ended() throws InvalidProtocolBufferException {
    var told =
        OperationWire.operation(
            operation(
                OperationKind.PURGE_USAGE, Optional.empty(), Progress.NONE, Optional.empty()));

    assertThat(told.getName()).isEqualTo("operations/" + ID.value());
    assertThat(told.getDone()).isFalse();
    assertThat(told.hasResponse() || told.hasError()).isFalse();
    UsageMove move = told.getMetadata().unpack(PurgeUsageMetadata.class).getMove();
    assertThat(move.hasStartTime()).isFalse();
    assertThat(move.getRecordsPerSecond()).isZero();
    assertThat(move.getCreateTime()).isEqualTo(Wire.timestamp(NOW));
  }

  @Test
  void one_under_way_tells_how_fast_it_goes_and_what_is_left()
      throws InvalidProtocolBufferException {
    var told = OperationWire.operation(underWay(OperationKind.RESTORE_USAGE));

    UsageMove move = told.getMetadata().unpack(RestoreUsageMetadata.class).getMove();
    assertThat(move.getRecordsPerSecond()).isEqualTo(250);
    assertThat(move.getRecordsMoved()).isEqualTo(1_000);
    assertThat(move.getRecordsLeft()).isEqualTo(1_500);
    assertThat(move.getRecordsTotal()).isEqualTo(2_500);
    assertThat(move.getStartTime()).isEqualTo(Wire.timestamp(BEGUN));
    assertThat(move.getUpdateTime()).isEqualTo(Wire.timestamp(LATER));
    assertThat(move.getMonths(0).getMethod())
        .isEqualTo(com.totvs.billing.v1.MoveMethod.MOVE_METHOD_BATCHES);
    assertThat(move.getMonths(0).getMonth()).isEqualTo(Wire.date(YearMonth.of(2026, 10)));
  }

  @Test
  void one_that_failed_was_aborted_and_says_why() {
    var told =
        OperationWire.operation(
            ended(OperationKind.PURGE_USAGE, new Ending.Failed(LATER, Optional.empty(), "why")));

    assertThat(told.getDone()).isTrue();
    assertThat(told.getError().getCode()).isEqualTo(Code.ABORTED_VALUE);
    assertThat(told.getError().getMessage()).isEqualTo("why");
  }

  @Test
  void one_that_failed_for_a_reason_programs_know_tells_it_as_a_call_would() throws Exception {
    var told =
        OperationWire.operation(
            ended(
                OperationKind.CLOSE_MONTH,
                new Ending.Failed(LATER, Optional.of(Reason.MONTH_NOT_READY), "not over")));

    assertThat(told.getError().getCode()).isEqualTo(Code.FAILED_PRECONDITION_VALUE);
    assertThat(told.getError().getMessage()).isEqualTo("not over");
    assertThat(told.getError().getDetails(0).unpack(ErrorInfo.class).getReason())
        .isEqualTo("MONTH_NOT_READY");
  }

  @Test
  void one_that_was_cancelled_says_that_what_was_done_stays_done() {
    var told =
        OperationWire.operation(ended(OperationKind.PURGE_USAGE, new Ending.Cancelled(LATER)));

    assertThat(told.getDone()).isTrue();
    assertThat(told.getError().getCode()).isEqualTo(Code.CANCELLED_VALUE);
    assertThat(told.getError().getMessage()).contains("stays done");
  }

  @Test
  void each_kind_has_metadata_and_a_result_of_its_own() throws InvalidProtocolBufferException {
    Result moved = new Result.Moved(new PlaceCounts(5, 1), new PlaceCounts(2, 4));
    var purged = succeeded(OperationKind.PURGE_USAGE, moved);
    var restored = succeeded(OperationKind.RESTORE_USAGE, moved);
    var rebuilt = succeeded(OperationKind.REBUILD_TOTALS, new Result.Rebuilt(3, 1));
    var checked =
        succeeded(
            OperationKind.RUN_SELF_CHECK,
            new Result.Checked(
                List.of(new Finding("one", true, ""), new Finding("two", false, "look"))));

    var result = purged.getResponse().unpack(PurgeUsageResult.class).getResult();
    assertThat(result.getOnlineBefore()).isEqualTo(5);
    assertThat(result.getHistoryBefore()).isEqualTo(1);
    assertThat(result.getOnlineAfter()).isEqualTo(2);
    assertThat(result.getHistoryAfter()).isEqualTo(4);
    assertThat(restored.getResponse().unpack(RestoreUsageResult.class).getResult())
        .isEqualTo(result);
    assertThat(rebuilt.getMetadata().unpack(RebuildTotalsMetadata.class).getWork().getDaysDone())
        .isEqualTo(1_000);
    assertThat(rebuilt.getResponse().unpack(RebuildTotalsResult.class))
        .isEqualTo(RebuildTotalsResult.newBuilder().setDays(3).setDaysChanged(1).build());
    assertThat(checked.getMetadata().unpack(RunSelfCheckMetadata.class).getWork().getRequestedBy())
        .isEqualTo("admin");
    RunSelfCheckResult findings = checked.getResponse().unpack(RunSelfCheckResult.class);
    assertThat(findings.getRight()).isFalse();
    assertThat(findings.getFindings(1).getDetail()).isEqualTo("look");
  }

  private static com.google.longrunning.Operation succeeded(OperationKind kind, Result result) {
    return OperationWire.operation(ended(kind, new Ending.Succeeded(LATER, result)));
  }

  private static Operation underWay(OperationKind kind) {
    return operation(kind, Optional.of(BEGUN), HALF, Optional.empty());
  }

  private static Operation ended(OperationKind kind, Ending ending) {
    return operation(kind, Optional.of(BEGUN), HALF, Optional.of(ending));
  }

  private static Operation operation(
      OperationKind kind, Optional<Instant> started, Progress progress, Optional<Ending> ending) {
    return new Operation(
        ID,
        new Order(kind, Span.ALWAYS, false, "admin", Optional.empty()),
        NOW,
        started,
        started.isPresent() ? LATER : NOW,
        false,
        progress,
        ending);
  }
}
