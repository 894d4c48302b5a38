package com.totvs.billing.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.totvs.billing.v1.ListUsageRequest;
import com.totvs.billing.v1.UsageServiceGrpc.UsageServiceBlockingStub;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

// An interrupted test fails, whichever close was interrupted.
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@SuppressWarnings("try")
final class DatabaseAwayTest {
  private static final Duration LONGEST = Duration.ofSeconds(5);
  // What a busy machine may add to the five seconds of the promise.
  private static final Duration SLACK = Duration.ofMillis(1_500);

  @TempDir private Path folder = Path.of("");

  @Test
  void calls_end_in_time_while_the_database_is_gone_or_hangs_and_service_resumes_by_itself()
      throws Exception {
    try (Site site = Site.create(folder);
        ServerProcess server = site.serve(Map.of());
        Client client = site.client(server)) {
      record(client, Sample.id(), Duration.ofSeconds(20));

      site.postgres().stop();
      assertAway(client);
      site.postgres().start();
      assertBack(client);

      site.postgres().freeze();
      assertAway(client);
      site.postgres().thaw();
      assertBack(client);
    }
  }

  private static void assertAway(Client client) throws Exception {
    for (Duration deadline : List.of(Duration.ofSeconds(60), Duration.ofSeconds(2))) {
      assertUnavailable(
          client, deadline, calls -> calls.recordUsage(Sample.request(Sample.usage())));
      assertUnavailable(client, deadline, calls -> calls.getUsage(Sample.get(Sample.id())));
      assertUnavailable(
          client, deadline, calls -> calls.listUsage(ListUsageRequest.getDefaultInstance()));
    }
    Eventually.holds("NOT_SERVING", () -> client.health() == ServingStatus.NOT_SERVING);
  }

  private static void assertBack(Client client) throws Exception {
    Eventually.holds("SERVING", () -> client.health() == ServingStatus.SERVING);
    UUID id = Sample.id();
    record(client, id, Duration.ofSeconds(20));
    assertThat(client.usage().recordUsage(Sample.request(Sample.usage(id))).getDuplicate())
        .isTrue();
  }

  private static void assertUnavailable(
      Client client, Duration deadline, Consumer<UsageServiceBlockingStub> call) {
    Duration limit = deadline.compareTo(LONGEST) < 0 ? deadline : LONGEST;
    UsageServiceBlockingStub calls =
        client.usage().withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS);
    long start = System.nanoTime();

    StatusRuntimeException refusal =
        catchThrowableOfType(StatusRuntimeException.class, () -> call.accept(calls));

    assertThat(refusal.getStatus().getCode()).isEqualTo(Code.UNAVAILABLE);
    assertThat(Refusal.of(refusal).reason()).isEqualTo("DATABASE_UNAVAILABLE");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(limit.plus(SLACK));
  }

  private static void record(Client client, UUID id, Duration deadline) {
    client
        .usage()
        .withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS)
        .recordUsage(Sample.request(Sample.usage(id)));
  }
}
