package com.totvs.billing.grpc.telemetry;

import io.grpc.Metadata;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/// What a call is known by in logs, here and at its caller's: told by the caller, or made up.
final class RequestId {
  static final Metadata.Key<String> KEY =
      Metadata.Key.of("x-request-id", Metadata.ASCII_STRING_MARSHALLER);
  static final int LONGEST = 64;

  private RequestId() {}

  /// The caller's id, cut to 64 characters; one of our own when it is missing or holds anything but
  /// `A-Z`, `a-z`, `0-9`, `.`, `_` and `-`, since it is written into logs.
  static String of(Metadata headers) {
    String told = headers.get(KEY);
    if (told == null || told.isEmpty()) {
      return madeUp();
    }
    String cut = told.length() > LONGEST ? told.substring(0, LONGEST) : told;
    return cut.chars().allMatch(RequestId::harmless) ? cut : madeUp();
  }

  // Nobody is kept out by it, so it need not be hard to guess.
  private static String madeUp() {
    return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
  }

  private static boolean harmless(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '.'
        || c == '_'
        || c == '-';
  }
}
