package com.totvs.billing.grpc.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.totvs.billing.v1.CostExportFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVRecord;

/// What FOCUS says of the columns of each version: which are mandatory, what their values look like
/// and which may be null.
final class FocusSpecification {
  // Where this export knowingly leaves the specification.
  private static final boolean NO_PRICES = true;

  // A column of the specification: what its values look like, and whether one may be null.
  private record Rule(Pattern type, boolean nullable) {}

  private static final Pattern DECIMAL = Pattern.compile("-?\\d+(\\.\\d+)?");
  private static final Pattern DATE_TIME =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
  private static final Pattern TEXT = Pattern.compile(".+");
  private static final Pattern CATEGORY =
      Pattern.compile(
          "AI and Machine Learning|Analytics|Business Applications|Compute|Databases"
              + "|Developer Tools|Identity|Integration|Internet of Things"
              + "|Management and Governance|Media|Migration|Mobile|Multicloud|Networking|Other"
              + "|Security|Storage|Web");
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

  private static final Map<String, Rule> MANDATORY_1_2 =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("BilledCost", new Rule(DECIMAL, false)),
              Map.entry("BillingAccountId", new Rule(TEXT, false)),
              Map.entry("BillingAccountName", new Rule(TEXT, true)),
              Map.entry("BillingCurrency", new Rule(CURRENCY, false)),
              Map.entry("BillingPeriodEnd", new Rule(DATE_TIME, false)),
              Map.entry("BillingPeriodStart", new Rule(DATE_TIME, false)),
              Map.entry(
                  "ChargeCategory",
                  new Rule(Pattern.compile("Usage|Purchase|Tax|Credit|Adjustment"), false)),
              Map.entry("ChargeClass", new Rule(Pattern.compile("Correction"), true)),
              Map.entry("ChargeDescription", new Rule(TEXT, true)),
              Map.entry("ChargePeriodEnd", new Rule(DATE_TIME, false)),
              Map.entry("ChargePeriodStart", new Rule(DATE_TIME, false)),
              Map.entry("ContractedCost", new Rule(DECIMAL, false)),
              Map.entry("EffectiveCost", new Rule(DECIMAL, false)),
              Map.entry("InvoiceIssuerName", new Rule(TEXT, false)),
              Map.entry("ListCost", new Rule(DECIMAL, false)),
              Map.entry("PricingQuantity", new Rule(DECIMAL, true)),
              Map.entry("PricingUnit", new Rule(TEXT, true)),
              Map.entry("ProviderName", new Rule(TEXT, false)),
              Map.entry("PublisherName", new Rule(TEXT, false)),
              Map.entry("ServiceCategory", new Rule(CATEGORY, false)),
              Map.entry("ServiceName", new Rule(TEXT, false))));
  private static final Map<String, Rule> ADDED_1_3 =
      Map.of(
          "HostProviderName", new Rule(TEXT, false),
          "ServiceProviderName", new Rule(TEXT, false),
          "AllocatedMethodId", new Rule(TEXT, true),
          "AllocatedMethodDetails", new Rule(Pattern.compile("\\{.*}"), true),
          "AllocatedResourceId", new Rule(TEXT, true),
          "AllocatedResourceName", new Rule(TEXT, true),
          "AllocatedTags", new Rule(Pattern.compile("\\{.*}"), true));

  private FocusSpecification() {}

  /// Makes sure that the rows have the columns of the version, in its order, and ours behind them,
  /// and hold what it allows.
  static void assertAllowed(CostExportFormat format, List<CSVRecord> rows) {
    Map<String, Rule> rules = new TreeMap<>(MANDATORY_1_2);
    if (format == CostExportFormat.COST_EXPORT_FORMAT_FOCUS_1_3) {
      rules.putAll(ADDED_1_3);
    }
    List<String> header = rows.getFirst().getParser().getHeaderNames();

    assertThat(header.stream().filter(name -> !name.startsWith("x_")).toList())
        .containsExactlyElementsOf(rules.keySet());
    assertThat(header.subList(rules.size(), header.size()))
        .allMatch(name -> name.matches("x_[A-Z][A-Za-z]{1,48}"));
    for (CSVRecord row : rows) {
      rules.forEach(
          (name, rule) -> {
            String value = row.get(name);
            assertThat(value.isEmpty() ? rule.nullable() : rule.type().matcher(value).matches())
                .as(name + "=" + value)
                .isTrue();
          });
      assertPriced(row);
    }
  }

  // The specification: PricingQuantity and PricingUnit are not null for a Usage or a Purchase that
  // corrects nothing, and null together. The named exception, told in docs/focus.md: no prices are
  // collected, so that both are null there too.
  private static void assertPriced(CSVRecord row) {
    boolean asked =
        List.of("Usage", "Purchase").contains(row.get("ChargeCategory"))
            && row.get("ChargeClass").isEmpty();
    assertThat(row.get("PricingQuantity").isEmpty()).isEqualTo(!asked || NO_PRICES);
    assertThat(row.get("PricingUnit").isEmpty()).isEqualTo(row.get("PricingQuantity").isEmpty());
  }
}
