package com.totvs.billing.application.usage;

import com.totvs.billing.domain.FieldViolation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// A call as a caller reports it, unchecked: texts as sent, empty for what was left out.
///
/// @param path where the request holds the report, such as `usage` or `usages[3]`
/// @param purpose the purpose's number; 0 means production
/// @param untranslatable what was sent and no type of ours can hold, such as a time beyond the
///   calendar
public record UsageReport(
    String path,
    String usageId,
    Optional<Instant> occurredTime,
    String licenseServerId,
    String solutionProjectId,
    String solutionDescription,
    String applicationProjectId,
    String applicationDescription,
    String user,
    long inputTokens,
    long outputTokens,
    long imageSizeKb,
    OptionalInt contingencyProviderType,
    int purpose,
    List<FieldViolation> untranslatable) {

  /// Whether the caller named the record, so that repeating the report is safe.
  boolean repeatable() {
    return !usageId.isEmpty();
  }
}
