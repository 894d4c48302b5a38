package com.totvs.billing.grpc.allocation;

import com.google.type.Decimal;
import com.totvs.billing.application.allocation.AllocationBook.ChargedBefore;
import com.totvs.billing.application.allocation.AllocationBook.KeptLine;
import com.totvs.billing.application.allocation.AllocationRun;
import com.totvs.billing.application.allocation.CompareRuns.Difference;
import com.totvs.billing.application.allocation.ExplainAllocation.Explanation;
import com.totvs.billing.domain.allocation.ChargedSum.Heading;
import com.totvs.billing.domain.allocation.MinorUnits;
import com.totvs.billing.domain.allocation.Origin;
import com.totvs.billing.domain.allocation.Payer;
import com.totvs.billing.domain.allocation.UsageShare;
import com.totvs.billing.domain.catalog.SolutionId;
import com.totvs.billing.domain.customer.CustomerCode;
import com.totvs.billing.domain.month.Closing;
import com.totvs.billing.domain.month.MonthState;
import com.totvs.billing.grpc.cost.CostWire;
import com.totvs.billing.grpc.usage.UsageWire;
import com.totvs.billing.grpc.wire.BalanceWire;
import com.totvs.billing.grpc.wire.MoneyWire;
import com.totvs.billing.grpc.wire.Wire;
import com.totvs.billing.v1.Allocation;
import com.totvs.billing.v1.AllocationDifference;
import com.totvs.billing.v1.AllocationDriver;
import com.totvs.billing.v1.AzureOrigin;
import com.totvs.billing.v1.CorrectionParts;
import com.totvs.billing.v1.CostItemFilter;
import com.totvs.billing.v1.CostMonth;
import com.totvs.billing.v1.CostOrigin;
import com.totvs.billing.v1.CostPayer;
import com.totvs.billing.v1.ExplainAllocationResponse;
import com.totvs.billing.v1.MeterQuantities;
import com.totvs.billing.v1.MonthClosing;
import com.totvs.billing.v1.Period;
import com.totvs.billing.v1.UsageFilter;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/// Allocations and months, between the domain's words and the wire's.
final class AllocationWire {
  private AllocationWire() {}

  static com.totvs.billing.v1.AllocationRun run(AllocationRun run) {
    return com.totvs.billing.v1.AllocationRun.newBuilder()
        .setRun(run.number())
        .setMonth(Wire.date(run.month()))
        .setCreateTime(Wire.timestamp(run.created()))
        .setRequestedBy(run.requestedBy())
        .setOperation(run.operation().toString())
        .setInputsDigest(run.inputs())
        .setLinesDigest(run.digest())
        .addAllCostRevisions(run.revisions())
        .setSums(run.sums())
        .setLines(run.lines())
        .addAllBalances(run.balances().stream().map(BalanceWire::balance).toList())
        .build();
  }

  static AllocationDifference difference(Difference one) {
    AllocationDifference.Builder told =
        AllocationDifference.newBuilder()
            .setOrigin(origin(one.line().origin()))
            .setAmount(
                MoneyWire.money(
                    one.line().currency(), MinorUnits.money(one.before(), one.line().currency())))
            .setOtherAmount(
                MoneyWire.money(
                    one.line().currency(), MinorUnits.money(one.after(), one.line().currency())));
    one.line().payer().map(AllocationWire::payer).ifPresent(told::setPayer);
    one.forMonth().map(Wire::date).ifPresent(told::setForMonth);
    return told.build();
  }

  static CostOrigin origin(Origin origin) {
    return switch (origin) {
      case Origin.Fixed fixed -> CostOrigin.newBuilder().setFixedCostId(fixed.id().value()).build();
      case Origin.Azure azure ->
          CostOrigin.newBuilder()
              .setAzure(
                  AzureOrigin.newBuilder()
                      .setResourceGroup(CostWire.resourceGroup(azure.resourceGroup()))
                      .setServiceName(azure.serviceName())
                      .setGrouping(azure.grouping().toString())
                      .setGroupValue(azure.groupValue()))
              .build();
    };
  }

  static CostPayer payer(Payer payer) {
    return CostPayer.newBuilder()
        .setSolutionProjectId(payer.solution().value())
        .setApplicationProjectId(payer.application().value())
        .setSettlementState(UsageWire.state(payer.state()))
        .setCustomerCode(payer.customer().map(CustomerCode::value).orElse(""))
        .build();
  }

  static Allocation allocation(KeptLine kept) {
    Allocation.Builder told =
        Allocation.newBuilder()
            .setAllocationId(kept.place().toString())
            .setOrigin(origin(kept.sum().sum().origin()))
            .setAmount(
                MoneyWire.money(
                    kept.sum().sum().currency(), kept.sum().money(kept.line().amount())))
            .setDriver(AllocationDriver.forNumber(kept.sum().driver().number()))
            .setDriverQuantity(decimal(kept.line().driver().quantity()))
            .setDriverTotal(decimal(kept.line().driver().total()))
            .setRuleId(kept.sum().rule().value());
    kept.line().payer().map(AllocationWire::payer).ifPresent(told::setPayer);
    kept.sum().forMonth().map(Wire::date).ifPresent(told::setForMonth);
    return told.build();
  }

  static ExplainAllocationResponse explanation(Explanation explanation) {
    KeptLine line = explanation.line();
    ExplainAllocationResponse.Builder told =
        ExplainAllocationResponse.newBuilder()
            .setAllocation(allocation(line))
            .setAllocationRun(run(explanation.run()))
            .setExactAmount(Wire.decimal(line.sum().sum().amount()))
            .setAmount(
                MoneyWire.money(line.sum().sum().currency(), line.sum().money(line.sum().amount())))
            .setSolutionProjectId(line.sum().sum().solution().map(SolutionId::value).orElse(""))
            .setAllocationRule(AllocationRuleWire.rule(explanation.rule()))
            .setCarriersUsage(quantities(explanation.carriers()));
    line.use().map(use -> quantities(List.of(use))).ifPresent(told::setPayerUsage);
    line.line().payer().map(payer -> usage(payer, explanation)).ifPresent(told::setUsageFilter);
    items(explanation).ifPresent(told::setCostItemFilter);
    explanation.before().map(before -> parts(line, before)).ifPresent(told::setCorrection);
    return told.build();
  }

  private static CorrectionParts parts(KeptLine line, ChargedBefore before) {
    Heading sum = line.sum();
    return CorrectionParts.newBuilder()
        .setExactAmount(Wire.decimal(before.exact().add(sum.sum().amount())))
        .setChargedExactAmount(Wire.decimal(before.exact()))
        .setSumAmount(money(sum, before.sum().add(sum.amount())))
        .setChargedSumAmount(money(sum, before.sum()))
        .setLineAmount(money(sum, before.line().add(line.line().amount())))
        .setChargedLineAmount(money(sum, before.line()))
        .build();
  }

  private static com.google.type.Money money(Heading sum, BigInteger minorUnits) {
    return MoneyWire.money(sum.sum().currency(), sum.money(minorUnits));
  }

  private static MeterQuantities quantities(List<UsageShare> shares) {
    return MeterQuantities.newBuilder()
        .setCalls(shares.stream().mapToLong(UsageShare::calls).sum())
        .setInputTokens(shares.stream().mapToLong(UsageShare::inputTokens).sum())
        .setOutputTokens(shares.stream().mapToLong(UsageShare::outputTokens).sum())
        .setImageSizeKb(shares.stream().mapToLong(UsageShare::imageSizeKb).sum())
        .build();
  }

  private static UsageFilter usage(Payer payer, Explanation explanation) {
    return UsageFilter.newBuilder()
        .setPeriod(Period.newBuilder().setMonth(Wire.date(explanation.month())))
        .setSolutionProjectId(payer.solution().value())
        .setApplicationProjectId(payer.application().value())
        .setSettlementState(UsageWire.state(payer.state()))
        .setCustomerCode(payer.customer().map(CustomerCode::value).orElse(""))
        .build();
  }

  private static Optional<CostItemFilter> items(Explanation explanation) {
    return switch (explanation.line().sum().sum().origin()) {
      case Origin.Fixed _ -> Optional.empty();
      case Origin.Azure azure ->
          Optional.of(
              CostItemFilter.newBuilder()
                  .setMonth(Wire.date(explanation.month()))
                  .setResourceGroup(CostWire.resourceGroup(azure.resourceGroup()))
                  .setRevision(explanation.revision().orElse(0))
                  .setServiceName(azure.serviceName())
                  .setGroupValue(azure.groupValue())
                  .build());
    };
  }

  static CostMonth month(MonthState month) {
    return CostMonth.newBuilder()
        .setMonth(Wire.date(month.month()))
        .setClosed(month.closed())
        .setRun(month.run().orElse(0))
        .addAllClosings(month.closings().stream().map(AllocationWire::closing).toList())
        .build();
  }

  private static MonthClosing closing(Closing closing) {
    MonthClosing.Builder told =
        MonthClosing.newBuilder()
            .setRun(closing.run())
            .setCloseTime(Wire.timestamp(closing.time()))
            .setClosedBy(closing.closedBy())
            .setForceReason(closing.reason())
            .setAcceptUnsettled(closing.acceptUnsettled())
            .setLinesDigest(closing.digest());
    closing
        .reopening()
        .ifPresent(
            reopening ->
                told.setReopenTime(Wire.timestamp(reopening.time()))
                    .setReopenedBy(reopening.reopenedBy())
                    .setReopenReason(reopening.reason()));
    return told.build();
  }

  private static Decimal decimal(BigInteger value) {
    return Decimal.newBuilder().setValue(value.toString()).build();
  }
}
