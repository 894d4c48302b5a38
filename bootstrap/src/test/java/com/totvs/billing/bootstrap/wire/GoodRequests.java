package com.totvs.billing.bootstrap.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Requests with nothing wrong, in Protocol Buffers' text format: of each method one or more that
/// together set every field there is.
final class GoodRequests {
  private static final YearMonth OVER = Admin.ago(2);
  private static final String MONTH =
      "{ year: %d month: %d }".formatted(OVER.getYear(), OVER.getMonthValue());
  private static final String DAY =
      "{ year: %d month: %d day: 3 }".formatted(OVER.getYear(), OVER.getMonthValue());
  private static final String NEXT_DAY =
      "{ year: %d month: %d day: 4 }".formatted(OVER.getYear(), OVER.getMonthValue());
  private static final String TIME = "{ seconds: %d nanos: 5000 }";
  private static final long START = OVER.atDay(10).toEpochDay() * 86_400;

  private static final String BY_MONTH = "period { month " + MONTH + " } ";
  private static final String BY_DAYS =
      "period { days { start_date " + DAY + " end_date " + NEXT_DAY + " } } ";
  private static final String BY_INTERVAL =
      "period { interval { start_time %s end_time %s } } "
          .formatted(TIME.formatted(START), TIME.formatted(START + 3_600));
  private static final String PAGE = "page_size: 10 ";
  private static final String REQUEST_ID = "request_id: '0199e3a1-0000-7000-8000-000000000001' ";
  private static final String UUID = "'0199e3a1-0000-4000-8000-000000000002'";
  private static final String OPERATION = "name: 'operations/%s' ".formatted(UUID.replace("'", ""));
  private static final String GROUP =
      "resource_group { subscription_id: '%s' name: 'rg-dta' } "
          .formatted(TestBilling.SUBSCRIPTION);
  private static final String OF_PAYER =
      "solution_project_id: 'dta-vision' application_project_id: 'cp' customer_code: '123' ";
  private static final String FILTER =
      "filter { "
          + BY_MONTH
          + "license_server_id: 'LS-1' "
          + OF_PAYER
          + "purpose: PURPOSE_SUPPORT settlement_state: SETTLEMENT_STATE_SETTLED"
          + " place: USAGE_PLACE_ONLINE emergency_key: true } ";
  private static final String SUMMARY =
      FILTER
          + "group_by: USAGE_DIMENSION_DAY group_by: USAGE_DIMENSION_PLACE"
          + " count_distinct_users: true"
          + " order { measure: USAGE_MEASURE_CALLS descending: true } ";
  private static final String COST_FILTER =
      "filter { first_month %s last_month %s %s } ".formatted(MONTH, MONTH, OF_PAYER);
  private static final String ONE_RECORD =
      "usage_id: %s license_server_id: 'LS-1' occurred_time %s "
          .formatted(UUID, TIME.formatted(START));
  private static final String USAGE =
      "{ %s solution { project_id: 'dta-vision' description: 'DTA Vision' }".formatted(ONE_RECORD)
          + " application { project_id: 'cp' description: 'C&P' } user: 'maria' input_tokens: 1"
          + " output_tokens: 2 image_size_kb: 3 contingency_provider_type: 1"
          + " purpose: PURPOSE_SUPPORT } ";
  private static final String RULE =
      "allocation_rule { rule_id: 'hostile' place: 3 first_month %s last_month %s %s } ";
  private static final String OF_AZURE =
      "takes { %s service_name: 'Storage' grouping: 'dimension:ResourceId' group_value: 'x' } "
          .formatted(GROUP);

  private static final Map<String, List<String>> TEXTS =
      Map.ofEntries(
          one("UsageService/RecordUsage", "usage " + USAGE),
          one("UsageService/BatchRecordUsage", "usages " + USAGE),
          one("UsageService/GetUsage", ONE_RECORD),
          one("UsageService/ListUsage", FILTER + PAGE),
          one("UsageService/VoidUsage", ONE_RECORD + "reason: 'sent twice'"),
          one(
              "LicenseService/ValidateLicense",
              "license_server_id: 'LS-1' max_age { seconds: 60 }"),
          one("LicenseService/ListLicenses", "state: LICENSE_STATE_KNOWN " + PAGE),
          one(
              "LicenseService/ListEmergencyKeys",
              BY_MONTH + "customer_code: '123' license_server_id: 'LS-1' " + PAGE),
          one("CatalogService/ListCustomers", PAGE),
          one("CatalogService/ListSolutions", PAGE),
          one("CatalogService/ListApplications", PAGE),
          several("PurgeService/PurgeUsage", "dry_run: true " + REQUEST_ID),
          several("PurgeService/RestoreUsage", "dry_run: true " + REQUEST_ID),
          one("PurgeService/ListPurgedPeriods", PAGE),
          one("ReportService/SummarizeUsage", SUMMARY + PAGE),
          one("ReportService/ExportUsage", "kind: USAGE_EXPORT_KIND_SUMMARY " + SUMMARY),
          one(
              "ReportService/SummarizeCost",
              COST_FILTER + "group_by: COST_DIMENSION_MONTH " + PAGE),
          one("ReportService/ExportCost", COST_FILTER + "format: COST_EXPORT_FORMAT_FLAT"),
          one("CostService/CollectAzureCost", "month " + MONTH + REQUEST_ID),
          one("CostService/ListCostSources", ""),
          one(
              "CostService/ListCostItems",
              "filter { month " + MONTH + GROUP + " revision: 1 } " + PAGE),
          one("CostService/ListCostRevisions", "month " + MONTH + GROUP + PAGE),
          one(
              "CostService/CreateFixedCost",
              "fixed_cost { fixed_cost_id: 'hostile' description: 'x' amount { currency_code: 'BRL'"
                  + " units: 5 nanos: 500000000 } recurrence: RECURRENCE_MONTHLY first_month %s"
                      .formatted(MONTH)
                  + " last_month %s solution_project_id: 'dta-vision' }".formatted(MONTH)),
          one("CostService/ListFixedCosts", PAGE),
          one("CostService/EndFixedCost", "fixed_cost_id: 'hostile' last_month " + MONTH),
          one("CostService/PostFixedCosts", ""),
          Map.entry(
              "AllocationService/CreateAllocationRule",
              List.of(
                  rule(
                      OF_AZURE
                          + "proportional { carriers { solution_project_id: 'dta-vision' }"
                          + " weights { meter: METER_CALLS weight { value: '1.5' } } }"),
                  rule(
                      "takes { fixed_cost_id: 'dta-500' }"
                          + " even { carriers { application_project_id: 'cp' } }"),
                  rule(
                      "fixed { parts { carrier { solution_project_id: 'dta-vision' }"
                          + " percentage { value: '100' } } }"))),
          one("AllocationService/EndAllocationRule", "rule_id: 'hostile' last_month " + MONTH),
          one("AllocationService/ListAllocationRules", PAGE),
          one("AllocationService/AllocateCost", "dry_run: true month " + MONTH + REQUEST_ID),
          one("AllocationService/ListAllocationRuns", "month " + MONTH + PAGE),
          one("AllocationService/CompareAllocationRuns", "run: 1 other_run: 1 " + PAGE),
          Map.entry(
              "AllocationService/ListAllocations",
              List.of("month " + MONTH + OF_PAYER + PAGE, "run: 1 " + OF_PAYER + PAGE)),
          one("AllocationService/ExplainAllocation", "allocation_id: '1-1-1'"),
          one("AllocationService/ListMonths", PAGE),
          one(
              "AllocationService/CloseMonth",
              "dry_run: true accept_unsettled: true force: true reason: 'x' month "
                  + MONTH
                  + REQUEST_ID),
          one("AllocationService/ReopenMonth", "reason: 'x' month " + MONTH),
          one("AdminService/ListJobs", ""),
          several("AdminService/RunSelfCheck", REQUEST_ID),
          several("AdminService/RebuildTotals", REQUEST_ID),
          one(
              "AdminService/ListAuditEntries",
              "filter { " + BY_MONTH + "subject: 'test' action: AUDIT_ACTION_VOID_USAGE } " + PAGE),
          one("Operations/ListOperations", "name: 'operations' filter: 'done = true' " + PAGE),
          one("Operations/GetOperation", OPERATION),
          one("Operations/DeleteOperation", OPERATION),
          one("Operations/CancelOperation", OPERATION),
          one("Operations/WaitOperation", OPERATION + "timeout { seconds: 1 }"));

  private GoodRequests() {}

  /// Those of a method; fails for one that was forgotten.
  static List<DynamicMessage> of(MethodDescriptor method) {
    String name = Services.name(method);
    return Objects.requireNonNull(TEXTS.get(name), () -> "no request is written for " + name)
        .stream()
        .map(text -> parsed(method, text))
        .toList();
  }

  /// A request in text format.
  static DynamicMessage parsed(MethodDescriptor method, String text) {
    DynamicMessage.Builder request = DynamicMessage.newBuilder(method.getInputType());
    try {
      TextFormat.merge(text, request);
    } catch (TextFormat.ParseException e) {
      throw new IllegalArgumentException(method.getFullName() + ": " + text, e);
    }
    return request.build();
  }

  /// A request with a text in one of its fields.
  static ByteString with(Message request, String field, String text) {
    FieldDescriptor found = request.getDescriptorForType().findFieldByName(field);
    return request.toBuilder().setField(found, text).build().toByteString();
  }

  private static Map.Entry<String, List<String>> one(String method, String text) {
    return Map.entry(method, List.of(text));
  }

  // A period is told in three ways.
  private static Map.Entry<String, List<String>> several(String method, String rest) {
    return Map.entry(method, List.of(BY_MONTH + rest, BY_DAYS + rest, BY_INTERVAL + rest));
  }

  private static String rule(String rest) {
    return RULE.formatted(MONTH, MONTH, rest);
  }
}
