package com.totvs.billing.domain;

/// One wrong field of a request: its path as on the wire, such as `usage.solution.project_id`, and
/// what is wrong with it.
public record FieldViolation(String field, String description) {

  /// The same violation seen from a message that holds this one under the given path.
  public FieldViolation under(String path) {
    if (path.isEmpty()) {
      return this;
    }
    return new FieldViolation(field.isEmpty() ? path : path + "." + field, description);
  }

  @Override
  public String toString() {
    return field + ": " + description;
  }
}
