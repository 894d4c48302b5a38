package com.totvs.billing.grpc.cost;

import com.google.type.Date;
import com.google.type.Decimal;
import com.totvs.billing.application.cost.CostBook.ItemFilter;
import com.totvs.billing.application.cost.CostBook.KeptItem;
import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.Require;
import com.totvs.billing.domain.Violations;
import com.totvs.billing.domain.catalog.SolutionId;
import com.totvs.billing.domain.cost.CostRevision;
import com.totvs.billing.domain.cost.CostSource;
import com.totvs.billing.domain.cost.FixedCost;
import com.totvs.billing.domain.cost.FixedCostId;
import com.totvs.billing.domain.cost.PostedCost;
import com.totvs.billing.domain.cost.ResourceGroup;
import com.totvs.billing.grpc.wire.MoneyWire;
import com.totvs.billing.grpc.wire.Wire;
import com.totvs.billing.v1.CostItem;
import com.totvs.billing.v1.CostItemFilter;
import com.totvs.billing.v1.Recurrence;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.Currency;
import java.util.Optional;
import java.util.OptionalLong;

/// What the platform costs, between the wire's words and the domain's.
public final class CostWire {
  private CostWire() {}

  /// A resource group of Azure.
  public static com.totvs.billing.v1.ResourceGroup resourceGroup(ResourceGroup group) {
    return com.totvs.billing.v1.ResourceGroup.newBuilder()
        .setSubscriptionId(group.subscriptionId())
        .setName(group.name())
        .build();
  }

  /// The resource group, if it was told.
  ///
  /// @throws BillingException `INVALID_FIELDS` if Azure could have none of that name
  public static Optional<ResourceGroup> resourceGroup(
      boolean told, com.totvs.billing.v1.ResourceGroup group) {
    return told
        ? Optional.of(new ResourceGroup(group.getSubscriptionId(), group.getName()))
        : Optional.empty();
  }

  /// The month, if it was told: a date of day 0.
  ///
  /// @throws BillingException `INVALID_FIELDS` with `field`, if it is none
  public static Optional<YearMonth> month(boolean told, Date month, String field) {
    return told ? Optional.of(Wire.month(month, field)) : Optional.empty();
  }

  static com.totvs.billing.v1.CostSource source(CostSource source) {
    com.totvs.billing.v1.CostSource.Builder told =
        com.totvs.billing.v1.CostSource.newBuilder()
            .setResourceGroup(resourceGroup(source.resourceGroup()))
            .setLastError(source.lastError());
    source.lastSuccess().map(Wire::timestamp).ifPresent(told::setLastSuccessTime);
    source.lastFailure().map(Wire::timestamp).ifPresent(told::setLastFailureTime);
    return told.build();
  }

  static ItemFilter filter(CostItemFilter filter) {
    Violations found = new Violations("");
    Optional<YearMonth> month =
        found.check(() -> month(filter.hasMonth(), filter.getMonth(), "month"));
    Optional<ResourceGroup> group =
        found.check(
            "resource_group",
            () -> resourceGroup(filter.hasResourceGroup(), filter.getResourceGroup()));
    if (filter.getRevision() < 0) {
      found.add("revision", "must not be negative");
    }
    Optional<String> service =
        found.check(
            () -> text(filter.hasServiceName(), filter.getServiceName(), "service_name", 255));
    Optional<String> value =
        found.check(
            () -> text(filter.hasGroupValue(), filter.getGroupValue(), "group_value", 2_048));
    return new ItemFilter(
        found.valid(month),
        found.valid(group),
        filter.getRevision() == 0 ? OptionalLong.empty() : OptionalLong.of(filter.getRevision()),
        found.valid(service),
        found.valid(value));
  }

  private static Optional<String> text(boolean told, String text, String field, int most) {
    return told ? Optional.of(Require.text(text, field, 0, most)) : Optional.empty();
  }

  static CostItem item(KeptItem kept) {
    return CostItem.newBuilder()
        .setResourceGroup(resourceGroup(kept.revision().resourceGroup()))
        .setUsageDate(Wire.date(kept.item().usageDate()))
        .setServiceName(kept.item().serviceName())
        .setGrouping(kept.revision().grouping().toString())
        .setGroupValue(kept.item().groupValue())
        .setCurrencyCode(kept.item().currency().getCurrencyCode())
        .setExactAmount(Decimal.newBuilder().setValue(kept.item().amount().toPlainString()))
        .setRevision(kept.revision().number())
        .build();
  }

  static com.totvs.billing.v1.CostRevision revision(CostRevision revision) {
    return com.totvs.billing.v1.CostRevision.newBuilder()
        .setRevision(revision.number())
        .setResourceGroup(resourceGroup(revision.resourceGroup()))
        .setMonth(Wire.date(revision.month()))
        .setGrouping(revision.grouping().toString())
        .setReadTime(Wire.timestamp(revision.read()))
        .setConfirmTime(Wire.timestamp(revision.confirmed()))
        .setFinal(revision.isFinal())
        .setItems(revision.items())
        .build();
  }

  static FixedCost fixedCost(com.totvs.billing.v1.FixedCost cost) {
    Violations found = new Violations("");
    FixedCostId id = found.check(() -> new FixedCostId(cost.getFixedCostId()));
    Currency currency = found.check("amount", () -> MoneyWire.currency(cost.getAmount()));
    BigDecimal told = found.check("amount", () -> MoneyWire.amount(cost.getAmount()));
    BigDecimal amount = told == null ? null : found.check(() -> FixedCost.requireAmount(told));
    FixedCost.Recurrence recurrence = found.check(() -> recurrence(cost.getRecurrence()));
    YearMonth first = found.check(() -> Wire.month(cost.getFirstMonth(), "first_month"));
    Optional<YearMonth> last =
        found.check(() -> month(cost.hasLastMonth(), cost.getLastMonth(), "last_month"));
    Optional<SolutionId> solution =
        found.check(
            () -> Wire.told(cost.getSolutionProjectId(), "solution_project_id", SolutionId::new));
    found.check(() -> FixedCost.requireDescription(cost.getDescription()));
    if (recurrence != null && amount != null) {
      found.check(() -> FixedCost.requireSign(recurrence, amount));
    }
    if (currency != null && amount != null) {
      found.check(() -> FixedCost.requireDecimals(currency, amount));
    }
    if (first != null) {
      found.check(() -> FixedCost.requireFirst(first));
    }
    if (first != null && last != null) {
      boolean once = recurrence == FixedCost.Recurrence.ONCE;
      found.check(() -> FixedCost.requireLast(once, first, last));
    }
    found.throwIfAny();
    return new FixedCost(
        found.valid(id),
        cost.getDescription(),
        found.valid(currency),
        found.valid(amount),
        found.valid(recurrence),
        found.valid(first),
        found.valid(last),
        found.valid(solution));
  }

  private static FixedCost.Recurrence recurrence(Recurrence recurrence) {
    return switch (recurrence) {
      case RECURRENCE_MONTHLY -> FixedCost.Recurrence.MONTHLY;
      case RECURRENCE_ONCE -> FixedCost.Recurrence.ONCE;
      case RECURRENCE_UNSPECIFIED, UNRECOGNIZED ->
          throw BillingException.invalid("recurrence", "must be MONTHLY or ONCE");
    };
  }

  static com.totvs.billing.v1.FixedCost fixedCost(FixedCost cost) {
    com.totvs.billing.v1.FixedCost.Builder told =
        com.totvs.billing.v1.FixedCost.newBuilder()
            .setFixedCostId(cost.id().value())
            .setDescription(cost.description())
            .setAmount(MoneyWire.money(cost.currency(), cost.amount()))
            .setRecurrence(
                switch (cost.recurrence()) {
                  case MONTHLY -> Recurrence.RECURRENCE_MONTHLY;
                  case ONCE -> Recurrence.RECURRENCE_ONCE;
                })
            .setFirstMonth(Wire.date(cost.first()));
    cost.last().map(Wire::date).ifPresent(told::setLastMonth);
    cost.solution().map(SolutionId::value).ifPresent(told::setSolutionProjectId);
    return told.build();
  }

  static com.totvs.billing.v1.PostedCost posted(PostedCost posted) {
    com.totvs.billing.v1.PostedCost.Builder told =
        com.totvs.billing.v1.PostedCost.newBuilder()
            .setFixedCostId(posted.id().value())
            .setMonth(Wire.date(posted.month()))
            .setAmount(MoneyWire.money(posted.currency(), posted.amount()))
            .setPostTime(Wire.timestamp(posted.posted()));
    posted.solution().map(SolutionId::value).ifPresent(told::setSolutionProjectId);
    return told.build();
  }
}
