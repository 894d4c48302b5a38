package com.totvs.billing.grpc.export;

import com.totvs.billing.application.allocation.AllocationBook.KeptLine;
import com.totvs.billing.domain.allocation.ChargedSum;
import com.totvs.billing.domain.allocation.Driver;
import com.totvs.billing.domain.allocation.Origin;
import com.totvs.billing.domain.allocation.Payer;
import com.totvs.billing.domain.allocation.Ratios;
import com.totvs.billing.domain.customer.CustomerCode;
import com.totvs.billing.domain.report.FocusProfile;
import com.totvs.billing.grpc.export.CostExports.ExportedSum;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The columns of FOCUS, the FinOps Open Cost and Usage Specification: the mandatory ones of
/// version 1.2 or 1.3 by name, with 1.3 those of split cost allocation, and then our own, which
/// begin with `x_`. An empty cell is null. `docs/focus.md` tells what each holds.
public final class FocusColumns implements CostExports.Columns {

  /// The versions of the specification that are written.
  public enum Version {
    V1_2,
    V1_3
  }

  private static final String UNASSIGNED = "Unassigned";

  private final Version version;
  private final FocusProfile profile;
  private final PayerNames names;

  public FocusColumns(Version version, FocusProfile profile, PayerNames names) {
    this.version = version;
    this.profile = profile;
    this.names = names;
  }

  @Override
  public List<String> header() {
    return List.copyOf(columns().keySet());
  }

  @Override
  public Stream<List<Object>> of(ExportedSum sum) {
    Map<String, Column> columns = columns();
    List<Optional<BigDecimal>> ratios = ratios(sum);
    return IntStream.range(0, sum.lines().size())
        .mapToObj(i -> new Row(sum.month(), sum.lines().get(i), ratios.get(i)))
        .map(row -> columns.values().stream().map(column -> column.of(row)).toList());
  }

  private static List<Optional<BigDecimal>> ratios(ExportedSum sum) {
    ChargedSum charged =
        new ChargedSum(
            sum.lines().getFirst().sum(), sum.lines().stream().map(KeptLine::line).toList());
    return Ratios.of(charged)
        .map(ratios -> ratios.stream().map(Optional::of).toList())
        .orElseGet(() -> sum.lines().stream().map(_ -> Optional.<BigDecimal>empty()).toList());
  }

  // A line, and its ratio if its sum is split.
  private record Row(YearMonth billed, KeptLine line, Optional<BigDecimal> ratio) {
    Optional<Payer> payer() {
      return line.line().payer();
    }

    Origin origin() {
      return line.sum().sum().origin();
    }

    String amount() {
      return line.sum().money(line.line().amount()).toPlainString();
    }

    YearMonth charged() {
      return line.sum().forMonth().orElse(billed);
    }
  }

  private interface Column {
    Object of(Row row);
  }

  private Map<String, Column> columns() {
    Map<String, Column> columns = new LinkedHashMap<>();
    if (version == Version.V1_3) {
      columns.put("AllocatedMethodDetails", FocusColumns::details);
      columns.put("AllocatedMethodId", row -> split(row, row.line().sum().rule().value()));
      columns.put("AllocatedResourceId", row -> split(row, row.payer().map(this::id).orElse("")));
      columns.put(
          "AllocatedResourceName", row -> split(row, row.payer().map(this::name).orElse("")));
      columns.put("AllocatedTags", _ -> "");
    }
    columns.put("BilledCost", Row::amount);
    columns.put("BillingAccountId", _ -> Cell.text(profile.billingAccountId()));
    columns.put("BillingAccountName", _ -> Cell.text(profile.billingAccountName()));
    columns.put("BillingCurrency", row -> row.line().sum().sum().currency().getCurrencyCode());
    columns.put("BillingPeriodEnd", row -> start(row.billed().plusMonths(1)));
    columns.put("BillingPeriodStart", row -> start(row.billed()));
    columns.put("ChargeCategory", FocusColumns::category);
    columns.put("ChargeClass", row -> row.line().sum().forMonth().isPresent() ? "Correction" : "");
    columns.put("ChargeDescription", row -> Cell.text(description(row.origin())));
    columns.put("ChargePeriodEnd", row -> start(row.charged().plusMonths(1)));
    columns.put("ChargePeriodStart", row -> start(row.charged()));
    columns.put("ContractedCost", Row::amount);
    columns.put("EffectiveCost", Row::amount);
    if (version == Version.V1_3) {
      columns.put("HostProviderName", _ -> Cell.text(profile.hostProvider()));
    }
    columns.put("InvoiceIssuerName", _ -> Cell.text(profile.invoiceIssuer()));
    columns.put("ListCost", Row::amount);
    columns.put("PricingQuantity", _ -> "");
    columns.put("PricingUnit", _ -> "");
    columns.put("ProviderName", _ -> Cell.text(profile.provider()));
    columns.put("PublisherName", _ -> Cell.text(profile.publisher()));
    columns.put("ServiceCategory", row -> profile.category(service(row.origin())));
    columns.put("ServiceName", row -> Cell.text(service(row.origin())));
    if (version == Version.V1_3) {
      columns.put("ServiceProviderName", _ -> Cell.text(profile.provider()));
    }
    columns.putAll(ours());
    return columns;
  }

  private Map<String, Column> ours() {
    Map<String, Column> columns = new LinkedHashMap<>();
    columns.put("x_AllocationId", row -> row.line().place());
    columns.put("x_AllocationRule", row -> row.line().sum().rule());
    columns.put(
        "x_ApplicationId",
        row -> row.payer().map(one -> Cell.text(one.application().value())).orElse(""));
    columns.put(
        "x_CustomerCode",
        row ->
            row.payer()
                .flatMap(Payer::customer)
                .map(CustomerCode::value)
                .map(Cell::text)
                .orElse(""));
    columns.put(
        "x_CustomerName", row -> row.payer().map(names::customer).map(Cell::text).orElse(""));
    columns.put(
        "x_ForMonth", row -> row.line().sum().forMonth().map(YearMonth::toString).orElse(""));
    columns.put(
        "x_ResourceGroupName",
        row -> row.origin() instanceof Origin.Azure azure ? azure.resourceGroup().name() : "");
    columns.put(
        "x_SettlementState",
        row -> row.payer().map(one -> one.state().name()).orElse("UNALLOCATED"));
    columns.put(
        "x_SolutionId",
        row -> row.payer().map(one -> Cell.text(one.solution().value())).orElse(""));
    columns.put(
        "x_SubscriptionId",
        row ->
            row.origin() instanceof Origin.Azure azure
                ? azure.resourceGroup().subscriptionId()
                : "");
    columns.put("x_YearMonth", Row::billed);
    return columns;
  }

  private static String category(Row row) {
    return switch (row.origin()) {
      case Origin.Azure _ -> "Usage";
      case Origin.Fixed _ -> row.line().sum().sum().amount().signum() < 0 ? "Credit" : "Purchase";
    };
  }

  // FOCUS: the columns of an allocation are null where the row is not a split of an origin charge.
  private static String split(Row row, String value) {
    return row.ratio().isPresent() ? Cell.text(value) : "";
  }

  private static String details(Row row) {
    return row.ratio()
        .map(
            ratio ->
                "{\"Elements\":[{\"AllocatedRatio\":" + ratio.toPlainString() + used(row) + "}]}")
        .orElse("");
  }

  // A mix, or parts of carriers, count nothing that has a unit.
  private static String used(Row row) {
    Driver driver = row.line().sum().driver();
    return switch (driver) {
      case CALLS, INPUT_TOKENS, OUTPUT_TOKENS, IMAGE_SIZE_KB ->
          ",\"UsageUnit\":\"%s\",\"UsageQuantity\":%d"
              .formatted(driver.unit(), row.line().line().driver().quantity());
      case MIX, EVEN, FIXED -> "";
    };
  }

  private String id(Payer payer) {
    return String.join(
        "/",
        payer.customer().map(CustomerCode::value).orElse(payer.state().name()),
        payer.solution().value(),
        payer.application().value());
  }

  private String name(Payer payer) {
    List<String> words = new ArrayList<>();
    words.add(names.customer(payer));
    words.add(names.solution(payer));
    words.add(names.application(payer));
    words.removeIf(String::isEmpty);
    return String.join(", ", words);
  }

  private static String service(Origin origin) {
    return switch (origin) {
      case Origin.Azure azure -> azure.serviceName().isEmpty() ? UNASSIGNED : azure.serviceName();
      case Origin.Fixed fixed -> fixed.id().value();
    };
  }

  private static String description(Origin origin) {
    return switch (origin) {
      case Origin.Azure azure ->
          service(azure)
              + " in "
              + azure.resourceGroup().name()
              + (azure.groupValue().isEmpty() ? "" : ", " + azure.groupValue());
      case Origin.Fixed fixed -> "fixed cost " + fixed.id().value();
    };
  }

  // Azure's days are those of UTC, and FOCUS's times too.
  private static String start(YearMonth month) {
    return month.atDay(1) + "T00:00:00Z";
  }
}
