package com.totvs.billing.domain.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.totvs.billing.domain.Span;
import com.totvs.billing.domain.access.Caller;
import com.totvs.billing.domain.catalog.ApplicationId;
import com.totvs.billing.domain.catalog.SolutionId;
import com.totvs.billing.domain.customer.CustomerCode;
import com.totvs.billing.domain.license.LicenseId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class UsageFilterTest {
  private static final Set<SolutionId> OWN = Set.of(new SolutionId("vision"));
  private static final Span SPAN = new Span(Optional.of(Instant.EPOCH), Optional.empty());
  private static final UsageFilter NARROW =
      new UsageFilter(
          SPAN,
          Optional.of(new LicenseId("LS-1")),
          Optional.of(new CustomerCode("T12345")),
          Optional.of(new SolutionId("vision")),
          Optional.of(new ApplicationId("cp")),
          Optional.of(Purpose.SUPPORT),
          Optional.of(SettlementState.SETTLED),
          Optional.of(Place.HISTORY),
          Optional.of(true),
          Optional.empty());

  @Test
  void the_whole_keeps_only_the_span_and_what_may_be_seen() {
    assertThat(NARROW.whole()).isEqualTo(UsageFilter.of(SPAN));
    assertThat(UsageFilter.ofSolutions(OWN).whole()).isEqualTo(UsageFilter.ofSolutions(OWN));
  }

  @Test
  void a_filter_made_visible_to_a_caller_stays_as_narrow_as_it_was() {
    UsageFilter visible = NARROW.visibleTo(new Caller("backend", Set.of(), Optional.of(OWN)));

    assertThat(visible.visible()).contains(OWN);
    assertThat(visible.visibleTo(new Caller("admin", Set.of(), Optional.empty())))
        .isEqualTo(NARROW);
  }
}
