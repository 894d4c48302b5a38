package com.totvs.billing.application.usage;

import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.Reason;
import com.totvs.billing.domain.access.Caller;
import com.totvs.billing.domain.access.Scope;
import com.totvs.billing.domain.license.LicenseId;
import com.totvs.billing.domain.usage.Correction;
import com.totvs.billing.domain.usage.RecordedUsage;
import com.totvs.billing.domain.usage.UsageId;
import com.totvs.billing.domain.usage.VoidReceipt;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Takes a wrong usage record out of all totals, by adding a record that cancels it.
public final class VoidUsage {

  /// A record that was voided.
  ///
  /// @param by the cancelling record's id
  /// @param acceptedTime when it was first voided
  /// @param duplicate whether it had been voided before, for the same reason
  public record Voided(UsageId by, Instant acceptedTime, boolean duplicate) {}

  private final FindUsage findUsage;
  private final UsageJournal journal;

  public VoidUsage(FindUsage findUsage, UsageJournal journal) {
    this.findUsage = findUsage;
    this.journal = journal;
  }

  /// Voids the one record with this id that the caller may see.
  ///
  /// @param reason why it is wrong, 1 to 500 code points
  /// @throws BillingException `USAGE_NOT_FOUND`, `USAGE_ID_AMBIGUOUS`, `USAGE_ALREADY_VOIDED` when
  ///   it was voided for another reason, `INVALID_FIELDS` when it is a cancelling record itself
  public Voided voidUsage(
      Caller caller,
      UsageId id,
      Optional<LicenseId> license,
      Optional<Instant> occurredTime,
      VoidReason reason) {
    caller.require(Scope.USAGE_VOID);
    RecordedUsage target = findUsage.visible(caller, id, license, occurredTime);
    if (target.correction() instanceof Correction.Voids) {
      throw BillingException.invalid("usage_id", "is a cancelling record, which cannot be voided");
    }
    UsageId by = id.cancelling();
    return switch (journal.voidUsage(target.usage().key(), reason.text(), caller.subject())) {
      case VoidReceipt.Voided(var time) -> new Voided(by, time, false);
      case VoidReceipt.AlreadyVoided(var time, var before) when before.equals(reason.text()) ->
          new Voided(by, time, true);
      case VoidReceipt.AlreadyVoided(var time, var _) -> throw alreadyVoided(id, time);
      case VoidReceipt.IdInUse() -> throw idInUse(by);
      case VoidReceipt.NoTarget() -> throw FindUsage.notFound(id);
    };
  }

  private static BillingException alreadyVoided(UsageId id, Instant time) {
    return BillingException.of(
        Reason.USAGE_ALREADY_VOIDED,
        "usage record " + id + " was voided at " + time + " for another reason",
        Map.of("usageId", id.toString(), "voidedTime", time.toString()));
  }

  private static BillingException idInUse(UsageId by) {
    return BillingException.of(
        Reason.USAGE_ID_REUSED,
        "the cancelling record's id " + by + " belongs to another record",
        Map.of("usageId", by.toString()));
  }
}
