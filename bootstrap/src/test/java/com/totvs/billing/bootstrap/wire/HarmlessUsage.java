package com.totvs.billing.bootstrap.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import com.totvs.billing.v1.RecordUsageRequest;
import com.totvs.billing.v1.Usage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// A usage record with nothing wrong, always the same, and requests that carry one.
final class HarmlessUsage {
  static final String RECORD = "totvs.billing.v1.UsageService/RecordUsage";
  static final String AUTHORIZATION = "Bearer " + TestBilling.token(TestBilling.ALL_SCOPES);

  // The midnight before the tests began: one record stays one, also when they run past the next.
  @SuppressWarnings("TimeInStaticInitializer")
  private static final long OCCURRED = Instant.now().getEpochSecond() / 86_400 * 86_400;

  private HarmlessUsage() {}

  /// A request with nothing wrong.
  static Hostile request() {
    return new Hostile(
        "harmless", RECORD, Optional.of(AUTHORIZATION), record(usage().build()), Set.of());
  }

  static ByteString record(Usage usage) {
    return RecordUsageRequest.newBuilder().setUsage(usage).build().toByteString();
  }

  static Usage.Builder usage() {
    Usage.Builder usage =
        Usage.newBuilder()
            .setUsageId(
                UUID.nameUUIDFromBytes("hostile".getBytes(StandardCharsets.UTF_8)).toString())
            .setOccurredTime(Timestamp.newBuilder().setSeconds(OCCURRED))
            .setLicenseServerId("LS-1")
            .setUser("maria");
    usage.getSolutionBuilder().setProjectId("dta-vision").setDescription("DTA Vision");
    usage.getApplicationBuilder().setProjectId("cp").setDescription("C&P");
    return usage;
  }
}
