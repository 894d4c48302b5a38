package com.totvs.billing.application.memory;

import com.totvs.billing.application.allocation.AllocationBook.KeptLine;
import com.totvs.billing.application.cost.CostBook.KeptItem;
import com.totvs.billing.domain.allocation.Origin;
import com.totvs.billing.domain.allocation.Payer;
import com.totvs.billing.domain.cost.PostedCost;
import com.totvs.billing.domain.report.CostTotals;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Currency;
import java.util.Optional;

/// Something that cost something.
///
/// @param day of what is reported as it was collected
/// @param forMonth the closed month that it corrects
record ReportedCost(
    YearMonth month,
    Optional<LocalDate> day,
    Optional<YearMonth> forMonth,
    Origin origin,
    Optional<Payer> payer,
    Currency currency,
    BigDecimal amount) {

  /// A line of the run that is reported of a month.
  static ReportedCost of(YearMonth month, KeptLine line) {
    return new ReportedCost(
        month,
        Optional.empty(),
        line.sum().forMonth(),
        line.sum().sum().origin(),
        line.line().payer(),
        line.sum().sum().currency(),
        line.sum().money(line.line().amount()));
  }

  static ReportedCost of(KeptItem kept) {
    return new ReportedCost(
        kept.revision().month(),
        Optional.of(kept.item().usageDate()),
        Optional.empty(),
        MonthCost.origin(kept),
        Optional.empty(),
        kept.item().currency(),
        kept.item().amount());
  }

  static ReportedCost of(PostedCost posted) {
    return new ReportedCost(
        posted.month(),
        Optional.of(posted.month().atDay(1)),
        Optional.empty(),
        MonthCost.origin(posted),
        Optional.empty(),
        posted.currency(),
        posted.amount());
  }

  /// Nothing, of the same.
  ReportedCost nothingIn(YearMonth other) {
    return new ReportedCost(
        other, Optional.empty(), Optional.empty(), origin, payer, currency, BigDecimal.ZERO);
  }

  /// Whether somebody carries it, and not as a correction of another month.
  boolean isOfItsMonth() {
    return forMonth.isEmpty() && payer.isPresent();
  }

  /// What it adds to the totals; what is reported by days is not divided yet.
  CostTotals totals() {
    return new CostTotals(
        currency,
        amount,
        payer.isEmpty() && day.isEmpty() ? amount : BigDecimal.ZERO,
        forMonth.isPresent() ? amount : BigDecimal.ZERO);
  }
}
