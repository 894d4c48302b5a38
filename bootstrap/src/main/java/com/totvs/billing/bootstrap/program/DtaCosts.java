package com.totvs.billing.bootstrap.program;

import com.totvs.billing.application.cost.FixedCosts;
import com.totvs.billing.bootstrap.settings.DtaSettings;
import com.totvs.billing.bootstrap.settings.Settings;
import com.totvs.billing.bootstrap.settings.UsageSettings;
import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.domain.cost.FixedCost;
import com.totvs.billing.domain.cost.FixedCost.Recurrence;
import com.totvs.billing.domain.cost.FixedCostId;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.YearMonth;
import java.util.Currency;
import java.util.Optional;

/// The two fixed costs of DTA, R$ 1,500.00 and R$ 500.00 a month, which every installation has from
/// the month of its first start.
final class DtaCosts {
  private static final Currency BRL = Currency.getInstance("BRL");

  private DtaCosts() {}

  /// Provides them; nothing changes where they are, but for whose cost they are from now on.
  static void provide(FixedCosts fixedCosts, Settings settings, Clock clock) {
    YearMonth now =
        new BusinessZone(settings.get(UsageSettings.BUSINESS_ZONE)).month(clock.instant());
    fixedCosts.provide(cost("dta-1500", "1500.00", now, settings));
    fixedCosts.provide(cost("dta-500", "500.00", now, settings));
  }

  private static FixedCost cost(String id, String amount, YearMonth first, Settings settings) {
    return new FixedCost(
        new FixedCostId(id),
        "DTA, fixed cost per month",
        BRL,
        new BigDecimal(amount),
        Recurrence.MONTHLY,
        first,
        Optional.empty(),
        Optional.of(settings.get(DtaSettings.SOLUTION)));
  }
}
