package com.totvs.billing.grpc.call;

/// Cuts texts for trailers.
final class Cut {
  private static final int ENCODED_BYTE = 3;

  private Cut() {}

  /// The text, or as much of its beginning as fits and a mark. A printable ASCII character costs 1;
  /// any other is percent-encoded as UTF-8 and costs 3 for each of its bytes.
  static String to(int most, String text) {
    int cost = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      cost += cost(text.codePointAt(i));
      if (cost > most) {
        return text.substring(0, i) + "...";
      }
    }
    return text;
  }

  private static int cost(int codePoint) {
    if (codePoint >= ' ' && codePoint <= '~' && codePoint != '%') {
      return 1;
    }
    return ENCODED_BYTE
        * (codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4);
  }
}
