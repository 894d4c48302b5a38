package com.totvs.billing.application.report;

import com.totvs.billing.application.operation.Claim;
import com.totvs.billing.domain.Span;
import com.totvs.billing.domain.operation.Finding;
import java.time.LocalDate;
import java.util.List;

/// The sums that make reports quick. They may lag behind the records, and reports then add what is
/// missing. Each method is one transaction.
public interface DailyTotals {

  /// Adds records that are not in the sums yet: those of at most `limit` commits. Returns whether
  /// more wait.
  boolean sum(int limit);

  /// The days of the business zone that have records or sums, in order.
  ///
  /// @param span days that it touches
  List<LocalDate> days(Span span);

  /// Throws the sums of a day away and sums the day's records up again, as a step of an operation.
  /// Returns whether they were other than before.
  ///
  /// @throws com.totvs.billing.application.operation.ClaimLostException when another node works on
  ///   it
  boolean rebuild(Claim claim, LocalDate day);

  /// Compares the sums of a day with the day's records, and the two places with each other. Returns
  /// only what is wrong.
  List<Finding> check(LocalDate day);

  /// Looks for what must never be, whatever the day. Returns a finding for each thing looked at.
  List<Finding> check();
}
