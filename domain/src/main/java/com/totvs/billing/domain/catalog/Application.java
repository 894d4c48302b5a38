package com.totvs.billing.domain.catalog;

import com.totvs.billing.domain.Require;
import com.totvs.billing.domain.Violations;

/// The product the user was in, such as "C&P". An empty description means "not told" and never
/// overwrites one that is known.
public record Application(ApplicationId id, String description) {
  public Application {
    description = Require.text(description, "description", 0, 255);
  }

  /// Makes one from texts, naming both where both are wrong.
  public static Application of(String projectId, String description) {
    Violations found = new Violations("");
    ApplicationId id = found.check(() -> new ApplicationId(projectId));
    found.check(() -> Require.text(description, "description", 0, 255));
    return new Application(found.valid(id), description);
  }
}
