package com.totvs.billing.bootstrap.settings;

import com.totvs.billing.domain.catalog.SolutionId;
import java.util.List;

/// What the fixed costs of DTA are for.
public final class DtaSettings {
  private DtaSettings() {}

  public static final Setting<SolutionId> SOLUTION =
      Setting.of(
          "dta.solution-project-id",
          "dta-vision",
          Kind.domain("1 to 64 characters", SolutionId::new),
          "The solution whose cost the two fixed costs of DTA are.");

  /// In the order of the table.
  static final List<Setting<?>> ALL = List.of(SOLUTION);
}
