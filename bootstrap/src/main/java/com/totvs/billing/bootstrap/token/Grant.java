package com.totvs.billing.bootstrap.token;

import com.totvs.billing.domain.access.Scope;
import com.totvs.billing.domain.catalog.SolutionId;
import java.time.Duration;
import java.util.Set;

/// What a token says.
///
/// @param solutions the only solutions it is good for; empty means all
/// @param validFor how long it is good, from now on
public record Grant(
    String subject, Set<Scope> scopes, Set<SolutionId> solutions, Duration validFor) {

  public Grant {
    scopes = Set.copyOf(scopes);
    solutions = Set.copyOf(solutions);
  }
}
