package com.totvs.billing.bootstrap.system;

import com.totvs.billing.domain.usage.UsageId;
import com.totvs.billing.v1.Application;
import com.totvs.billing.v1.BatchRecordUsageRequest;
import com.totvs.billing.v1.GetUsageRequest;
import com.totvs.billing.v1.Purpose;
import com.totvs.billing.v1.RecordUsageRequest;
import com.totvs.billing.v1.Solution;
import com.totvs.billing.v1.Usage;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;

/// Usage as a caller reports it. All of it follows from the id, so that a test need not keep what
/// it sent.
final class Sample {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int LICENSES = 40;
  private static final int SOLUTIONS = 3;
  private static final int QUANTITIES = 1_000_000;

  private Sample() {}

  /// A new id of version 7.
  static UUID id() {
    return UsageId.create(Instant.now(), RANDOM).value();
  }

  static Usage usage() {
    return usage(id());
  }

  static Usage usage(UUID id) {
    return usage(id, "LS-" + part(id, LICENSES));
  }

  static Usage usage(UUID id, String license) {
    return Usage.newBuilder()
        .setUsageId(id.toString())
        .setLicenseServerId(license)
        .setSolution(solution(part(id, SOLUTIONS)))
        .setApplication(Application.newBuilder().setProjectId("app").setDescription("C&P"))
        .setUser("user " + part(id, LICENSES))
        .setInputTokens(part(id, QUANTITIES))
        .setOutputTokens(part(id, QUANTITIES) / 2)
        .setPurpose(Purpose.PURPOSE_PRODUCTION)
        .build();
  }

  static RecordUsageRequest request(Usage usage) {
    return RecordUsageRequest.newBuilder().setUsage(usage).build();
  }

  static BatchRecordUsageRequest request(Collection<Usage> usages) {
    return BatchRecordUsageRequest.newBuilder().addAllUsages(usages).build();
  }

  static GetUsageRequest get(UUID id) {
    return GetUsageRequest.newBuilder().setUsageId(id.toString()).build();
  }

  private static Solution solution(int number) {
    return Solution.newBuilder()
        .setProjectId("solution-" + number)
        .setDescription("Solution " + number)
        .build();
  }

  private static int part(UUID id, int parts) {
    return Math.floorMod(id.getLeastSignificantBits(), parts);
  }
}
