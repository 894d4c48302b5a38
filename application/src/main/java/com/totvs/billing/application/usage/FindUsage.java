package com.totvs.billing.application.usage;

import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.Reason;
import com.totvs.billing.domain.access.Caller;
import com.totvs.billing.domain.access.Scope;
import com.totvs.billing.domain.license.LicenseId;
import com.totvs.billing.domain.usage.RecordedUsage;
import com.totvs.billing.domain.usage.UsageId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds one usage record by its id.
public final class FindUsage {
  private final UsageJournal journal;

  public FindUsage(UsageJournal journal) {
    this.journal = journal;
  }

  /// The one record with this id that the caller may see.
  ///
  /// @throws BillingException `USAGE_NOT_FOUND`, or `USAGE_ID_AMBIGUOUS` when several records share
  ///   the id: license and time then tell them apart
  public RecordedUsage find(
      Caller caller, UsageId id, Optional<LicenseId> license, Optional<Instant> occurredTime) {
    caller.require(Scope.USAGE_READ);
    return visible(caller, id, license, occurredTime);
  }

  /// The one record with this id that the caller may see, whatever the caller is allowed to do.
  RecordedUsage visible(
      Caller caller, UsageId id, Optional<LicenseId> license, Optional<Instant> occurredTime) {
    List<RecordedUsage> found =
        journal.find(id, license, occurredTime).stream()
            .filter(record -> caller.mayUse(record.usage().solution().id()))
            .toList();
    if (found.isEmpty()) {
      throw notFound(id);
    }
    if (found.size() > 1) {
      throw BillingException.of(
          Reason.USAGE_ID_AMBIGUOUS,
          "several usage records have the id " + id + ": give license and time",
          metadata(id));
    }
    return found.getFirst();
  }

  static BillingException notFound(UsageId id) {
    return BillingException.of(
        Reason.USAGE_NOT_FOUND, "no usage record has the id " + id, metadata(id));
  }

  private static Map<String, String> metadata(UsageId id) {
    return Map.of("usageId", id.toString());
  }
}
