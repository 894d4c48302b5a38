package com.totvs.billing.grpc.admin;

import com.google.protobuf.Duration;
import com.totvs.billing.application.audit.AuditLog;
import com.totvs.billing.application.job.Jobs;
import com.totvs.billing.application.report.CheckTotals;
import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.domain.Require;
import com.totvs.billing.domain.Span;
import com.totvs.billing.domain.Violations;
import com.totvs.billing.domain.access.Caller;
import com.totvs.billing.domain.audit.AuditAction;
import com.totvs.billing.domain.audit.AuditEntry;
import com.totvs.billing.domain.audit.AuditFilter;
import com.totvs.billing.domain.job.JobState;
import com.totvs.billing.grpc.access.Authentication;
import com.totvs.billing.grpc.call.Page;
import com.totvs.billing.grpc.call.Unary;
import com.totvs.billing.grpc.operation.OperationWire;
import com.totvs.billing.grpc.wire.Wire;
import com.totvs.billing.v1.AdminServiceGrpc.AdminServiceImplBase;
import com.totvs.billing.v1.Job;
import com.totvs.billing.v1.ListAuditEntriesRequest;
import com.totvs.billing.v1.ListAuditEntriesResponse;
import com.totvs.billing.v1.ListJobsRequest;
import com.totvs.billing.v1.ListJobsResponse;
import com.totvs.billing.v1.Period;
import com.totvs.billing.v1.RebuildTotalsRequest;
import com.totvs.billing.v1.RebuildTotalsResponse;
import com.totvs.billing.v1.RunSelfCheckRequest;
import com.totvs.billing.v1.RunSelfCheckResponse;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/// For those who look after Billing.
final class AdminEndpoint extends AdminServiceImplBase {
  private final Jobs jobs;
  private final CheckTotals checkTotals;
  private final AuditLog auditLog;
  private final BusinessZone zone;

  AdminEndpoint(Jobs jobs, CheckTotals checkTotals, AuditLog auditLog, BusinessZone zone) {
    this.jobs = jobs;
    this.checkTotals = checkTotals;
    this.auditLog = auditLog;
    this.zone = zone;
  }

  @Override
  public void listJobs(ListJobsRequest request, StreamObserver<ListJobsResponse> caller) {
    Unary.answer(caller, () -> list(Authentication.caller()));
  }

  @Override
  public void runSelfCheck(
      RunSelfCheckRequest request, StreamObserver<RunSelfCheckResponse> caller) {
    Unary.answer(caller, () -> check(request));
  }

  @Override
  public void rebuildTotals(
      RebuildTotalsRequest request, StreamObserver<RebuildTotalsResponse> caller) {
    Unary.answer(caller, () -> rebuild(request));
  }

  @Override
  public void listAuditEntries(
      ListAuditEntriesRequest request, StreamObserver<ListAuditEntriesResponse> caller) {
    Unary.answer(caller, () -> list(request, Authentication.caller()));
  }

  private ListJobsResponse list(Caller caller) {
    caller.requireAllSolutions();
    return ListJobsResponse.newBuilder()
        .addAllJobs(jobs.list().stream().map(AdminEndpoint::job).toList())
        .build();
  }

  private RunSelfCheckResponse check(RunSelfCheckRequest request) {
    Violations found = new Violations("");
    Span period = found.check("period", () -> period(request.hasPeriod(), request.getPeriod()));
    Optional<UUID> requestId = found.check(() -> Wire.requestId(request.getRequestId()));
    return RunSelfCheckResponse.newBuilder()
        .setOperation(
            OperationWire.operation(
                checkTotals.selfCheck(
                    Authentication.caller(), found.valid(period), found.valid(requestId))))
        .build();
  }

  private RebuildTotalsResponse rebuild(RebuildTotalsRequest request) {
    Violations found = new Violations("");
    Span period = found.check("period", () -> period(request.hasPeriod(), request.getPeriod()));
    Optional<UUID> requestId = found.check(() -> Wire.requestId(request.getRequestId()));
    return RebuildTotalsResponse.newBuilder()
        .setOperation(
            OperationWire.operation(
                checkTotals.rebuild(
                    Authentication.caller(), found.valid(period), found.valid(requestId))))
        .build();
  }

  private Span period(boolean told, Period period) {
    return told ? Wire.span(period, zone) : Span.ALWAYS;
  }

  private ListAuditEntriesResponse list(ListAuditEntriesRequest request, Caller caller) {
    caller.requireAllSolutions();
    Violations found = new Violations("");
    Page asked = found.check(() -> Page.of(request, caller));
    AuditFilter filter = found.check("filter", () -> filter(request));
    Page page = found.valid(asked);
    List<AuditEntry> read =
        auditLog.list(
            found.valid(filter),
            page.after(position -> OptionalLong.of(Long.parseLong(position.getFirst())))
                .orElseGet(OptionalLong::empty),
            page.limit());
    return ListAuditEntriesResponse.newBuilder()
        .addAllAuditEntries(page.rows(read).stream().map(AdminEndpoint::entry).toList())
        .setNextPageToken(page.next(read, row -> List.of(String.valueOf(row.number()))))
        .build();
  }

  private AuditFilter filter(ListAuditEntriesRequest request) {
    Violations found = new Violations("");
    com.totvs.billing.v1.AuditFilter filter = request.getFilter();
    Span span = found.check("period", () -> period(filter.hasPeriod(), filter.getPeriod()));
    Optional<String> subject =
        found.check(
            () ->
                Wire.told(
                    filter.getSubject(), "subject", text -> Require.text(text, "subject", 1, 200)));
    Optional<AuditAction> action = found.check(() -> action(filter.getActionValue()));
    return new AuditFilter(found.valid(span), found.valid(subject), found.valid(action));
  }

  private static Optional<AuditAction> action(int number) {
    if (number == 0) {
      return Optional.empty();
    }
    return Optional.of(
        AuditAction.of(number)
            .orElseThrow(() -> BillingException.invalid("action", number + " is not an action")));
  }

  private static com.totvs.billing.v1.AuditEntry entry(AuditEntry entry) {
    return com.totvs.billing.v1.AuditEntry.newBuilder()
        .setCreateTime(Wire.timestamp(entry.time()))
        .setSubject(entry.subject())
        .setActionValue(entry.action().number())
        .setTarget(entry.target())
        .setDetail(entry.detail())
        .build();
  }

  private static Job job(JobState state) {
    Job.Builder job =
        Job.newBuilder()
            .setName(state.name())
            .setInterval(
                Duration.newBuilder()
                    .setSeconds(state.every().toSeconds())
                    .setNanos(state.every().toNanosPart()))
            .setRunning(state.running())
            .setLastError(state.lastError())
            .setConsecutiveFailures(state.consecutiveFailures());
    state.lastSuccess().map(Wire::timestamp).ifPresent(job::setLastSuccessTime);
    state.lastFailure().map(Wire::timestamp).ifPresent(job::setLastFailureTime);
    state.nextRun().map(Wire::timestamp).ifPresent(job::setNextRunTime);
    return job.build();
  }
}
