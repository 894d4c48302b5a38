package com.totvs.billing.grpc;

import static com.totvs.billing.grpc.WireExamples.request;
import static com.totvs.billing.grpc.WireExamples.usage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.util.concurrent.ListenableFuture;
import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.Reason;
import com.totvs.billing.v1.RecordUsageResponse;
import com.totvs.billing.v1.UsageServiceGrpc;
import com.totvs.billing.v1.UsageServiceGrpc.UsageServiceBlockingStub;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TransportTest {
  private final LoopbackServer server = new LoopbackServer(true);
  private final UsageServiceBlockingStub billing =
      UsageServiceGrpc.newBlockingStub(server.channel)
          .withInterceptors(TestServer.bearer(TestTokens.admin()));

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void calls_are_answered_over_loopback() {
    assertThat(billing.recordUsage(request(usage())).getDuplicate()).isFalse();
    assertThat(server.store.journal().all()).hasSize(1);
  }

  @Test
  void health_is_open_and_says_what_it_was_told_for_each_service() {
    assertThat(health("")).isEqualTo(ServingStatus.NOT_SERVING);
    server.server.serving(true);
    assertThat(health("")).isEqualTo(ServingStatus.SERVING);
    assertThat(health("totvs.billing.v1.UsageService")).isEqualTo(ServingStatus.SERVING);
    server.server.serving(false);
    assertThat(health("totvs.billing.v1.LicenseService")).isEqualTo(ServingStatus.NOT_SERVING);
    assertThatThrownBy(() -> health("unknown")).hasMessageContaining("NOT_FOUND");
  }

  @Test
  void reflection_is_open_where_it_is_switched_on_and_absent_where_it_is_not() throws Exception {
    assertThat(services(server).get(20, TimeUnit.SECONDS).toString())
        .contains(
            "totvs.billing.v1.UsageService",
            "totvs.billing.v1.CatalogService",
            "totvs.billing.v1.PurgeService",
            "totvs.billing.v1.ReportService",
            "totvs.billing.v1.AdminService",
            "google.longrunning.Operations");
    try (LoopbackServer silent = new LoopbackServer(false)) {
      assertThat(services(silent))
          .failsWithin(Duration.ofSeconds(20))
          .withThrowableThat()
          .withMessageContaining("UNIMPLEMENTED");
    }
  }

  @Test
  void the_longest_failure_fits_the_trailers_that_clients_take() {
    String parrots = "🦜%\n".repeat(5_000);
    server
        .store
        .journal()
        .fails(
            BillingException.of(
                    Reason.DATABASE_UNAVAILABLE,
                    parrots,
                    Map.of("one", parrots, "two", "x".repeat(9_000)))
                .retryAfter(Duration.ofSeconds(1)));

    Refusal refusal = Refusal.of(() -> billing.recordUsage(request(usage())));

    assertThat(refusal.reason()).isEqualTo("DATABASE_UNAVAILABLE");
    assertThat(refusal.retry()).isPresent();
  }

  @Test
  void every_field_wrong_with_the_longest_texts_still_names_every_field() {
    Refusal refusal =
        Refusal.of(
            () ->
                billing.recordUsage(
                    request(
                        usage()
                            .setUsageId("🦜".repeat(1_000))
                            .setUser("🦜".repeat(100_000))
                            .setLicenseServerId("\r".repeat(100_000))
                            .setInputTokens(Long.MIN_VALUE)
                            .setOutputTokens(Long.MIN_VALUE)
                            .setImageSizeKb(Long.MIN_VALUE)
                            .setPurposeValue(Integer.MIN_VALUE)
                            .clearSolution()
                            .clearApplication())));

    assertThat(refusal.violations()).hasSize(9);
  }

  @Test
  void a_message_of_more_than_4_mib_gets_the_librarys_own_status() {
    assertThatThrownBy(() -> billing.recordUsage(request(usage().setUser("x".repeat(5 << 20)))))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> assertThat(e.getStatus().getCode()).isEqualTo(Code.RESOURCE_EXHAUSTED));
    assertThat(billing.recordUsage(request(usage())).getDuplicate()).isFalse();
  }

  @Test
  void the_caller_is_waited_for_until_its_deadline_and_at_most_5_s() {
    billing.recordUsage(request(usage()));
    assertThat(server.gate.patience).hasValue(Duration.ofSeconds(5));

    billing.withDeadlineAfter(2, TimeUnit.SECONDS).recordUsage(request(usage()));
    assertThat(server.gate.patience.get()).isLessThanOrEqualTo(Duration.ofMillis(1_900));
  }

  @Test
  void a_call_under_way_is_answered_before_the_server_stops() throws Exception {
    server.gate.closes();
    ListenableFuture<RecordUsageResponse> underWay =
        UsageServiceGrpc.newFutureStub(server.channel)
            .withInterceptors(TestServer.bearer(TestTokens.admin()))
            .recordUsage(request(usage()));
    server.gate.awaitCall();

    Thread stopping = Thread.startVirtualThread(() -> server.server.stop(Duration.ofMinutes(1)));
    server.gate.opens();

    assertThat(underWay.get(20, TimeUnit.SECONDS).getDuplicate()).isFalse();
    assertThat(stopping.join(Duration.ofSeconds(20))).isTrue();
    assertThatThrownBy(() -> billing.recordUsage(request(usage())))
        .hasMessageContaining("UNAVAILABLE");
  }

  @Test
  void a_call_that_does_not_end_in_time_is_cancelled() {
    server.gate.closes();
    ListenableFuture<RecordUsageResponse> stuck =
        UsageServiceGrpc.newFutureStub(server.channel)
            .withInterceptors(TestServer.bearer(TestTokens.admin()))
            .recordUsage(request(usage()));
    server.gate.awaitCall();

    server.server.stop(Duration.ofMillis(50));

    assertThatThrownBy(() -> stuck.get(20, TimeUnit.SECONDS))
        .hasMessageMatching(".*(UNAVAILABLE|CANCELLED).*");
    server.gate.opens();
  }

  @Test
  void a_call_that_its_caller_gave_up_is_recorded_without_noise() {
    server.gate.closes();
    ListenableFuture<RecordUsageResponse> givenUp =
        UsageServiceGrpc.newFutureStub(server.channel)
            .withInterceptors(TestServer.bearer(TestTokens.admin()))
            .recordUsage(request(usage()));
    server.gate.awaitCall();
    AtomicReference<Throwable> noise = new AtomicReference<>();
    Thread.setDefaultUncaughtExceptionHandler((_, e) -> noise.set(e));

    givenUp.cancel(true);
    server.gate.opens();

    assertThat(billing.recordUsage(request(usage())).getDuplicate()).isFalse();
    server.server.stop(Duration.ofSeconds(20));
    assertThat(server.store.journal().all()).hasSize(2);
    assertThat(noise).hasNullValue();
    Thread.setDefaultUncaughtExceptionHandler(null);
  }

  private ServingStatus health(String service) {
    return HealthGrpc.newBlockingStub(server.channel)
        .check(HealthCheckRequest.newBuilder().setService(service).build())
        .getStatus();
  }

  private static CompletableFuture<ServerReflectionResponse> services(LoopbackServer server) {
    CompletableFuture<ServerReflectionResponse> answer = new CompletableFuture<>();
    StreamObserver<ServerReflectionRequest> question =
        ServerReflectionGrpc.newStub(server.channel)
            .serverReflectionInfo(
                new StreamObserver<>() {
                  @Override
                  public void onNext(ServerReflectionResponse response) {
                    answer.complete(response);
                  }

                  @Override
                  public void onError(Throwable e) {
                    answer.completeExceptionally(e);
                  }

                  @Override
                  public void onCompleted() {}
                });
    question.onNext(ServerReflectionRequest.newBuilder().setListServices("").build());
    question.onCompleted();
    return answer;
  }
}
