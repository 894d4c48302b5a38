package com.totvs.billing.azurecost;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Optional;

/// What Azure said when it did not answer: a status and, mostly, `{"error": {"code", "message"}}`.
///
/// @param code empty when there is none
/// @param message empty when there is none
record Refusal(int status, String code, String message) {
  private static final String ROLE =
      "the identity needs the role Cost Management Reader on the resource group or its"
          + " subscription; of an Enterprise Agreement, viewing charges must be allowed, too";
  private static final JsonMapper JSON = new JsonMapper();
  private static final int LONGEST_CODE = 80;
  private static final int LONGEST_MESSAGE = 300;

  /// @param token which a server may echo, and nobody may read
  static Refusal of(int status, Optional<byte[]> body, String token) {
    JsonNode error = parsed(body.orElseGet(() -> new byte[0])).path("error");
    return new Refusal(
        status,
        plain(error.path("code").asText(""), token, LONGEST_CODE),
        plain(error.path("message").asText(""), token, LONGEST_MESSAGE));
  }

  // A gateway on the way may complain in HTML, or in nothing.
  private static JsonNode parsed(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (JacksonException _) {
      return JSON.missingNode();
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory can be read", e);
    }
  }

  /// One line without control characters, invisible ones and the token, cut to a length.
  private static String plain(String text, String token, int longest) {
    String line = text.replace(token, "***").replaceAll("[\\p{C}\\s]+", " ").strip();
    boolean fits = line.codePointCount(0, line.length()) <= longest;
    return fits ? line : line.substring(0, line.offsetByCodePoints(0, longest)) + "…";
  }

  /// `Azure answers 403 (RBACAccessDenied: The client does not have …)`.
  String told() {
    String said = message.isEmpty() ? code : code + ": " + message;
    return "Azure answers " + status + (said.isEmpty() ? "" : " (" + said + ")");
  }

  /// What operators can do about it.
  String advice() {
    return switch (code) {
      case "InvalidAuthenticationTokenTenant" ->
          "the credential is of another tenant than the subscription";
      case "AccountCostDisabled", "DepartmentCostDisabled", "IndirectCostDisabled" ->
          "the administrator of the Enterprise Agreement must let users view charges";
      case "AuthorizationFailed", "BillingAccessDenied", "RBACAccessDenied" -> ROLE;
      case "SubscriptionNotFound" -> "check the id of the subscription, and its tenant";
      case "ResourceGroupNotFound" -> "check the name of the resource group";
      case "SubscriptionTypeNotSupported", "DisallowedOperation" ->
          "Azure tells no cost of a subscription of this type";
      default -> adviceByStatus();
    };
  }

  private String adviceByStatus() {
    return switch (status) {
      case 400 -> "check the grouping, the query type, the cost column and the api version";
      case 401 -> "check the credential; " + ROLE;
      case 403 -> ROLE;
      case 404 -> "the subscription or the resource group was not found";
      default ->
          status >= 300 && status < 400
              ? "redirects are not followed; check the address"
              : "Billing does not know this answer";
    };
  }
}
