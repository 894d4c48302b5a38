package com.totvs.billing.domain.allocation;

import com.totvs.billing.domain.catalog.SolutionId;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Optional;

/// What is divided as one: all of a month's daily items of one origin and currency, or one fixed
/// cost of a month.
///
/// @param amount exact; negative for a credit
/// @param solution whose cost it is: divided only inside that solution; empty for shared cost
public record MonthSum(
    Origin origin, Currency currency, BigDecimal amount, Optional<SolutionId> solution) {}
