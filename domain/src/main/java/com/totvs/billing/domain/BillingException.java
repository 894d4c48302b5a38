package com.totvs.billing.domain;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A failure that a caller can understand and act on. Its message is shown to callers: it names
/// what is wrong and never carries a secret, SQL or a stack trace.
///
/// It has no stack trace of its own: hostile input must not be able to make the service spend its
/// time on filling them in.
public final class BillingException extends RuntimeException {
  private final Reason reason;
  private final Map<String, String> metadata;
  private final List<FieldViolation> violations;
  private final Optional<Duration> retryAfter;

  private BillingException(
      Reason reason,
      String message,
      Map<String, String> metadata,
      List<FieldViolation> violations,
      Optional<Duration> retryAfter) {
    super(message, null, false, false);
    this.reason = reason;
    this.metadata = Map.copyOf(metadata);
    this.violations = List.copyOf(violations);
    this.retryAfter = retryAfter;
  }

  /// A failure told by its reason and a message.
  public static BillingException of(Reason reason, String message) {
    return of(reason, message, Map.of());
  }

  /// A failure whose message has variables: the metadata holds each of them, keys in camelCase.
  public static BillingException of(Reason reason, String message, Map<String, String> metadata) {
    return new BillingException(reason, message, metadata, List.of(), Optional.empty());
  }

  /// Fields that are wrong, all of them at once.
  public static BillingException invalid(List<FieldViolation> violations) {
    String message =
        violations.size() == 1
            ? violations.getFirst().toString()
            : violations.size() + " fields are wrong: " + String.join("; ", texts(violations));
    return new BillingException(
        Reason.INVALID_FIELDS, message, Map.of(), violations, Optional.empty());
  }

  /// One field that is wrong.
  public static BillingException invalid(String field, String description) {
    return invalid(List.of(new FieldViolation(field, description)));
  }

  /// The same failure, telling the caller that trying again after a while may help.
  public BillingException retryAfter(Duration delay) {
    return new BillingException(reason, text(), metadata, violations, Optional.of(delay));
  }

  /// The same failure, not inviting a repeat: for requests that are not safe to repeat.
  public BillingException withoutRetry() {
    return new BillingException(reason, text(), metadata, violations, Optional.empty());
  }

  /// Why the call fails.
  public Reason reason() {
    return reason;
  }

  /// The variables of the message.
  public Map<String, String> metadata() {
    return metadata;
  }

  /// The fields that are wrong; empty unless the reason is `INVALID_FIELDS`.
  public List<FieldViolation> violations() {
    return violations;
  }

  /// How long to wait before a repeat; empty where a repeat does not help or is not safe.
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }

  private String text() {
    return String.valueOf(getMessage());
  }

  private static List<String> texts(List<FieldViolation> violations) {
    return violations.stream().map(FieldViolation::toString).toList();
  }
}
