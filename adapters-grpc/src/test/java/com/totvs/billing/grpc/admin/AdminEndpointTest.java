package com.totvs.billing.grpc.admin;

import static com.totvs.billing.application.Examples.PATIENCE;
import static com.totvs.billing.application.Examples.usage;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.longrunning.GetOperationRequest;
import com.google.longrunning.Operation;
import com.google.longrunning.OperationsGrpc;
import com.google.protobuf.InvalidProtocolBufferException;
import com.totvs.billing.application.job.Job;
import com.totvs.billing.domain.usage.UsageRecord;
import com.totvs.billing.grpc.Refusal;
import com.totvs.billing.grpc.TestServer;
import com.totvs.billing.grpc.TestTokens;
import com.totvs.billing.v1.AdminServiceGrpc;
import com.totvs.billing.v1.AdminServiceGrpc.AdminServiceBlockingStub;
import com.totvs.billing.v1.AuditAction;
import com.totvs.billing.v1.AuditEntry;
import com.totvs.billing.v1.AuditFilter;
import com.totvs.billing.v1.ListAuditEntriesRequest;
import com.totvs.billing.v1.ListJobsRequest;
import com.totvs.billing.v1.RebuildTotalsRequest;
import com.totvs.billing.v1.RebuildTotalsResult;
import com.totvs.billing.v1.RunSelfCheckRequest;
import com.totvs.billing.v1.RunSelfCheckResult;
import com.totvs.billing.v1.VoidUsageRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AdminEndpointTest {
  private final TestServer server = new TestServer();
  private final AdminServiceBlockingStub admin =
      AdminServiceGrpc.newBlockingStub(server.as(TestTokens.admin()));

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_job_shows_when_and_why_it_failed() {
    server.jobs.start(
        List.of(
            new Job("settling", Duration.ofMillis(500), () -> {}),
            new Job(
                "dreaming",
                Duration.ofHours(1),
                () -> {
                  throw new IllegalStateException("awake");
                })));
    server.jobs.run("settling");
    server.jobs.run("dreaming");

    var jobs = admin.listJobs(ListJobsRequest.getDefaultInstance()).getJobsList();

    assertThat(jobs).extracting(job -> job.getName()).containsExactly("dreaming", "settling");
    assertThat(jobs.getFirst().getLastError()).isEqualTo("IllegalStateException: see the log");
    assertThat(jobs.getFirst().getConsecutiveFailures()).isEqualTo(1);
    assertThat(jobs.getFirst().hasLastSuccessTime()).isFalse();
    assertThat(jobs.get(1).getLastError()).isEmpty();
    assertThat(jobs.get(1).getInterval())
        .isEqualTo(com.google.protobuf.Duration.newBuilder().setNanos(500_000_000).build());
    assertThat(jobs.get(1).hasNextRunTime()).isTrue();
  }

  @Test
  void a_self_check_tells_what_it_looked_at() throws InvalidProtocolBufferException {
    var _ = recorded();
    Operation begun = admin.runSelfCheck(RunSelfCheckRequest.getDefaultInstance()).getOperation();
    server.runOperations();

    RunSelfCheckResult result = ended(begun).getResponse().unpack(RunSelfCheckResult.class);

    assertThat(result.getRight()).isTrue();
    assertThat(result.getFindingsList())
        .anySatisfy(finding -> assertThat(finding.getDetail()).isEqualTo("1 days were compared"));
  }

  @Test
  void totals_are_rebuilt_day_by_day() throws InvalidProtocolBufferException {
    var _ = recorded();
    Operation begun = admin.rebuildTotals(RebuildTotalsRequest.getDefaultInstance()).getOperation();
    server.runOperations();

    assertThat(ended(begun).getResponse().unpack(RebuildTotalsResult.class))
        .isEqualTo(RebuildTotalsResult.newBuilder().setDays(1).build());
  }

  @Test
  void who_did_what_is_listed_newest_first_and_filtered() {
    UsageRecord record = recorded();
    var _ =
        server
            .usage(TestTokens.admin())
            .voidUsage(
                VoidUsageRequest.newBuilder()
                    .setUsageId(record.id().toString())
                    .setReason("sent twice")
                    .build());
    var _ = admin.rebuildTotals(RebuildTotalsRequest.getDefaultInstance());

    assertThat(entries(AuditFilter.getDefaultInstance()))
        .extracting(AuditEntry::getAction)
        .containsExactly(
            AuditAction.AUDIT_ACTION_REBUILD_TOTALS, AuditAction.AUDIT_ACTION_VOID_USAGE);
    List<AuditEntry> voids =
        entries(AuditFilter.newBuilder().setAction(AuditAction.AUDIT_ACTION_VOID_USAGE).build());
    assertThat(voids).hasSize(1);
    assertThat(voids.getFirst().getSubject()).isEqualTo("vision-backend");
    assertThat(voids.getFirst().getTarget()).isEqualTo(record.id().toString());
    assertThat(voids.getFirst().getDetail()).isEqualTo("sent twice");
    assertThat(entries(AuditFilter.newBuilder().setSubject("nobody").build())).isEmpty();
  }

  @Test
  void every_wrong_field_is_named() {
    Refusal refusal =
        Refusal.of(
            () ->
                admin.listAuditEntries(
                    ListAuditEntriesRequest.newBuilder()
                        .setFilter(
                            AuditFilter.newBuilder().setSubject("x".repeat(201)).setActionValue(99))
                        .setPageSize(-1)
                        .build()));

    assertThat(refusal.violations())
        .containsExactlyInAnyOrder("page_size", "filter.subject", "filter.action");
  }

  private List<AuditEntry> entries(AuditFilter filter) {
    return admin
        .listAuditEntries(ListAuditEntriesRequest.newBuilder().setFilter(filter).build())
        .getAuditEntriesList();
  }

  private Operation ended(Operation begun) {
    return OperationsGrpc.newBlockingStub(server.as(TestTokens.admin()))
        .getOperation(GetOperationRequest.newBuilder().setName(begun.getName()).build());
  }

  private UsageRecord recorded() {
    UsageRecord record = usage().record();
    var _ = server.store.journal().append(List.of(record), PATIENCE);
    return record;
  }
}
