package com.totvs.billing.licenseserver;

import com.totvs.billing.domain.license.LicenseId;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/// Where each license is asked about.
record LicenseAddress(URI baseUrl, String path) {
  private static final String PLACE = "{licenseServerId}";

  /// @throws IllegalArgumentException when the two make no address
  static void check(URI baseUrl, String path) {
    if (!Set.of("http", "https").contains(String.valueOf(baseUrl.getScheme()))
        || baseUrl.getHost() == null) {
      throw new IllegalArgumentException("License Server's address must be http:// or https://");
    }
    // Not quoted in the text, since a credential may be what stands there.
    if (baseUrl.getRawUserInfo() != null
        || baseUrl.getRawQuery() != null
        || baseUrl.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "License Server's address must have no user, query or fragment");
    }
    if (!path.startsWith("/") || path.split("\\Q" + PLACE + "\\E", -1).length != 2) {
      throw new IllegalArgumentException(
          "License Server's path must begin with / and hold " + PLACE + " once");
    }
    var _ = new LicenseAddress(baseUrl, path).of(new LicenseId("any"));
  }

  URI of(LicenseId license) {
    String base = baseUrl.toString().replaceFirst("/+$", "");
    return URI.create(base + path.replace(PLACE, encoded(license.value())));
  }

  /// Everything but letters, digits, `-`, `_` and dots inside a name is percent-encoded.
  private static String encoded(String id) {
    String encoded =
        URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
    // A segment of dots alone would be taken for the way to another place.
    return encoded.equals(".") || encoded.equals("..") ? encoded.replace(".", "%2E") : encoded;
  }
}
