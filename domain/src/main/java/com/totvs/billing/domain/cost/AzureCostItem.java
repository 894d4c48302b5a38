package com.totvs.billing.domain.cost;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;

/// What one service of a resource group cost on one day. Not rounded: Azure tells up to 17 digits.
///
/// @param usageDate Azure's own date, which decides the month of the cost and is kept as it is; it
///   is a day of UTC, up to three hours apart from the business day
/// @param serviceName Azure's name of the service, such as `Azure OpenAI`; may be empty
/// @param groupValue the value of the grouping, such as a resource's id; empty where there is none
/// @param amount negative for a credit
public record AzureCostItem(
    LocalDate usageDate,
    String serviceName,
    String groupValue,
    Currency currency,
    BigDecimal amount) {}
