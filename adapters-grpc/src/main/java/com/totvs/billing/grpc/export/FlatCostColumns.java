package com.totvs.billing.grpc.export;

import com.totvs.billing.application.allocation.AllocationBook.KeptLine;
import com.totvs.billing.domain.allocation.Origin;
import com.totvs.billing.domain.allocation.Payer;
import com.totvs.billing.domain.customer.CustomerCode;
import com.totvs.billing.grpc.export.CostExports.ExportedSum;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The columns of the flat export of cost, the same every month. New ones are only ever added at
/// the end.
///
/// A month is written `2026-10`. What is not known or does not apply is empty; what no usage
/// carries has the settlement state UNALLOCATED and no quantity, since nobody used it. Amounts of
/// one currency add up to what was collected.
public final class FlatCostColumns implements CostExports.Columns {
  private static final List<String> HEADER =
      List.of(
          "year_month",
          "customer",
          "customer_name",
          "settlement_state",
          "solution",
          "solution_description",
          "application",
          "application_description",
          "resource",
          "resource_kind",
          "resource_group",
          "resource_detail",
          "quantity",
          "unit",
          "driver_total",
          "total_cost",
          "currency",
          "for_month",
          "closed",
          "rule",
          "allocation_id",
          "subscription_id");

  private final PayerNames names;

  public FlatCostColumns(PayerNames names) {
    this.names = names;
  }

  @Override
  public List<String> header() {
    return HEADER;
  }

  @Override
  public Stream<List<Object>> of(ExportedSum sum) {
    return sum.lines().stream().map(line -> cells(sum, line));
  }

  private List<Object> cells(ExportedSum sum, KeptLine line) {
    Optional<Payer> payer = line.line().payer();
    Origin origin = line.sum().sum().origin();
    return List.of(
        sum.month(),
        payer.flatMap(Payer::customer).map(CustomerCode::value).map(Cell::text).orElse(""),
        payer.map(names::customer).map(Cell::text).orElse(""),
        payer.map(one -> one.state().name()).orElse("UNALLOCATED"),
        payer.map(one -> Cell.text(one.solution().value())).orElse(""),
        payer.map(names::solution).map(Cell::text).orElse(""),
        payer.map(one -> Cell.text(one.application().value())).orElse(""),
        payer.map(names::application).map(Cell::text).orElse(""),
        Cell.text(resource(origin)),
        origin instanceof Origin.Azure ? "AZURE" : "FIXED",
        origin instanceof Origin.Azure azure ? azure.resourceGroup().name() : "",
        origin instanceof Origin.Azure azure ? Cell.text(azure.groupValue()) : "",
        payer.isPresent() ? line.line().driver().quantity() : "",
        payer.isPresent() ? line.sum().driver().unit() : "",
        payer.isPresent() ? line.line().driver().total() : "",
        line.sum().money(line.line().amount()).toPlainString(),
        line.sum().sum().currency().getCurrencyCode(),
        line.sum().forMonth().map(YearMonth::toString).orElse(""),
        sum.closed(),
        line.sum().rule(),
        line.place(),
        origin instanceof Origin.Azure azure ? azure.resourceGroup().subscriptionId() : "");
  }

  private static String resource(Origin origin) {
    return switch (origin) {
      case Origin.Azure azure -> azure.serviceName();
      case Origin.Fixed fixed -> fixed.id().value();
    };
  }
}
