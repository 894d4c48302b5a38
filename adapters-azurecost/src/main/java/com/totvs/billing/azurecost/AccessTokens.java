package com.totvs.billing.azurecost;

/// Where the bearer tokens for Azure come from.
@FunctionalInterface
interface AccessTokens {
  /// What HTTP allows in a header; the HTTP client would quote any other in its complaint.
  String POSSIBLE = "[\\x21-\\x7e]+";

  /// A token that is good for a while. Asked for each request: keeping and renewing it is done
  /// there.
  String token() throws Unanswered, InterruptedException;
}
