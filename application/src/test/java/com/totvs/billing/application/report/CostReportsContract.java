package com.totvs.billing.application.report;

import static com.totvs.billing.application.Examples.ACME;
import static com.totvs.billing.application.Examples.CHAT;
import static com.totvs.billing.application.Examples.GLOBEX;
import static com.totvs.billing.application.Examples.LICENSE;
import static com.totvs.billing.application.Examples.OTHER_LICENSE;
import static com.totvs.billing.application.Examples.VISION;
import static com.totvs.billing.application.Examples.usage;
import static com.totvs.billing.application.cost.Bills.BY_RESOURCE;
import static com.totvs.billing.application.cost.Bills.DTA;
import static com.totvs.billing.application.cost.Bills.OCTOBER;
import static com.totvs.billing.application.cost.Bills.monthly;
import static com.totvs.billing.application.cost.Bills.once;

import com.totvs.billing.application.PortsContract;
import com.totvs.billing.application.allocation.RunAllocation;
import com.totvs.billing.application.cost.CostBook.Reading;
import com.totvs.billing.application.operation.Claim;
import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.domain.Span;
import com.totvs.billing.domain.catalog.Solution;
import com.totvs.billing.domain.cost.AzureCostItem;
import com.totvs.billing.domain.license.LicenseId;
import com.totvs.billing.domain.month.CloseTerms;
import com.totvs.billing.domain.operation.OperationKind;
import com.totvs.billing.domain.operation.Order;
import com.totvs.billing.domain.report.CostDimension;
import com.totvs.billing.domain.report.CostGaps;
import com.totvs.billing.domain.report.CostQuery;
import com.totvs.billing.domain.report.CostSummaries;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;

/// October's usage and cost, and the work that divides it, for the contracts of cost reports.
public abstract class CostReportsContract extends PortsContract {
  static final YearMonth NOVEMBER = OCTOBER.plusMonths(1);

  @BeforeEach
  void octoberIsOver() {
    ports().clock().set(Instant.parse("2026-11-20T15:00:00Z"));
    remember(LICENSE, ACME);
    remember(OTHER_LICENSE, GLOBEX);
    used(LICENSE, VISION, 3);
    used(OTHER_LICENSE, CHAT, 1);
  }

  final void used(LicenseId license, Solution solution, int calls) {
    for (int i = 0; i < calls; i++) {
      append(
          usage().by(solution).license(license).at(Instant.parse("2026-10-15T12:00:00Z")).record());
    }
  }

  final void usedIn(YearMonth month) {
    append(
        usage()
            .by(VISION)
            .license(LICENSE)
            .at(BusinessZone.SAO_PAULO.start(month).plusSeconds(60))
            .record());
  }

  final void collected(AzureCostItem... items) {
    ports()
        .costBook()
        .keep(
            new Reading(
                DTA, OCTOBER, BY_RESOURCE, List.of(items), ports().clock().instant(), true));
  }

  final void posted(String id, String amount) {
    var _ =
        ports()
            .fixedCosts()
            .create(once(id, amount, OCTOBER, VISION.id()).of(Optional.empty()), "ana");
    post();
  }

  final void feeEachMonth() {
    var _ = ports().fixedCosts().create(monthly("fee", "10", OCTOBER), "ana");
    post();
  }

  final void post() {
    var _ = ports().fixedCosts().postUntil(NOVEMBER, ports().clock().instant());
  }

  final void allocate(YearMonth month) {
    run(OperationKind.ALLOCATE_COST, month, CloseTerms.STRICT);
  }

  final void close(YearMonth month) {
    run(OperationKind.CLOSE_MONTH, month, new CloseTerms(true, true, "agreed"));
  }

  private void run(OperationKind kind, YearMonth month, CloseTerms terms) {
    Span span =
        new Span(
            Optional.of(BusinessZone.SAO_PAULO.start(month)),
            Optional.of(BusinessZone.SAO_PAULO.start(month.plusMonths(1))));
    Claim claim = claimed(new Order(kind, span, false, "ana", Optional.empty(), terms));
    new RunAllocation(
            ports().allocationBook(),
            ports().operations(),
            List.of(DTA),
            BusinessZone.SAO_PAULO,
            ports().clock())
        .run(claim);
  }

  static CostQuery query(YearMonth first, YearMonth last, CostDimension... by) {
    return new CostQuery(
        first,
        last,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(by));
  }

  static CostQuery limitedToChat() {
    return new CostQuery(
        OCTOBER,
        NOVEMBER,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(Set.of(CHAT.id())),
        List.of(CostDimension.SOLUTION));
  }

  final CostSummaries summaries(YearMonth first, YearMonth last, CostDimension... by) {
    return ports().costReports().summarize(query(first, last, by), Optional.empty(), 100);
  }

  final CostGaps gaps() {
    return ports().costReports().gaps(query(OCTOBER, NOVEMBER));
  }
}
