package com.totvs.billing.application.license;

import com.totvs.billing.domain.license.License;
import com.totvs.billing.domain.license.LicenseId;
import com.totvs.billing.domain.license.LicenseState;
import com.totvs.billing.domain.license.LicenseTotals;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The licenses that usage or validation has named, who holds them, and when License Server is to
/// be asked about each again. Each method is one transaction.
public interface Licenses {

  /// The license, if it was met before.
  Optional<License> find(LicenseId license);

  /// Licenses ordered by id: at most `limit` behind `after`.
  List<License> list(Optional<LicenseState> state, Optional<LicenseId> after, int limit);

  /// All licenses, counted.
  LicenseTotals totals();

  /// Takes at most `limit` licenses whose next attempt is due by `now`, longest due first, and
  /// moves their next attempt to the end of the lease: until then no other node takes them.
  List<License> claimDue(int limit, Instant now, Duration lease);

  /// Keeps who holds the license. Records appended from then on are settled at once; the usage that
  /// waits is not touched, so the license stays due until [#rest]. A license not met before is
  /// added, one that was not known becomes due now. The customer's name follows this answer.
  void remember(LicenseId license, Answer.Held holder, Instant confirmed);

  /// Sets a license that nobody holds aside until the next attempt. A holder known from before is
  /// kept, as inactive: usage goes on being settled on it.
  void setAside(LicenseId license, String why, Instant nextAttempt);

  /// Notes a question that brought no answer, and why.
  ///
  /// @param counted whether the question was really put
  void postpone(LicenseId license, String why, Instant nextAttempt, boolean counted);

  /// Notes that a known license has no waiting usage left, and when its holder is to be confirmed.
  void rest(LicenseId license, Instant nextAttempt);
}
