package com.totvs.billing.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Collects every wrong field of a request, so that a caller learns all of them at once.
public final class Violations {
  private final String path;
  private final List<FieldViolation> found = new ArrayList<>(0);

  /// Collects under a path, such as `usage` or `usages[3]`; empty for a request's own fields.
  public Violations(String path) {
    this.path = path;
  }

  /// The value, or null once its violations are noted. Values check themselves while they are made.
  public <T> @Nullable T check(Supplier<T> value) {
    return check("", value);
  }

  /// The same, for a value that lies under a field: `check("solution", …)` notes
  /// `solution.project_id`.
  public <T> @Nullable T check(String field, Supplier<T> value) {
    try {
      return value.get();
    } catch (BillingException e) {
      if (e.violations().isEmpty()) {
        throw e;
      }
      e.violations().forEach(violation -> found.add(violation.under(field).under(path)));
      return null;
    }
  }

  /// Notes one wrong field.
  public void add(String field, String description) {
    found.add(new FieldViolation(field, description).under(path));
  }

  /// Fails with everything noted, if anything was.
  public void throwIfAny() {
    if (!found.isEmpty()) {
      throw BillingException.invalid(found);
    }
  }

  /// The value that was checked, once nothing is wrong; fails with everything noted otherwise.
  public <T> T valid(@Nullable T value) {
    throwIfAny();
    if (value == null) {
      throw new IllegalStateException("a value is missing though no violation was noted");
    }
    return value;
  }
}
