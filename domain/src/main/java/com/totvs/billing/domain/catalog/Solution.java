package com.totvs.billing.domain.catalog;

import com.totvs.billing.domain.Require;
import com.totvs.billing.domain.Violations;

/// The AI tool that did the work, such as "DTA Vision". An empty description means "not told" and
/// never overwrites one that is known.
public record Solution(SolutionId id, String description) {
  public Solution {
    description = Require.text(description, "description", 0, 255);
  }

  /// Makes one from texts, naming both where both are wrong.
  public static Solution of(String projectId, String description) {
    Violations found = new Violations("");
    SolutionId id = found.check(() -> new SolutionId(projectId));
    found.check(() -> Require.text(description, "description", 0, 255));
    return new Solution(found.valid(id), description);
  }
}
