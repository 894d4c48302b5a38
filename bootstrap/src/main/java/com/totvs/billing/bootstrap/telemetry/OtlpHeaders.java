package com.totvs.billing.bootstrap.telemetry;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What is sent to a collector with everything, such as a key. Never shown.
///
/// @param values by the name of the header
public record OtlpHeaders(Map<String, String> values) {
  private static final Pattern HEADER =
      Pattern.compile("\\s*([A-Za-z0-9!#$%&'*+.^_`|~-]{1,100})\\s*=\\s*([ -~]+?)\\s*");

  /// None.
  public static final OtlpHeaders NONE = new OtlpHeaders(Map.of());

  public OtlpHeaders {
    values = Map.copyOf(values);
  }

  /// Reads `name=value,other=value`.
  ///
  /// @throws IllegalArgumentException when the text is no such list; it does not tell the text
  public static OtlpHeaders parse(String text) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String pair : text.split(",", -1)) {
      Matcher matcher = HEADER.matcher(pair);
      if (!matcher.matches()) {
        throw new IllegalArgumentException("is no list of headers");
      }
      values.put(matcher.group(1), matcher.group(2));
    }
    return new OtlpHeaders(values);
  }

  @Override
  public String toString() {
    return "OtlpHeaders" + values.keySet();
  }
}
