package com.totvs.billing.domain.report;

import java.util.OptionalLong;

/// What records add up to; cancelling records count negatively.
///
/// @param emergencyKeyCalls calls on an emergency key, part of the calls
/// @param waitingCalls calls of usage that waits for its customer, part of the calls
/// @param setAsideCalls calls of usage whose license nobody holds, part of the calls
/// @param distinctUsers pairs of license and user named on at least one record that is not voided;
///   empty unless asked for
public record UsageTotals(
    long calls,
    long inputTokens,
    long outputTokens,
    long imageSizeKb,
    long emergencyKeyCalls,
    long waitingCalls,
    long setAsideCalls,
    OptionalLong distinctUsers) {

  /// The same totals with this many distinct users.
  public UsageTotals withDistinctUsers(OptionalLong users) {
    return new UsageTotals(
        calls,
        inputTokens,
        outputTokens,
        imageSizeKb,
        emergencyKeyCalls,
        waitingCalls,
        setAsideCalls,
        users);
  }
}
