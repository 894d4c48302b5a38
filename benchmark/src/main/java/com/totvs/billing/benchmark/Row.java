package com.totvs.billing.benchmark;

import com.google.protobuf.Timestamp;
import com.totvs.billing.domain.usage.UsageId;
import com.totvs.billing.v1.Application;
import com.totvs.billing.v1.Purpose;
import com.totvs.billing.v1.Solution;
import com.totvs.billing.v1.Usage;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// One usage record that was never sent before: the same for calls and for SQL.
record Row(
    UUID id,
    Instant time,
    String license,
    String solution,
    String application,
    String user,
    int inputTokens,
    int outputTokens,
    int imageKb) {
  static final int LICENSES = 200;
  private static final int FIRST_LICENSE = 1_000;
  private static final int SOLUTIONS = 3;
  private static final int APPLICATIONS = 6;
  private static final int USERS = 5_000;

  /// Rows with ids that were never used before; the licenses take turns.
  ///
  /// @param mark begins the user's name, so that rows can be counted by who sent them
  static Stream<Row> fresh(String mark, int count) {
    return IntStream.range(0, count).mapToObj(i -> fresh(mark, i % LICENSES, Instant.now()));
  }

  private static Row fresh(String mark, int license, Instant time) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    Instant now = time.truncatedTo(ChronoUnit.MICROS);
    return new Row(
        UsageId.create(now, random).value(),
        now,
        "bench-license-" + (FIRST_LICENSE + license),
        "bench-solution-" + license % SOLUTIONS,
        "bench-application-" + license % APPLICATIONS,
        mark + "-" + random.nextInt(USERS),
        random.nextInt(8_000),
        random.nextInt(2_000),
        random.nextInt(500));
  }

  Usage usage() {
    return Usage.newBuilder()
        .setUsageId(id.toString())
        .setOccurredTime(
            Timestamp.newBuilder().setSeconds(time.getEpochSecond()).setNanos(time.getNano()))
        .setLicenseServerId(license)
        .setSolution(Solution.newBuilder().setProjectId(solution).setDescription("Benchmark"))
        .setApplication(
            Application.newBuilder().setProjectId(application).setDescription("Benchmark"))
        .setUser(user)
        .setInputTokens(inputTokens)
        .setOutputTokens(outputTokens)
        .setImageSizeKb(imageKb)
        .setContingencyProviderType(0)
        .setPurpose(Purpose.PURPOSE_PRODUCTION)
        .build();
  }
}
