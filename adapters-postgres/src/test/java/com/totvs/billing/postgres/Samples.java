package com.totvs.billing.postgres;

import com.totvs.billing.domain.catalog.Application;
import com.totvs.billing.domain.catalog.Solution;
import com.totvs.billing.domain.license.LicenseId;
import com.totvs.billing.domain.usage.Consumption;
import com.totvs.billing.domain.usage.Purpose;
import com.totvs.billing.domain.usage.UsageId;
import com.totvs.billing.domain.usage.UsageRecord;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;

/// Usage records for tests.
public final class Samples {
  private Samples() {}

  public static UsageRecord usage(String license, Instant time) {
    return usage(UsageId.create(time, ThreadLocalRandom.current()), license, time, "maria");
  }

  public static UsageRecord usage(UsageId id, String license, Instant time, String user) {
    return new UsageRecord(
        id,
        time,
        new LicenseId(license),
        Solution.of("dta", "DTA Vision"),
        Application.of("cp", "C&P"),
        user,
        new Consumption(10, 20, 0),
        OptionalInt.empty(),
        Purpose.PRODUCTION);
  }
}
