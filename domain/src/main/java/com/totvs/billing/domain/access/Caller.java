package com.totvs.billing.domain.access;

import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.Reason;
import com.totvs.billing.domain.catalog.SolutionId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Who calls.
///
/// @param solutions the only solutions this caller may write and see; empty means all
public record Caller(String subject, Set<Scope> scopes, Optional<Set<SolutionId>> solutions) {

  /// Fails unless the caller has the scope.
  public void require(Scope scope) {
    if (!scopes.contains(scope)) {
      throw BillingException.of(
          Reason.SCOPE_MISSING,
          "the token lacks the scope " + scope.text(),
          Map.of("scope", scope.text()));
    }
  }

  /// Whether the caller may write and see this solution.
  public boolean mayUse(SolutionId solution) {
    return solutions.map(own -> own.contains(solution)).orElse(true);
  }

  /// Fails unless the caller may write and see this solution.
  public void require(SolutionId solution) {
    if (!mayUse(solution)) {
      throw BillingException.of(
          Reason.SOLUTION_FORBIDDEN,
          "the token is limited to other solutions than " + solution,
          Map.of("solutionProjectId", solution.value()));
    }
  }

  /// Fails if the caller is limited to some solutions: for rows that belong to none.
  public void requireAllSolutions() {
    if (solutions.isPresent()) {
      throw BillingException.of(
          Reason.SOLUTION_FORBIDDEN,
          "the token is limited to some solutions, and these rows belong to none");
    }
  }
}
