package com.totvs.billing.domain.cost;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.TreeMap;

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
    BigDecimal amount)
    implements Comparable<AzureCostItem> {
  private static final Comparator<AzureCostItem> ORDER =
      Comparator.comparing(AzureCostItem::usageDate)
          .thenComparing(AzureCostItem::serviceName)
          .thenComparing(AzureCostItem::groupValue)
          .thenComparing(item -> item.currency().getCurrencyCode());

  public AzureCostItem {
    // Written in one way, so that the same amount told twice is the same.
    amount = amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros();
  }

  /// The items in order, those alike in all but the amount added up.
  public static List<AzureCostItem> addedUp(List<AzureCostItem> items) {
    TreeMap<AzureCostItem, BigDecimal> sums = new TreeMap<>();
    items.forEach(item -> sums.merge(item, item.amount(), BigDecimal::add));
    return sums.entrySet().stream().map(sum -> sum.getKey().of(sum.getValue())).toList();
  }

  private AzureCostItem of(BigDecimal sum) {
    return new AzureCostItem(usageDate, serviceName, groupValue, currency, sum);
  }

  /// By date, service, group value and currency; the amount does not matter.
  @Override
  public int compareTo(AzureCostItem other) {
    return ORDER.compare(this, other);
  }
}
