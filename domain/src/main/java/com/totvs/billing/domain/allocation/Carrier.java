package com.totvs.billing.domain.allocation;

import com.totvs.billing.domain.catalog.ApplicationId;
import com.totvs.billing.domain.catalog.SolutionId;

/// What a rule names to carry cost: a solution or an application.
public sealed interface Carrier extends Comparable<Carrier> {

  /// Whether the payer's use is use of it.
  boolean carries(Payer payer);

  /// Its project id.
  String projectId();

  /// Solutions come before applications, each ordered by project id.
  @Override
  default int compareTo(Carrier other) {
    int kinds = Boolean.compare(this instanceof OfApplication, other instanceof OfApplication);
    return kinds != 0 ? kinds : projectId().compareTo(other.projectId());
  }

  /// A solution, in whatever application it is used.
  record OfSolution(SolutionId id) implements Carrier {
    @Override
    public boolean carries(Payer payer) {
      return payer.solution().equals(id);
    }

    @Override
    public String projectId() {
      return id.value();
    }
  }

  /// An application, whatever solution is used there.
  record OfApplication(ApplicationId id) implements Carrier {
    @Override
    public boolean carries(Payer payer) {
      return payer.application().equals(id);
    }

    @Override
    public String projectId() {
      return id.value();
    }
  }
}
