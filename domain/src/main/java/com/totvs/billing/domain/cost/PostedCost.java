package com.totvs.billing.domain.cost;

import com.totvs.billing.domain.catalog.SolutionId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Currency;
import java.util.Optional;

/// A fixed cost as it was posted for one month. What is changed of the fixed cost later does not
/// change it.
///
/// @param solution whose cost it is; empty for cost that all solutions share
public record PostedCost(
    FixedCostId id,
    YearMonth month,
    Currency currency,
    BigDecimal amount,
    Optional<SolutionId> solution,
    Instant posted) {}
