package com.totvs.billing.application.usage;

import com.totvs.billing.application.usage.Outcome.Recorded;
import com.totvs.billing.application.usage.Outcome.Refused;
import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.Reason;
import com.totvs.billing.domain.access.Caller;
import com.totvs.billing.domain.access.Scope;
import com.totvs.billing.domain.usage.Receipt;
import com.totvs.billing.domain.usage.UsageId;
import com.totvs.billing.domain.usage.UsageRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Accepts calls that solutions report, each once, however often it is repeated.
public final class RecordUsage {

  /// The most reports that one request may hold.
  public static final int MOST_REPORTS = 1_000;

  private final UsageJournal journal;
  private final ReportReader reader;

  public RecordUsage(UsageJournal journal, ReportReader reader) {
    this.journal = journal;
    this.reader = reader;
  }

  /// Records 1 to 1,000 reports and returns an outcome for each, in the same order: a wrong one
  /// never rejects its neighbours.
  ///
  /// @param patience how long the caller waits
  /// @throws BillingException for all of them: the scope is missing, their number is wrong, or as
  ///   [UsageJournal#append] says; it invites a repeat only if every report is safe to repeat
  public List<Outcome> record(Caller caller, List<UsageReport> reports, Duration patience) {
    caller.require(Scope.USAGE_WRITE);
    if (reports.isEmpty() || reports.size() > MOST_REPORTS) {
      throw BillingException.invalid(
          "usages", "holds " + reports.size() + " items, allowed are 1 to " + MOST_REPORTS);
    }
    // A report that is refused leaves an outcome at its place; null marks one that goes on.
    List<@Nullable Outcome> refused = new ArrayList<>(reports.size());
    List<UsageRecord> usage = new ArrayList<>(reports.size());
    for (UsageReport report : reports) {
      try {
        usage.add(reader.read(caller, report));
        refused.add(null);
      } catch (BillingException e) {
        refused.add(new Refused(e));
      }
    }
    Iterator<Receipt> receipts = append(usage, reports, patience).iterator();
    List<Outcome> outcomes = new ArrayList<>(reports.size());
    for (int i = 0; i < reports.size(); i++) {
      Outcome refusal = refused.get(i);
      outcomes.add(refusal == null ? outcome(receipts.next(), reports.get(i).path()) : refusal);
    }
    return outcomes;
  }

  private List<Receipt> append(
      List<UsageRecord> usage, List<UsageReport> reports, Duration patience) {
    if (usage.isEmpty()) {
      return List.of();
    }
    try {
      return journal.append(usage, patience);
    } catch (BillingException e) {
      throw reports.stream().allMatch(UsageReport::repeatable) ? e : e.withoutRetry();
    }
  }

  private static Outcome outcome(Receipt receipt, String path) {
    return switch (receipt) {
      case Receipt.Accepted(var id, var time) -> new Recorded(id, time, false);
      case Receipt.Repeated(var id, var time) -> new Recorded(id, time, true);
      case Receipt.Conflicting(var id) -> new Refused(reused(id));
      case Receipt.Purged(var id) -> new Refused(purged(id));
      case Receipt.Refused _ ->
          new Refused(BillingException.invalid(path, "holds a value that cannot be stored"));
    };
  }

  private static BillingException purged(UsageId id) {
    return BillingException.of(
        Reason.PERIOD_PURGED,
        "usage " + id + " is new, and its period was purged: restore the period to record it",
        Map.of("usageId", id.toString()));
  }

  private static BillingException reused(UsageId id) {
    return BillingException.of(
        Reason.USAGE_ID_REUSED,
        "usage_id " + id + " belongs to another record",
        Map.of("usageId", id.toString()));
  }
}
