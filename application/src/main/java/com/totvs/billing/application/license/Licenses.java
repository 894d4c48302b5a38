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
  /// added, one that was not known becomes due now; a known one stays due as it was. What was wrong
  /// with the license is forgotten, and the customer's name follows this answer. An answer older
  /// than the one kept does not replace the holder.
  void remember(LicenseId license, Answer.Held holder, Instant confirmed);

  /// Sets a license that nobody holds aside until the next attempt. A holder known from before is
  /// kept, as inactive: usage goes on being settled on it. Failed attempts are counted anew. A
  /// license not met before stays so.
  void setAside(LicenseId license, String why, Instant nextAttempt);

  /// Notes a question that brought no answer, and why. A license not met before stays so.
  ///
  /// @param counted whether the question was really put
  void postpone(LicenseId license, String why, Instant nextAttempt, boolean counted);

  /// Notes that a known license has no waiting usage left, and when its holder is to be confirmed.
  /// Where usage waits all the same, the license stays due as it was.
  void rest(LicenseId license, Instant nextAttempt);
}
