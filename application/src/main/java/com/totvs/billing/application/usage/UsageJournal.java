package com.totvs.billing.application.usage;

import com.totvs.billing.domain.license.LicenseId;
import com.totvs.billing.domain.usage.Receipt;
import com.totvs.billing.domain.usage.RecordedUsage;
import com.totvs.billing.domain.usage.UsageFilter;
import com.totvs.billing.domain.usage.UsageId;
import com.totvs.billing.domain.usage.UsageKey;
import com.totvs.billing.domain.usage.UsageRecord;
import com.totvs.billing.domain.usage.VoidReceipt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Where usage is kept, from the moment it is reported. Each method is one transaction.
public interface UsageJournal {

  /// Appends records and returns once they are on disk, a receipt for each in the same order. A
  /// record that is there already changes nothing, nor does one whose id another record of the same
  /// or a neighbouring month (of the business zone) has. Records of one append count as appended
  /// one after the other.
  ///
  /// What a record names is added to the catalog, and a newer description replaces the older; an
  /// empty one replaces nothing. A record that the internal client answers for is settled on it;
  /// any other is settled on the license's holder if that is known, and waits otherwise. A license
  /// not met before becomes due to be asked about. A record that is new and whose time lies in a
  /// period that was purged is not taken; one that is there already, be it in history, is a repeat.
  ///
  /// @param patience how long the caller waits
  /// @throws com.totvs.billing.domain.BillingException `QUEUE_FULL` when too many records wait to
  ///   be written, and then none of these was taken; `DATABASE_UNAVAILABLE` when they could not be
  ///   written in time: some or all of them may yet be on disk, which a repeat finds out
  List<Receipt> append(List<UsageRecord> usage, Duration patience);

  /// Records with this id, online and in history, narrowed by license and time where given: more
  /// than one only where callers used an id twice, at the same moment or for months that lie apart.
  List<RecordedUsage> find(UsageId id, Optional<LicenseId> license, Optional<Instant> occurredTime);

  /// Records, online and in history, in the order of their keys: at most `limit` behind `after`.
  List<RecordedUsage> list(UsageFilter filter, Optional<UsageKey> after, int limit);

  /// Does as [#list], for one who reads very many pages: keeps nobody waiting who calls meanwhile,
  /// and may take as long as its caller does.
  ///
  /// @throws com.totvs.billing.domain.BillingException `EXPORTS_BUSY` when too much is exported
  ///   already; `REPORT_TOO_LARGE` when the page could not be read in time
  List<RecordedUsage> export(UsageFilter filter, Optional<UsageKey> after, int limit);

  /// Settles usage that waits for this license on the license's holder, at most `limit` records.
  /// Returns how many were settled: fewer than `limit` means that none waits any more. A license
  /// whose holder is not known settles nothing.
  int settle(LicenseId license, int limit);

  /// Takes a record out of all totals: adds a record that cancels it, where the target is and
  /// settled as the target is, and writes that into the audit log.
  ///
  /// @param subject who voids it
  VoidReceipt voidUsage(UsageKey target, String reason, String subject);
}
