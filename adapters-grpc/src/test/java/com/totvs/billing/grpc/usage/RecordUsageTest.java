package com.totvs.billing.grpc.usage;

import static com.totvs.billing.application.Examples.ACME;
import static com.totvs.billing.application.Examples.LICENSE;
import static com.totvs.billing.application.Examples.NOW;
import static com.totvs.billing.application.Examples.heldBy;
import static com.totvs.billing.grpc.WireExamples.request;
import static com.totvs.billing.grpc.WireExamples.usage;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import com.totvs.billing.domain.Reason;
import com.totvs.billing.domain.usage.UsageId;
import com.totvs.billing.grpc.Refusal;
import com.totvs.billing.grpc.TestServer;
import com.totvs.billing.grpc.TestTokens;
import com.totvs.billing.grpc.wire.Wire;
import com.totvs.billing.v1.Application;
import com.totvs.billing.v1.BatchRecordUsageRequest;
import com.totvs.billing.v1.BatchRecordUsageResponse;
import com.totvs.billing.v1.GetUsageRequest;
import com.totvs.billing.v1.RecordUsageRequest;
import com.totvs.billing.v1.RecordUsageResponse;
import com.totvs.billing.v1.SettlementState;
import com.totvs.billing.v1.Solution;
import com.totvs.billing.v1.Usage;
import com.totvs.billing.v1.UsageRecord;
import com.totvs.billing.v1.UsageServiceGrpc.UsageServiceBlockingStub;
import io.grpc.Status.Code;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordUsageTest {
  private final TestServer server = new TestServer();
  private final UsageServiceBlockingStub billing = server.usage(TestTokens.admin());

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_call_is_recorded_and_shown_exactly_as_it_was_sent() {
    server.store.licenses().remember(LICENSE, heldBy(ACME), NOW);
    Usage sent =
        usage()
            .setUser("José 🦜 <script>%00")
            .setContingencyProviderType(0)
            .setPurposeValue(1)
            .build();

    RecordUsageResponse answer =
        billing.recordUsage(RecordUsageRequest.newBuilder().setUsage(sent).build());

    assertThat(answer.getUsageId()).isEqualTo(sent.getUsageId());
    assertThat(answer.getAcceptedTime()).isEqualTo(Wire.timestamp(NOW));
    assertThat(answer.getDuplicate()).isFalse();
    UsageRecord shown =
        billing
            .getUsage(GetUsageRequest.newBuilder().setUsageId(sent.getUsageId()).build())
            .getUsageRecord();
    assertThat(shown.getUsage()).isEqualTo(sent);
    assertThat(shown.getEmergencyKey()).isFalse();
    assertThat(shown.getSettlement().getState())
        .isEqualTo(SettlementState.SETTLEMENT_STATE_SETTLED);
    assertThat(shown.getSettlement().getCustomer()).isEqualTo(Wire.customer(ACME));
  }

  @Test
  void a_contingency_type_that_was_not_told_stays_untold() {
    Usage sent = usage().build();
    billing.recordUsage(request(sent.toBuilder()));

    Usage shown =
        billing
            .getUsage(GetUsageRequest.newBuilder().setUsageId(sent.getUsageId()).build())
            .getUsageRecord()
            .getUsage();

    assertThat(shown.hasContingencyProviderType()).isFalse();
  }

  @Test
  void a_repeat_is_told_as_one_and_changes_nothing() {
    RecordUsageRequest request = request(usage());
    billing.recordUsage(request);
    server.clock.advance(Duration.ofMinutes(1));

    RecordUsageResponse repeat = billing.recordUsage(request);

    assertThat(repeat.getDuplicate()).isTrue();
    assertThat(repeat.getAcceptedTime()).isEqualTo(Wire.timestamp(NOW));
    assertThat(server.store.journal().all()).hasSize(1);
  }

  @Test
  void an_id_with_other_content_is_refused() {
    Usage.Builder first = usage();
    billing.recordUsage(request(first));

    Refusal refusal = Refusal.of(() -> billing.recordUsage(request(first.setUser("jorge"))));

    assertThat(refusal.code()).isEqualTo(Code.ALREADY_EXISTS);
    assertThat(refusal.reason()).isEqualTo("USAGE_ID_REUSED");
    assertThat(refusal.metadata()).containsEntry("usageId", first.getUsageId());
  }

  @Test
  void every_wrong_field_is_named_at_once() {
    Usage.Builder wrong =
        usage()
            .setUsageId("no-uuid")
            .setOccurredTime(Timestamp.newBuilder().setSeconds(Long.MAX_VALUE))
            .setLicenseServerId("")
            .setSolution(Solution.newBuilder().setDescription("x".repeat(256)))
            .setApplication(Application.newBuilder().setProjectId("a\u0000b"))
            .setUser("u".repeat(121))
            .setInputTokens(-1)
            .setOutputTokens(Long.MAX_VALUE)
            .setImageSizeKb(Long.MIN_VALUE)
            .setPurposeValue(99);

    Refusal refusal = Refusal.of(() -> billing.recordUsage(request(wrong)));

    assertThat(refusal.code()).isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(refusal.reason()).isEqualTo("INVALID_FIELDS");
    assertThat(refusal.violations())
        .containsExactlyInAnyOrder(
            "usage.usage_id",
            "usage.occurred_time",
            "usage.license_server_id",
            "usage.solution.project_id",
            "usage.solution.description",
            "usage.application.project_id",
            "usage.user",
            "usage.input_tokens",
            "usage.output_tokens",
            "usage.image_size_kb",
            "usage.purpose");
    assertThat(refusal.retry()).isEmpty();
    assertThat(server.store.journal().all()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "9223372036854775807, 0",
    "-9223372036854775808, 0",
    "-62135596801, 0",
    "253402300800, 0",
    "-62135596800, 0",
    "253402300799, 999999999",
    "1795186800, -1",
    "1795186800, 1000000000",
    "0, 0"
  })
  void a_time_off_the_calendar_or_the_window_is_one_violation(long seconds, int nanos) {
    Timestamp time = Timestamp.newBuilder().setSeconds(seconds).setNanos(nanos).build();

    Refusal refusal = Refusal.of(() -> billing.recordUsage(request(usage().setOccurredTime(time))));

    assertThat(refusal.violations()).containsExactly("usage.occurred_time");
  }

  @Test
  void a_request_without_usage_is_refused() {
    Refusal refusal =
        Refusal.of(() -> billing.recordUsage(RecordUsageRequest.getDefaultInstance()));

    assertThat(refusal.reason()).isEqualTo("INVALID_FIELDS");
    assertThat(refusal.violations()).containsExactly("usage");
  }

  @Test
  void a_limited_token_records_for_its_own_solutions_only() {
    Refusal refusal =
        Refusal.of(
            () -> server.usage(TestTokens.limitedTo("carol-chat")).recordUsage(request(usage())));

    assertThat(refusal.code()).isEqualTo(Code.PERMISSION_DENIED);
    assertThat(refusal.reason()).isEqualTo("SOLUTION_FORBIDDEN");
    assertThat(
            server
                .usage(TestTokens.limitedTo("dta-vision"))
                .recordUsage(request(usage()))
                .getDuplicate())
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource({"QUEUE_FULL, RESOURCE_EXHAUSTED", "DATABASE_UNAVAILABLE, UNAVAILABLE"})
  void what_a_repeat_can_mend_invites_one(Reason reason, Code code) {
    server.store.journal().fails(reason);

    Refusal refusal = Refusal.of(() -> billing.recordUsage(request(usage())));

    assertThat(refusal.code()).isEqualTo(code);
    assertThat(refusal.reason()).isEqualTo(reason.name());
    assertThat(refusal.retry().orElseThrow().getRetryDelay().getSeconds()).isEqualTo(1);
  }

  @Test
  void a_repeat_is_not_invited_where_the_record_has_no_id() {
    server.store.journal().fails(Reason.DATABASE_UNAVAILABLE);

    Refusal refusal = Refusal.of(() -> billing.recordUsage(request(usage().clearUsageId())));

    assertThat(refusal.retry()).isEmpty();
  }

  @Test
  void what_nobody_expected_tells_the_caller_nothing_of_its_inside() {
    server.store.journal().fails(new IllegalStateException("select password from secrets"));

    Refusal refusal = Refusal.of(() -> billing.recordUsage(request(usage())));

    assertThat(refusal.code()).isEqualTo(Code.INTERNAL);
    assertThat(refusal.status().toString()).doesNotContain("select", "Exception", "at com.");
  }

  @Test
  void a_batch_is_answered_in_order_and_a_wrong_item_leaves_its_neighbours_alone() {
    Usage.Builder reused = usage();
    Usage.Builder unstorable = usage();
    server.store.journal().refuses(UsageId.parse(unstorable.getUsageId()));
    BatchRecordUsageRequest batch =
        BatchRecordUsageRequest.newBuilder()
            .addUsages(reused)
            .addUsages(usage().setUser("\n").setPurposeValue(7))
            .addUsages(reused)
            .addUsages(reused.clone().setUser("jorge"))
            .addUsages(unstorable)
            .addUsages(usage())
            .build();

    BatchRecordUsageResponse answer = billing.batchRecordUsage(batch);

    assertThat(answer.getResults(0).getRecorded().getDuplicate()).isFalse();
    Refusal wrong = new Refusal(answer.getResults(1).getError());
    assertThat(wrong.code()).isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(wrong.violations()).containsExactlyInAnyOrder("usages[1].user", "usages[1].purpose");
    assertThat(answer.getResults(2).getRecorded().getDuplicate()).isTrue();
    assertThat(new Refusal(answer.getResults(3).getError()).reason()).isEqualTo("USAGE_ID_REUSED");
    assertThat(new Refusal(answer.getResults(4).getError()).violations())
        .containsExactly("usages[4]");
    assertThat(answer.getResults(5).hasRecorded()).isTrue();
    assertThat(server.store.journal().all()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({"0", "1001"})
  void a_batch_of_a_wrong_size_is_refused_whole(int size) {
    BatchRecordUsageRequest batch =
        BatchRecordUsageRequest.newBuilder()
            .addAllUsages(Collections.nCopies(size, usage().build()))
            .build();

    Refusal refusal = Refusal.of(() -> billing.batchRecordUsage(batch));

    assertThat(refusal.reason()).isEqualTo("INVALID_FIELDS");
    assertThat(refusal.violations()).containsExactly("usages");
  }

  @Test
  void a_full_queue_refuses_a_batch_whole() {
    server.store.journal().fails(Reason.QUEUE_FULL);

    Refusal refusal =
        Refusal.of(
            () ->
                billing.batchRecordUsage(
                    BatchRecordUsageRequest.newBuilder().addUsages(usage()).build()));

    assertThat(refusal.code()).isEqualTo(Code.RESOURCE_EXHAUSTED);
  }
}
