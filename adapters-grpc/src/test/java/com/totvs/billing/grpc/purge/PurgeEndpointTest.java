package com.totvs.billing.grpc.purge;

import static com.totvs.billing.application.Examples.PATIENCE;
import static com.totvs.billing.application.Examples.usage;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.longrunning.CancelOperationRequest;
import com.google.longrunning.DeleteOperationRequest;
import com.google.longrunning.GetOperationRequest;
import com.google.longrunning.ListOperationsRequest;
import com.google.longrunning.Operation;
import com.google.longrunning.OperationsGrpc;
import com.google.longrunning.OperationsGrpc.OperationsBlockingStub;
import com.google.longrunning.WaitOperationRequest;
import com.google.protobuf.Duration;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.Code;
import com.google.type.Date;
import com.google.type.Interval;
import com.totvs.billing.application.Examples;
import com.totvs.billing.domain.access.Scope;
import com.totvs.billing.domain.usage.UsageRecord;
import com.totvs.billing.grpc.Refusal;
import com.totvs.billing.grpc.TestServer;
import com.totvs.billing.grpc.TestTokens;
import com.totvs.billing.grpc.WireExamples;
import com.totvs.billing.grpc.wire.Wire;
import com.totvs.billing.v1.GetUsageRequest;
import com.totvs.billing.v1.ListPurgedPeriodsRequest;
import com.totvs.billing.v1.MoveMethod;
import com.totvs.billing.v1.Period;
import com.totvs.billing.v1.PurgeServiceGrpc;
import com.totvs.billing.v1.PurgeServiceGrpc.PurgeServiceBlockingStub;
import com.totvs.billing.v1.PurgeUsageMetadata;
import com.totvs.billing.v1.PurgeUsageRequest;
import com.totvs.billing.v1.PurgeUsageResult;
import com.totvs.billing.v1.PurgedPeriod;
import com.totvs.billing.v1.RecordUsageRequest;
import com.totvs.billing.v1.RecordUsageResponse;
import com.totvs.billing.v1.RestoreUsageRequest;
import com.totvs.billing.v1.RestoreUsageResult;
import com.totvs.billing.v1.UsagePlace;
import com.totvs.billing.v1.UsageServiceGrpc.UsageServiceBlockingStub;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Purging, restoring and the operations that do it, as a caller sees them.
class PurgeEndpointTest {
  private static final Period OCTOBER =
      Period.newBuilder().setMonth(Date.newBuilder().setYear(2026).setMonth(10)).build();

  private final TestServer server = new TestServer();
  private final PurgeServiceBlockingStub purge =
      PurgeServiceGrpc.newBlockingStub(server.as(TestTokens.admin()));
  private final OperationsBlockingStub operations =
      OperationsGrpc.newBlockingStub(server.as(TestTokens.admin()));

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_purge_answers_at_once_with_an_operation_that_tells_what_became_of_it()
      throws InvalidProtocolBufferException {
    var _ = recorded("2026-10-10T12:00:00Z");
    var _ = recorded("2026-10-11T12:00:00Z");

    Operation begun = purge.purgeUsage(october()).getOperation();
    assertThat(begun.getDone()).isFalse();
    server.runOperations();
    Operation ended = get(begun.getName());

    assertThat(ended.getDone()).isTrue();
    PurgeUsageMetadata metadata = ended.getMetadata().unpack(PurgeUsageMetadata.class);
    assertThat(metadata.getMove().getRequestedBy()).isEqualTo("vision-backend");
    assertThat(metadata.getMove().getRecordsMoved()).isEqualTo(2);
    assertThat(metadata.getMove().getRecordsLeft()).isZero();
    assertThat(metadata.getMove().getMonths(0).getMethod())
        .isEqualTo(MoveMethod.MOVE_METHOD_PARTITION);
    PurgeUsageResult result = ended.getResponse().unpack(PurgeUsageResult.class);
    assertThat(result.getResult().getOnlineBefore()).isEqualTo(2);
    assertThat(result.getResult().getHistoryAfter()).isEqualTo(2);
    assertThat(result.getResult().getOnlineAfter()).isZero();
  }

  @Test
  void new_usage_of_a_purged_period_is_refused_and_a_repeat_is_recognised() {
    UsageServiceBlockingStub usage = server.usage(TestTokens.admin());
    RecordUsageRequest there =
        WireExamples.request(
            WireExamples.usage()
                .setOccurredTime(Wire.timestamp(Instant.parse("2026-10-10T12:00:00Z"))));
    RecordUsageResponse first = usage.recordUsage(there);
    purged(OCTOBER);
    server.clock.advance(java.time.Duration.ofMinutes(1));

    RecordUsageResponse repeat = usage.recordUsage(there);
    Refusal refusal =
        Refusal.of(
            () ->
                usage.recordUsage(
                    WireExamples.request(
                        there.getUsage().toBuilder()
                            .setUsageId("0199e3a1-0000-7000-8000-00000000000a"))));

    assertThat(first.getDuplicate()).isFalse();
    assertThat(repeat).isEqualTo(first.toBuilder().setDuplicate(true).build());
    assertThat(refusal.reason()).isEqualTo("PERIOD_PURGED");
    assertThat(
            usage
                .getUsage(GetUsageRequest.newBuilder().setUsageId(first.getUsageId()).build())
                .getUsageRecord()
                .getPlace())
        .isEqualTo(UsagePlace.USAGE_PLACE_HISTORY);
  }

  @Test
  void what_is_away_is_listed_until_it_is_restored() throws InvalidProtocolBufferException {
    var _ = recorded("2026-10-10T12:00:00Z");
    purged(OCTOBER);

    List<PurgedPeriod> away =
        purge
            .listPurgedPeriods(ListPurgedPeriodsRequest.getDefaultInstance())
            .getPurgedPeriodsList();
    assertThat(away).hasSize(1);
    assertThat(away.getFirst().getHistoryRecords()).isEqualTo(1);
    assertThat(away.getFirst().getInterval())
        .isEqualTo(
            Interval.newBuilder()
                .setStartTime(Wire.timestamp(Instant.parse("2026-10-01T03:00:00Z")))
                .setEndTime(Wire.timestamp(Instant.parse("2026-11-01T03:00:00Z")))
                .build());

    Operation restore =
        purge
            .restoreUsage(RestoreUsageRequest.newBuilder().setPeriod(OCTOBER).build())
            .getOperation();
    server.runOperations();

    assertThat(
            get(restore.getName())
                .getResponse()
                .unpack(RestoreUsageResult.class)
                .getResult()
                .getOnlineAfter())
        .isEqualTo(1);
    assertThat(
            purge
                .listPurgedPeriods(ListPurgedPeriodsRequest.getDefaultInstance())
                .getPurgedPeriodsList())
        .isEmpty();
  }

  @Test
  void a_dry_run_counts_and_changes_nothing() throws InvalidProtocolBufferException {
    var _ = recorded("2026-10-10T12:00:00Z");

    Operation operation =
        purge.purgeUsage(october().toBuilder().setDryRun(true).build()).getOperation();
    server.runOperations();

    PurgeUsageResult result = get(operation.getName()).getResponse().unpack(PurgeUsageResult.class);
    assertThat(result.getResult().getOnlineAfter()).isEqualTo(1);
    assertThat(result.getResult().getRecordsMoved()).isZero();
    assertThat(result.getResult().getMonths(0).getRecordsTotal()).isEqualTo(1);
  }

  @Test
  void a_repeated_request_id_brings_the_same_operation_and_never_another_request_s() {
    String id = "0199e3a1-0000-7000-8000-000000000001";
    PurgeUsageRequest request = october().toBuilder().setRequestId(id).build();
    String first = purge.purgeUsage(request).getOperation().getName();

    assertThat(purge.purgeUsage(request).getOperation().getName()).isEqualTo(first);
    Refusal refusal =
        Refusal.of(() -> purge.purgeUsage(request.toBuilder().setDryRun(true).build()));
    assertThat(refusal.reason()).isEqualTo("REQUEST_ID_REUSED");
  }

  @Test
  void every_wrong_field_is_named() {
    Refusal refusal =
        Refusal.of(
            () ->
                purge.purgeUsage(
                    PurgeUsageRequest.newBuilder()
                        .setPeriod(Period.newBuilder().setMonth(Date.newBuilder().setYear(2026)))
                        .setRequestId("1")
                        .build()));

    assertThat(refusal.violations()).containsExactly("period.month", "request_id");
    assertThat(
            Refusal.of(() -> purge.purgeUsage(PurgeUsageRequest.getDefaultInstance())).violations())
        .containsExactly("period");
  }

  @Test
  void a_period_that_cannot_be_moved_is_named_beside_other_wrong_fields() {
    Period future =
        Period.newBuilder().setMonth(Date.newBuilder().setYear(2026).setMonth(12)).build();
    Period endless = Period.newBuilder().setInterval(Interval.getDefaultInstance()).build();

    assertThat(
            Refusal.of(
                    () ->
                        purge.purgeUsage(
                            PurgeUsageRequest.newBuilder()
                                .setPeriod(future)
                                .setRequestId("1")
                                .build()))
                .violations())
        .containsExactly("period", "request_id");
    assertThat(
            Refusal.of(
                    () ->
                        purge.restoreUsage(
                            RestoreUsageRequest.newBuilder()
                                .setPeriod(endless)
                                .setRequestId("1")
                                .build()))
                .violations())
        .containsExactly("period", "request_id");
  }

  @Test
  void what_is_not_over_for_long_enough_is_not_purged() {
    Interval tooYoung =
        Interval.newBuilder().setEndTime(Wire.timestamp(Examples.NOW.minusSeconds(3_600))).build();

    Refusal refusal =
        Refusal.of(
            () ->
                purge.purgeUsage(
                    PurgeUsageRequest.newBuilder()
                        .setPeriod(Period.newBuilder().setInterval(tooYoung))
                        .setRequestId("1")
                        .build()));

    assertThat(refusal.violations()).containsExactly("period", "request_id");
  }

  @Test
  void a_cancelled_operation_ends_as_cancelled() {
    var _ = recorded("2026-10-10T12:00:00Z");
    String name = purge.purgeUsage(october()).getOperation().getName();

    var _ = operations.cancelOperation(CancelOperationRequest.newBuilder().setName(name).build());
    server.runOperations();

    assertThat(get(name).getError().getCode()).isEqualTo(Code.CANCELLED_VALUE);
  }

  @Test
  void waiting_returns_the_operation_as_it_is_when_the_time_is_over() {
    String name = purge.purgeUsage(october()).getOperation().getName();
    WaitOperationRequest shortly =
        WaitOperationRequest.newBuilder()
            .setName(name)
            .setTimeout(Duration.newBuilder().setNanos(1_000_000))
            .build();

    assertThat(operations.waitOperation(shortly).getDone()).isFalse();
    server.runOperations();
    assertThat(
            operations
                .waitOperation(WaitOperationRequest.newBuilder().setName(name).build())
                .getDone())
        .isTrue();
  }

  @Test
  void operations_are_listed_newest_first_and_filtered() {
    String first = purge.purgeUsage(october()).getOperation().getName();
    server.runOperations();
    String second =
        purge
            .restoreUsage(RestoreUsageRequest.newBuilder().setPeriod(OCTOBER).build())
            .getOperation()
            .getName();

    assertThat(names("")).containsExactly(second, first);
    assertThat(names("done = true")).containsExactly(first);
    assertThat(names("method = \"RestoreUsage\" AND done=false")).containsExactly(second);
    assertThat(names("done = true AND done = false")).isEmpty();
    Refusal refusal = Refusal.of(() -> names("state = 1"));
    assertThat(refusal.violations()).containsExactly("filter");
  }

  @Test
  void operations_are_seen_with_the_scope_of_the_method_that_began_them_only() {
    String name = purge.purgeUsage(october()).getOperation().getName();
    OperationsBlockingStub other =
        OperationsGrpc.newBlockingStub(
            server.as(TestTokens.sign(TestTokens.token(Scope.ADMIN_WRITE, Scope.USAGE_READ))));

    Refusal refusal =
        Refusal.of(
            () -> other.getOperation(GetOperationRequest.newBuilder().setName(name).build()));

    assertThat(refusal.metadata()).containsEntry("scope", "usage:purge");
    assertThat(other.listOperations(ListOperationsRequest.getDefaultInstance()).getOperationsList())
        .isEmpty();
  }

  @Test
  void an_operation_that_is_not_there_is_not_found_and_none_is_deleted() {
    assertThat(Refusal.of(() -> get("operations/1")).reason()).isEqualTo("OPERATION_NOT_FOUND");
    assertThat(
            org.assertj.core.api.Assertions.catchThrowableOfType(
                    io.grpc.StatusRuntimeException.class,
                    () -> operations.deleteOperation(DeleteOperationRequest.getDefaultInstance()))
                .getStatus()
                .getCode())
        .isEqualTo(io.grpc.Status.Code.UNIMPLEMENTED);
  }

  private List<String> names(String filter) {
    return operations
        .listOperations(ListOperationsRequest.newBuilder().setFilter(filter).build())
        .getOperationsList()
        .stream()
        .map(Operation::getName)
        .toList();
  }

  private void purged(Period period) {
    var _ = purge.purgeUsage(PurgeUsageRequest.newBuilder().setPeriod(period).build());
    server.runOperations();
  }

  private Operation get(String name) {
    return operations.getOperation(GetOperationRequest.newBuilder().setName(name).build());
  }

  private static PurgeUsageRequest october() {
    return PurgeUsageRequest.newBuilder().setPeriod(OCTOBER).build();
  }

  private UsageRecord recorded(String time) {
    UsageRecord usage = usage().at(time).record();
    var _ = server.store.journal().append(List.of(usage), PATIENCE);
    return usage;
  }
}
