package com.totvs.billing.application.cost;

import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.domain.access.Caller;
import com.totvs.billing.domain.access.Scope;
import com.totvs.billing.domain.cost.PostedCost;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/// Posts the fixed costs of each month when it has begun, and those of months that were missed.
public final class PostFixedCosts {
  private final FixedCosts fixedCosts;
  private final BusinessZone zone;
  private final Clock clock;

  public PostFixedCosts(FixedCosts fixedCosts, BusinessZone zone, Clock clock) {
    this.fixedCosts = fixedCosts;
    this.zone = zone;
    this.clock = clock;
  }

  /// Posts all that is due now.
  public void post() {
    List<PostedCost> posted = postSome();
    while (posted.size() == FixedCosts.AT_ONCE) {
      posted = postSome();
    }
  }

  private List<PostedCost> postSome() {
    Instant now = clock.instant();
    return fixedCosts.postUntil(zone.month(now), now);
  }

  /// Posts what is due now for a caller, oldest month first, at most [FixedCosts#AT_ONCE], and
  /// returns it.
  ///
  /// @throws com.totvs.billing.domain.BillingException `SCOPE_MISSING`; `SOLUTION_FORBIDDEN` for a
  ///   caller limited to some solutions
  public List<PostedCost> post(Caller caller) {
    caller.require(Scope.COST_WRITE);
    caller.requireAllSolutions();
    return postSome();
  }
}
