package com.totvs.billing.licenseserver;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.totvs.billing.application.license.Answer;
import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.customer.Customer;
import com.totvs.billing.domain.customer.CustomerCode;
import com.totvs.billing.domain.license.EmergencyKey;
import com.totvs.billing.domain.license.LicenseId;
import com.totvs.billing.licenseserver.LicenseServerModule.FieldNames;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// Reads who holds a license out of the JSON that License Server answers. Fields it does not know
/// do not matter; those it knows are read strictly, since they decide who pays.
record HolderReader(FieldNames names) {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final Instant YEAR_1 = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant YEAR_10000 = Instant.parse("+10000-01-01T00:00:00Z");

  Answer.Held read(InputStream body, LicenseId asked) throws UnusableAnswer, IOException {
    JsonNode root = parsed(body);
    if (!text(root, names.licenseServerId()).equals(asked.value())) {
      throw new UnusableAnswer("it is about another license than the one asked for");
    }
    return new Answer.Held(customer(root), active(root), emergencyKey(root));
  }

  private static JsonNode parsed(InputStream body) throws UnusableAnswer, IOException {
    try {
      return JSON.readTree(body);
    } catch (JacksonException e) {
      throw new UnusableAnswer("it is no sound JSON (" + e.getClass().getSimpleName() + ")");
    }
  }

  private Customer customer(JsonNode root) throws UnusableAnswer {
    String code = text(root, names.tcode());
    String name = text(root, names.customerDescription());
    try {
      return new Customer(new CustomerCode(code), name);
    } catch (BillingException e) {
      throw new UnusableAnswer("it names no possible customer, " + e.getMessage());
    }
  }

  private boolean active(JsonNode root) throws UnusableAnswer {
    return flag(root, names.active()).orElseThrow(() -> missing(names.active()));
  }

  private EmergencyKey emergencyKey(JsonNode root) throws UnusableAnswer {
    Optional<Boolean> active = flag(root, names.emergencyKeyActive());
    if (active.isEmpty()) {
      return EmergencyKey.NOT_TOLD;
    }
    return new EmergencyKey(
        active.get() ? EmergencyKey.State.ACTIVE : EmergencyKey.State.INACTIVE,
        time(root, names.emergencyKeyIssuedAt()),
        time(root, names.emergencyKeyExpiresAt()));
  }

  private static String text(JsonNode root, String path) throws UnusableAnswer {
    JsonNode value = find(root, path).orElseThrow(() -> missing(path));
    if (!value.isTextual()) {
      throw new UnusableAnswer(path + " is no text");
    }
    return value.textValue();
  }

  private static Optional<Boolean> flag(JsonNode root, String path) throws UnusableAnswer {
    Optional<JsonNode> value = find(root, path);
    if (value.isPresent() && !value.get().isBoolean()) {
      throw new UnusableAnswer(path + " is neither true nor false");
    }
    return value.map(JsonNode::booleanValue);
  }

  private static Optional<Instant> time(JsonNode root, String path) throws UnusableAnswer {
    if (find(root, path).isEmpty()) {
      return Optional.empty();
    }
    try {
      Instant time = Instant.parse(text(root, path));
      // RFC 3339 has years of four digits, and PostgreSQL could not keep every other.
      if (!time.isBefore(YEAR_1) && time.isBefore(YEAR_10000)) {
        return Optional.of(time);
      }
    } catch (DateTimeParseException _) {
      // The same complaint as for a time out of range.
    }
    throw new UnusableAnswer(path + " is no time such as 2026-11-23T12:00:00Z");
  }

  /// The field at a dotted path; empty when it or an object around it is absent or null.
  private static Optional<JsonNode> find(JsonNode root, String path) throws UnusableAnswer {
    JsonNode node = root;
    for (String name : path.split("\\.")) {
      if (!node.isObject()) {
        throw new UnusableAnswer("there is no object to look for " + path + " in");
      }
      node = node.path(name);
      if (node.isMissingNode() || node.isNull()) {
        return Optional.empty();
      }
    }
    return Optional.of(node);
  }

  private static UnusableAnswer missing(String path) {
    return new UnusableAnswer(path + " is missing");
  }
}
