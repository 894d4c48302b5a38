package com.totvs.billing.grpc.usage;

import static com.totvs.billing.application.Examples.PATIENCE;
import static com.totvs.billing.application.Examples.usage;
import static org.assertj.core.api.Assertions.assertThat;

import com.totvs.billing.domain.usage.UsageRecord;
import com.totvs.billing.grpc.Refusal;
import com.totvs.billing.grpc.TestServer;
import com.totvs.billing.grpc.TestTokens;
import com.totvs.billing.v1.GetUsageRequest;
import com.totvs.billing.v1.UsageServiceGrpc.UsageServiceBlockingStub;
import com.totvs.billing.v1.VoidUsageRequest;
import com.totvs.billing.v1.VoidUsageResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VoidUsageTest {
  private final TestServer server = new TestServer();
  private final UsageServiceBlockingStub billing = server.usage(TestTokens.admin());

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_voided_record_stays_and_names_the_one_that_cancels_it() {
    UsageRecord wrong = recorded();

    VoidUsageResponse voided = billing.voidUsage(request(wrong, "sent twice"));

    var target = show(wrong.id().toString());
    var cancelling = show(voided.getVoidedByUsageId());
    assertThat(target.getVoidedByUsageId()).isEqualTo(voided.getVoidedByUsageId());
    assertThat(cancelling.getVoidsUsageId()).isEqualTo(wrong.id().toString());
    assertThat(cancelling.getVoidReason()).isEqualTo("sent twice");
    assertThat(cancelling.getUsage().getInputTokens())
        .isEqualTo(target.getUsage().getInputTokens());
  }

  @Test
  void voiding_again_for_the_same_reason_is_a_repeat_and_for_another_one_an_error() {
    UsageRecord wrong = recorded();
    VoidUsageResponse first = billing.voidUsage(request(wrong, "sent twice"));

    VoidUsageResponse second = billing.voidUsage(request(wrong, "sent twice"));

    assertThat(first.getDuplicate()).isFalse();
    assertThat(second).isEqualTo(first.toBuilder().setDuplicate(true).build());
    assertThat(Refusal.of(() -> billing.voidUsage(request(wrong, "a mistake"))).reason())
        .isEqualTo("USAGE_ALREADY_VOIDED");
  }

  @Test
  void a_cancelling_record_cannot_be_voided() {
    UsageRecord wrong = recorded();
    String by = billing.voidUsage(request(wrong, "sent twice")).getVoidedByUsageId();

    Refusal refusal =
        Refusal.of(
            () ->
                billing.voidUsage(
                    VoidUsageRequest.newBuilder().setUsageId(by).setReason("no").build()));

    assertThat(refusal.violations()).containsExactly("usage_id");
  }

  @Test
  void every_wrong_field_is_named() {
    Refusal refusal =
        Refusal.of(() -> billing.voidUsage(VoidUsageRequest.newBuilder().setUsageId("x").build()));

    assertThat(refusal.violations()).containsExactly("usage_id", "reason");
  }

  private com.totvs.billing.v1.UsageRecord show(String id) {
    return billing.getUsage(GetUsageRequest.newBuilder().setUsageId(id).build()).getUsageRecord();
  }

  private static VoidUsageRequest request(UsageRecord target, String reason) {
    return VoidUsageRequest.newBuilder()
        .setUsageId(target.id().toString())
        .setReason(reason)
        .build();
  }

  private UsageRecord recorded() {
    UsageRecord record = usage().record();
    var _ = server.store.journal().append(List.of(record), PATIENCE);
    return record;
  }
}
