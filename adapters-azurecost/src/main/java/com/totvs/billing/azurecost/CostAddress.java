package com.totvs.billing.azurecost;

import com.totvs.billing.domain.cost.ResourceGroup;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/// Where the cost of one resource group is asked for.
///
/// @param first the first page; further ones are where Azure says
record CostAddress(URI first) {

  static CostAddress of(URI baseUrl, ResourceGroup group, String apiVersion) {
    String path =
        "/subscriptions/%s/resourceGroups/%s/providers/Microsoft.CostManagement/query"
            .formatted(group.subscriptionId(), group.name());
    String query = "api-version=" + apiVersion + "&$top=5000";
    try {
      URI first = new URI(baseUrl.getScheme(), baseUrl.getAuthority(), path, query, null);
      return new CostAddress(URI.create(first.toASCIIString()));
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a checked address and a checked name make one", e);
    }
  }

  /// @throws IllegalArgumentException when Azure cannot be at the address, which is not quoted: a
  ///   secret may be what stands there
  static void check(URI baseUrl) {
    boolean secure = "https".equals(baseUrl.getScheme());
    if (baseUrl.getHost() == null || !(secure || "http".equals(baseUrl.getScheme()))) {
      throw new IllegalArgumentException("Azure's address must be https://host");
    }
    if (!secure && !onLoopback(baseUrl)) {
      throw new IllegalArgumentException("Azure's address must be https, or http on loopback");
    }
    if (baseUrl.getRawUserInfo() != null
        || !baseUrl.getRawPath().matches("/?")
        || baseUrl.getRawQuery() != null
        || baseUrl.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "Azure's address must have no user, path, query or fragment");
    }
  }

  /// By its name alone: a question to DNS could be answered otherwise later.
  static boolean onLoopback(URI url) {
    String host = String.valueOf(url.getHost()).toLowerCase(Locale.ROOT);
    return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
  }

  /// The address of a further page, as Azure wrote it: its version and its token are Azure's own.
  ///
  /// @throws Unanswered when it leads elsewhere, where our credential must not be sent, or to the
  ///   cost of something else
  URI further(String link) throws Unanswered {
    URI page = parsed(link);
    if (!place(page).equals(place(first))) {
      throw Unanswered.unusable("nextLink leads to another host, and is not followed");
    }
    if (page.getPath() == null || !page.getPath().equalsIgnoreCase(first.getPath())) {
      throw Unanswered.unusable("nextLink leads to another scope, and is not followed");
    }
    return page;
  }

  private static URI parsed(String link) throws Unanswered {
    try {
      URI page = new URI(link);
      if (page.getRawUserInfo() == null && page.getRawFragment() == null) {
        return page;
      }
    } catch (URISyntaxException _) {
      // The same complaint as for parts that no link to a page has.
    }
    throw Unanswered.unusable("nextLink is no address of a page");
  }

  private static String place(URI url) {
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    int usual = scheme.equals("https") ? 443 : 80;
    String host = String.valueOf(url.getHost()).toLowerCase(Locale.ROOT);
    return scheme + "://" + host + ":" + (url.getPort() < 0 ? usual : url.getPort());
  }
}
