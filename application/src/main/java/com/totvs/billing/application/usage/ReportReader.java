package com.totvs.billing.application.usage;

import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.Require;
import com.totvs.billing.domain.Violations;
import com.totvs.billing.domain.access.Caller;
import com.totvs.billing.domain.catalog.Application;
import com.totvs.billing.domain.catalog.Solution;
import com.totvs.billing.domain.license.LicenseId;
import com.totvs.billing.domain.usage.AcceptedWindow;
import com.totvs.billing.domain.usage.Consumption;
import com.totvs.billing.domain.usage.Purpose;
import com.totvs.billing.domain.usage.UsageId;
import com.totvs.billing.domain.usage.UsageRecord;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Reads a report into a usage record: fills in what may be left out, and finds everything that is
/// wrong with the rest.
public final class ReportReader {
  private final AcceptedWindow window;
  private final Clock clock;
  private final RandomGenerator random;

  /// @param random makes the ids of reports that have none; used by many threads at once
  public ReportReader(AcceptedWindow window, Clock clock, RandomGenerator random) {
    this.window = window;
    this.clock = clock;
    this.random = random;
  }

  /// The record that the report tells.
  ///
  /// @throws BillingException `INVALID_FIELDS` naming every wrong field, or `SOLUTION_FORBIDDEN`
  UsageRecord read(Caller caller, UsageReport report) {
    Violations found = new Violations(report.path());
    report.untranslatable().forEach(wrong -> found.add(wrong.field(), wrong.description()));
    Instant now = clock.instant();
    Optional<UsageId> told =
        Optional.ofNullable(found.check(() -> toldId(report))).flatMap(id -> id);
    Instant time = found.check(() -> window.require(time(report, told, now), now));
    LicenseId license = found.check(() -> new LicenseId(report.licenseServerId()));
    Solution solution =
        found.check(
            "solution",
            () -> Solution.of(report.solutionProjectId(), report.solutionDescription()));
    Application application =
        found.check(
            "application",
            () -> Application.of(report.applicationProjectId(), report.applicationDescription()));
    String user = found.check(() -> Require.text(report.user(), "user", 0, 120));
    Consumption consumption = found.check(() -> consumption(report));
    Purpose purpose = found.check(() -> purpose(report.purpose()));
    caller.require(found.valid(solution).id());
    return new UsageRecord(
        told.orElseGet(() -> UsageId.create(now, random)),
        found.valid(time),
        found.valid(license),
        found.valid(solution),
        found.valid(application),
        found.valid(user),
        found.valid(consumption),
        report.contingencyProviderType(),
        found.valid(purpose));
  }

  private static Optional<UsageId> toldId(UsageReport report) {
    return report.usageId().isEmpty()
        ? Optional.empty()
        : Optional.of(UsageId.parse(report.usageId()));
  }

  private static Instant time(UsageReport report, Optional<UsageId> id, Instant now) {
    if (report.occurredTime().isPresent()) {
      return report.occurredTime().get();
    }
    if (report.usageId().isEmpty() || timeIsWrong(report)) {
      return now;
    }
    return id.flatMap(UsageId::time)
        .orElseThrow(
            () ->
                BillingException.invalid(
                    "occurred_time", "is required, since usage_id is not a UUID of version 7"));
  }

  // A time that could not be translated has its own violation; that it is missing is not another.
  private static boolean timeIsWrong(UsageReport report) {
    return report.untranslatable().stream()
        .anyMatch(wrong -> wrong.field().equals("occurred_time"));
  }

  private static Consumption consumption(UsageReport report) {
    return new Consumption(report.inputTokens(), report.outputTokens(), report.imageSizeKb());
  }

  private static Purpose purpose(int number) {
    if (number == 0) {
      return Purpose.PRODUCTION;
    }
    return Purpose.of(number)
        .orElseThrow(() -> BillingException.invalid("purpose", number + " is not a purpose"));
  }
}
