package com.totvs.billing.grpc;

import com.totvs.billing.application.purge.MoveUsage;
import com.totvs.billing.application.purge.UsageHistory;
import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.domain.Span;
import com.totvs.billing.domain.Violations;
import com.totvs.billing.domain.access.Caller;
import com.totvs.billing.domain.purge.PurgeRule;
import com.totvs.billing.domain.purge.PurgedPeriod;
import com.totvs.billing.v1.ListPurgedPeriodsRequest;
import com.totvs.billing.v1.ListPurgedPeriodsResponse;
import com.totvs.billing.v1.Period;
import com.totvs.billing.v1.PurgeServiceGrpc.PurgeServiceImplBase;
import com.totvs.billing.v1.PurgeUsageRequest;
import com.totvs.billing.v1.PurgeUsageResponse;
import com.totvs.billing.v1.RestoreUsageRequest;
import com.totvs.billing.v1.RestoreUsageResponse;
import io.grpc.stub.StreamObserver;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Has usage moved to history and back, and shows what is away.
final class PurgeEndpoint extends PurgeServiceImplBase {
  private final MoveUsage moveUsage;
  private final UsageHistory history;
  private final BusinessZone zone;

  PurgeEndpoint(MoveUsage moveUsage, UsageHistory history, BusinessZone zone) {
    this.moveUsage = moveUsage;
    this.history = history;
    this.zone = zone;
  }

  @Override
  public void purgeUsage(PurgeUsageRequest request, StreamObserver<PurgeUsageResponse> caller) {
    Unary.answer(caller, () -> purge(request));
  }

  @Override
  public void restoreUsage(
      RestoreUsageRequest request, StreamObserver<RestoreUsageResponse> caller) {
    Unary.answer(caller, () -> restore(request));
  }

  @Override
  public void listPurgedPeriods(
      ListPurgedPeriodsRequest request, StreamObserver<ListPurgedPeriodsResponse> caller) {
    Unary.answer(caller, () -> list(request, Authentication.caller()));
  }

  private PurgeUsageResponse purge(PurgeUsageRequest request) {
    Violations found = new Violations("");
    Span period = found.check("period", () -> period(request.hasPeriod(), request.getPeriod()));
    if (period != null) {
      found.check(() -> moveUsage.requireOver(period));
    }
    Optional<UUID> requestId = found.check(() -> Wire.requestId(request.getRequestId()));
    return PurgeUsageResponse.newBuilder()
        .setOperation(
            OperationWire.operation(
                moveUsage.purge(
                    Authentication.caller(),
                    found.valid(period),
                    request.getDryRun(),
                    found.valid(requestId))))
        .build();
  }

  private RestoreUsageResponse restore(RestoreUsageRequest request) {
    Violations found = new Violations("");
    Span period = found.check("period", () -> period(request.hasPeriod(), request.getPeriod()));
    if (period != null) {
      found.check(() -> PurgeRule.requireEnd(period));
    }
    Optional<UUID> requestId = found.check(() -> Wire.requestId(request.getRequestId()));
    return RestoreUsageResponse.newBuilder()
        .setOperation(
            OperationWire.operation(
                moveUsage.restore(
                    Authentication.caller(),
                    found.valid(period),
                    request.getDryRun(),
                    found.valid(requestId))))
        .build();
  }

  private Span period(boolean told, Period period) {
    if (!told) {
      throw BillingException.invalid("", "is required");
    }
    return Wire.span(period, zone);
  }

  private ListPurgedPeriodsResponse list(ListPurgedPeriodsRequest request, Caller caller) {
    caller.requireAllSolutions();
    Page page = Page.of(request, caller);
    List<PurgedPeriod> read =
        history.purgedPeriods(
            page.after(position -> Instant.parse(position.getFirst())), page.limit());
    return ListPurgedPeriodsResponse.newBuilder()
        .addAllPurgedPeriods(page.rows(read).stream().map(PurgeEndpoint::purgedPeriod).toList())
        .setNextPageToken(
            page.next(read, row -> List.of(row.span().end().orElseThrow().toString())))
        .build();
  }

  private static com.totvs.billing.v1.PurgedPeriod purgedPeriod(PurgedPeriod period) {
    return com.totvs.billing.v1.PurgedPeriod.newBuilder()
        .setInterval(Wire.interval(period.span()))
        .setHistoryRecords(period.records().history())
        .setOnlineRecords(period.records().online())
        .build();
  }
}
