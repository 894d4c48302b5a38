package com.totvs.billing.application;

import com.totvs.billing.application.usage.UsageReport;
import com.totvs.billing.domain.FieldViolation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Describes a report for a test, which names only what matters to it. What is not named is right.
public final class ReportSketch {
  private String path = "usage";
  private String usageId = Examples.newId().toString();
  private Optional<Instant> occurredTime = Optional.of(Examples.EARLIER);
  private String licenseServerId = Examples.LICENSE.value();
  private String solutionProjectId = Examples.VISION.id().value();
  private String solutionDescription = Examples.VISION.description();
  private String applicationProjectId = Examples.C_AND_P.id().value();
  private String applicationDescription = Examples.C_AND_P.description();
  private String user = "maria";
  private long inputTokens = 1_200;
  private long outputTokens = 300;
  private long imageSizeKb = 64;
  private OptionalInt contingencyProviderType = OptionalInt.empty();
  private int purpose = 1;
  private final List<FieldViolation> untranslatable = new ArrayList<>();

  ReportSketch() {}

  public ReportSketch path(String newPath) {
    this.path = newPath;
    return this;
  }

  public ReportSketch usageId(String id) {
    this.usageId = id;
    return this;
  }

  public ReportSketch occurredTime(Instant time) {
    this.occurredTime = Optional.of(time);
    return this;
  }

  public ReportSketch withoutTime() {
    this.occurredTime = Optional.empty();
    return this;
  }

  public ReportSketch license(String id) {
    this.licenseServerId = id;
    return this;
  }

  public ReportSketch solution(String projectId, String description) {
    this.solutionProjectId = projectId;
    this.solutionDescription = description;
    return this;
  }

  public ReportSketch application(String projectId, String description) {
    this.applicationProjectId = projectId;
    this.applicationDescription = description;
    return this;
  }

  public ReportSketch user(String newUser) {
    this.user = newUser;
    return this;
  }

  public ReportSketch consumption(long input, long output, long imageKb) {
    this.inputTokens = input;
    this.outputTokens = output;
    this.imageSizeKb = imageKb;
    return this;
  }

  public ReportSketch contingency(int providerType) {
    this.contingencyProviderType = OptionalInt.of(providerType);
    return this;
  }

  public ReportSketch purpose(int number) {
    this.purpose = number;
    return this;
  }

  public ReportSketch untranslatable(String field, String description) {
    this.untranslatable.add(new FieldViolation(field, description));
    return this;
  }

  /// The report as described so far.
  public UsageReport report() {
    return new UsageReport(
        path,
        usageId,
        occurredTime,
        licenseServerId,
        solutionProjectId,
        solutionDescription,
        applicationProjectId,
        applicationDescription,
        user,
        inputTokens,
        outputTokens,
        imageSizeKb,
        contingencyProviderType,
        purpose,
        List.copyOf(untranslatable));
  }
}
