package com.totvs.billing.bootstrap.admin;

import com.google.protobuf.Timestamp;
import com.google.type.Date;
import com.google.type.Money;
import com.totvs.billing.v1.CostItem;
import com.totvs.billing.v1.CostRevision;
import com.totvs.billing.v1.CostSource;
import com.totvs.billing.v1.FixedCost;
import com.totvs.billing.v1.PostedCost;
import com.totvs.billing.v1.Recurrence;
import com.totvs.billing.v1.ResourceGroup;
import java.math.BigDecimal;
import java.util.List;

/// Rows of cost, as a command prints them.
final class CostRow {
  private CostRow() {}

  static List<Object> of(CostSource source) {
    return List.of(
        name(source.getResourceGroup()),
        time(source.hasLastSuccessTime(), source.getLastSuccessTime()),
        time(source.hasLastFailureTime(), source.getLastFailureTime()),
        source.getLastError());
  }

  static List<Object> of(CostItem item) {
    return List.of(
        name(item.getResourceGroup()),
        day(item.getUsageDate()),
        item.getServiceName(),
        item.getGroupValue(),
        item.getExactAmount().getValue(),
        item.getCurrencyCode());
  }

  static List<Object> of(CostRevision revision) {
    return List.of(
        revision.getRevision(),
        name(revision.getResourceGroup()),
        MonthText.of(revision.getMonth()),
        OperationsCommand.time(revision.getReadTime()),
        OperationsCommand.time(revision.getConfirmTime()),
        revision.getFinal() ? "yes" : "no",
        revision.getItems());
  }

  static List<Object> of(FixedCost cost) {
    return List.of(
        cost.getFixedCostId(),
        cost.getDescription(),
        amount(cost.getAmount()),
        cost.getAmount().getCurrencyCode(),
        cost.getRecurrence() == Recurrence.RECURRENCE_ONCE ? "once" : "monthly",
        MonthText.of(cost.getFirstMonth()),
        MonthText.of(cost.hasLastMonth(), cost.getLastMonth()),
        cost.getSolutionProjectId());
  }

  static List<Object> of(PostedCost posted) {
    return List.of(
        posted.getFixedCostId(),
        MonthText.of(posted.getMonth()),
        amount(posted.getAmount()),
        posted.getAmount().getCurrencyCode(),
        posted.getSolutionProjectId());
  }

  static String name(ResourceGroup group) {
    return group.getSubscriptionId() + "/" + group.getName();
  }

  private static String time(boolean told, Timestamp time) {
    return told ? OperationsCommand.time(time) : "";
  }

  static String day(Date day) {
    return "%s-%02d".formatted(MonthText.of(day), day.getDay());
  }

  /// An amount, without its currency.
  static String amount(Money money) {
    BigDecimal amount =
        BigDecimal.valueOf(money.getUnits()).add(BigDecimal.valueOf(money.getNanos(), 9));
    return amount.stripTrailingZeros().scale() <= 2
        ? amount.setScale(2).toPlainString()
        : amount.stripTrailingZeros().toPlainString();
  }
}
