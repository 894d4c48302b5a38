package com.totvs.billing.application;

import com.totvs.billing.domain.catalog.Application;
import com.totvs.billing.domain.catalog.Solution;
import com.totvs.billing.domain.license.LicenseId;
import com.totvs.billing.domain.usage.Consumption;
import com.totvs.billing.domain.usage.Purpose;
import com.totvs.billing.domain.usage.UsageId;
import com.totvs.billing.domain.usage.UsageRecord;
import java.time.Instant;
import java.util.OptionalInt;

/// Describes a usage record for a test, which names only what matters to it.
public final class UsageSketch {
  private UsageId id = Examples.newId();
  private Instant occurredTime = Examples.EARLIER;
  private LicenseId license = Examples.LICENSE;
  private Solution solution = Examples.VISION;
  private Application application = Examples.C_AND_P;
  private String user = "maria";
  private Consumption consumption = new Consumption(1_200, 300, 64);
  private OptionalInt contingencyProviderType = OptionalInt.empty();
  private Purpose purpose = Purpose.PRODUCTION;

  UsageSketch() {}

  public UsageSketch id(UsageId newId) {
    this.id = newId;
    return this;
  }

  public UsageSketch at(Instant time) {
    this.occurredTime = time;
    return this;
  }

  public UsageSketch at(String time) {
    return at(Instant.parse(time));
  }

  public UsageSketch license(LicenseId newLicense) {
    this.license = newLicense;
    return this;
  }

  public UsageSketch by(Solution newSolution) {
    this.solution = newSolution;
    return this;
  }

  public UsageSketch in(Application newApplication) {
    this.application = newApplication;
    return this;
  }

  public UsageSketch user(String newUser) {
    this.user = newUser;
    return this;
  }

  public UsageSketch consumption(long inputTokens, long outputTokens, long imageSizeKb) {
    this.consumption = new Consumption(inputTokens, outputTokens, imageSizeKb);
    return this;
  }

  public UsageSketch contingency(int providerType) {
    this.contingencyProviderType = OptionalInt.of(providerType);
    return this;
  }

  public UsageSketch purpose(Purpose newPurpose) {
    this.purpose = newPurpose;
    return this;
  }

  /// The record as described so far.
  public UsageRecord record() {
    return new UsageRecord(
        id,
        occurredTime,
        license,
        solution,
        application,
        user,
        consumption,
        contingencyProviderType,
        purpose);
  }
}
