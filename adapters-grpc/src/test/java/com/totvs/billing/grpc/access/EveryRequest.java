package com.totvs.billing.grpc.access;

import static com.totvs.billing.application.Examples.CHAT;
import static com.totvs.billing.application.Examples.LICENSE;
import static com.totvs.billing.application.Examples.OTHER_LICENSE;
import static com.totvs.billing.application.Examples.usage;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.longrunning.CancelOperationRequest;
import com.google.longrunning.DeleteOperationRequest;
import com.google.longrunning.GetOperationRequest;
import com.google.longrunning.ListOperationsRequest;
import com.google.longrunning.WaitOperationRequest;
import com.google.protobuf.Message;
import com.google.type.Date;
import com.totvs.billing.domain.usage.UsageRecord;
import com.totvs.billing.grpc.WireExamples;
import com.totvs.billing.grpc.wire.Wire;
import com.totvs.billing.v1.AllocateCostRequest;
import com.totvs.billing.v1.BatchRecordUsageRequest;
import com.totvs.billing.v1.CloseMonthRequest;
import com.totvs.billing.v1.CollectAzureCostRequest;
import com.totvs.billing.v1.CompareAllocationRunsRequest;
import com.totvs.billing.v1.CostDimension;
import com.totvs.billing.v1.CostExportFormat;
import com.totvs.billing.v1.CostFilter;
import com.totvs.billing.v1.CreateAllocationRuleRequest;
import com.totvs.billing.v1.CreateFixedCostRequest;
import com.totvs.billing.v1.EndAllocationRuleRequest;
import com.totvs.billing.v1.EndFixedCostRequest;
import com.totvs.billing.v1.ExplainAllocationRequest;
import com.totvs.billing.v1.ExportCostRequest;
import com.totvs.billing.v1.ExportUsageRequest;
import com.totvs.billing.v1.GetUsageRequest;
import com.totvs.billing.v1.ListAllocationRulesRequest;
import com.totvs.billing.v1.ListAllocationRunsRequest;
import com.totvs.billing.v1.ListAllocationsRequest;
import com.totvs.billing.v1.ListApplicationsRequest;
import com.totvs.billing.v1.ListAuditEntriesRequest;
import com.totvs.billing.v1.ListCostItemsRequest;
import com.totvs.billing.v1.ListCostRevisionsRequest;
import com.totvs.billing.v1.ListCostSourcesRequest;
import com.totvs.billing.v1.ListCustomersRequest;
import com.totvs.billing.v1.ListEmergencyKeysRequest;
import com.totvs.billing.v1.ListFixedCostsRequest;
import com.totvs.billing.v1.ListJobsRequest;
import com.totvs.billing.v1.ListLicensesRequest;
import com.totvs.billing.v1.ListMonthsRequest;
import com.totvs.billing.v1.ListPurgedPeriodsRequest;
import com.totvs.billing.v1.ListSolutionsRequest;
import com.totvs.billing.v1.ListUsageRequest;
import com.totvs.billing.v1.Period;
import com.totvs.billing.v1.PostFixedCostsRequest;
import com.totvs.billing.v1.PurgeUsageRequest;
import com.totvs.billing.v1.RebuildTotalsRequest;
import com.totvs.billing.v1.RecordUsageRequest;
import com.totvs.billing.v1.ReopenMonthRequest;
import com.totvs.billing.v1.RestoreUsageRequest;
import com.totvs.billing.v1.RunSelfCheckRequest;
import com.totvs.billing.v1.SummarizeCostRequest;
import com.totvs.billing.v1.SummarizeUsageRequest;
import com.totvs.billing.v1.Usage;
import com.totvs.billing.v1.UsageDimension;
import com.totvs.billing.v1.UsageExportKind;
import com.totvs.billing.v1.ValidateLicenseRequest;
import com.totvs.billing.v1.VoidUsageRequest;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Requests for every method of every service, about usage of another solution where they name one.
///
/// @param others what they name
/// @param operation the name of an operation that others began
record EveryRequest(UsageRecord others, String operation) {
  private static final Date NOVEMBER = Date.newBuilder().setYear(2026).setMonth(11).build();
  private static final Period OCTOBER =
      Period.newBuilder().setMonth(Date.newBuilder().setYear(2026).setMonth(10)).build();

  /// What to try the method with: at least one request.
  List<Message> of(String method) {
    List<Message> requests =
        Stream.of(
                usage(),
                licenses(),
                catalog(),
                purge(),
                reports(),
                admin(),
                cost(),
                allocation(),
                operations())
            .flatMap(service -> service.entrySet().stream())
            .filter(entry -> entry.getKey().equals(method))
            .flatMap(entry -> entry.getValue().stream())
            .toList();
    assertThat(requests).as("requests to try " + method + " with").isNotEmpty();
    return requests;
  }

  private Map<String, List<Message>> usage() {
    Usage foreign =
        WireExamples.usage()
            .setUsageId(others.id().toString())
            .setLicenseServerId(OTHER_LICENSE.value())
            .setSolution(Wire.solution(CHAT))
            .build();
    return Map.ofEntries(
        entry("UsageService/RecordUsage", RecordUsageRequest.newBuilder().setUsage(foreign)),
        entry(
            "UsageService/BatchRecordUsage",
            BatchRecordUsageRequest.newBuilder().addUsages(foreign)),
        entry(
            "UsageService/GetUsage",
            GetUsageRequest.newBuilder().setUsageId(others.id().toString())),
        entry("UsageService/ListUsage", ListUsageRequest.newBuilder()),
        entry(
            "UsageService/VoidUsage",
            VoidUsageRequest.newBuilder()
                .setUsageId(others.id().toString())
                .setReason("mine now")));
  }

  private Map<String, List<Message>> licenses() {
    return Map.ofEntries(
        entry(
            "LicenseService/ValidateLicense",
            ValidateLicenseRequest.newBuilder().setLicenseServerId(LICENSE.value())),
        entry("LicenseService/ListLicenses", ListLicensesRequest.newBuilder()),
        entry("LicenseService/ListEmergencyKeys", ListEmergencyKeysRequest.newBuilder()));
  }

  private Map<String, List<Message>> catalog() {
    return Map.ofEntries(
        entry("CatalogService/ListCustomers", ListCustomersRequest.newBuilder()),
        entry("CatalogService/ListSolutions", ListSolutionsRequest.newBuilder()),
        entry("CatalogService/ListApplications", ListApplicationsRequest.newBuilder()));
  }

  private Map<String, List<Message>> purge() {
    return Map.ofEntries(
        entry("PurgeService/PurgeUsage", PurgeUsageRequest.newBuilder().setPeriod(OCTOBER)),
        entry("PurgeService/RestoreUsage", RestoreUsageRequest.newBuilder().setPeriod(OCTOBER)),
        entry("PurgeService/ListPurgedPeriods", ListPurgedPeriodsRequest.newBuilder()));
  }

  private Map<String, List<Message>> reports() {
    return Map.ofEntries(
        Map.entry(
            "totvs.billing.v1.ReportService/SummarizeUsage",
            Stream.of(UsageDimension.values())
                .filter(
                    one ->
                        one != UsageDimension.USAGE_DIMENSION_UNSPECIFIED
                            && one != UsageDimension.UNRECOGNIZED)
                .<Message>map(
                    one ->
                        SummarizeUsageRequest.newBuilder()
                            .addGroupBy(one)
                            .setCountDistinctUsers(true)
                            .build())
                .toList()),
        Map.entry(
            "totvs.billing.v1.ReportService/ExportUsage",
            List.of(
                ExportUsageRequest.newBuilder()
                    .setKind(UsageExportKind.USAGE_EXPORT_KIND_RECORDS)
                    .build(),
                ExportUsageRequest.newBuilder()
                    .setKind(UsageExportKind.USAGE_EXPORT_KIND_SUMMARY)
                    .addGroupBy(UsageDimension.USAGE_DIMENSION_CUSTOMER)
                    .addGroupBy(UsageDimension.USAGE_DIMENSION_SOLUTION)
                    .build())),
        Map.entry(
            "totvs.billing.v1.ReportService/SummarizeCost",
            Stream.of(
                    CostDimension.COST_DIMENSION_CUSTOMER,
                    CostDimension.COST_DIMENSION_APPLICATION,
                    CostDimension.COST_DIMENSION_SOLUTION,
                    CostDimension.COST_DIMENSION_RESOURCE,
                    CostDimension.COST_DIMENSION_DAY)
                .<Message>map(
                    one ->
                        SummarizeCostRequest.newBuilder()
                            .setFilter(CostFilter.newBuilder().setFirstMonth(NOVEMBER))
                            .addGroupBy(one)
                            .build())
                .toList()),
        Map.entry(
            "totvs.billing.v1.ReportService/ExportCost",
            Stream.of(
                    CostExportFormat.COST_EXPORT_FORMAT_FLAT,
                    CostExportFormat.COST_EXPORT_FORMAT_FOCUS_1_2,
                    CostExportFormat.COST_EXPORT_FORMAT_FOCUS_1_3)
                .<Message>map(
                    one ->
                        ExportCostRequest.newBuilder()
                            .setFilter(CostFilter.newBuilder().setFirstMonth(NOVEMBER))
                            .setFormat(one)
                            .build())
                .toList()));
  }

  private Map<String, List<Message>> admin() {
    return Map.ofEntries(
        entry("AdminService/ListJobs", ListJobsRequest.newBuilder()),
        entry("AdminService/RunSelfCheck", RunSelfCheckRequest.newBuilder()),
        entry("AdminService/RebuildTotals", RebuildTotalsRequest.newBuilder()),
        entry("AdminService/ListAuditEntries", ListAuditEntriesRequest.newBuilder()));
  }

  private Map<String, List<Message>> cost() {
    return Map.ofEntries(
        entry("CostService/CollectAzureCost", CollectAzureCostRequest.newBuilder()),
        entry("CostService/ListCostSources", ListCostSourcesRequest.newBuilder()),
        entry("CostService/ListCostItems", ListCostItemsRequest.newBuilder()),
        entry("CostService/ListCostRevisions", ListCostRevisionsRequest.newBuilder()),
        entry(
            "CostService/CreateFixedCost",
            CreateFixedCostRequest.newBuilder().setFixedCost(WireExamples.fixedCost())),
        entry("CostService/ListFixedCosts", ListFixedCostsRequest.newBuilder()),
        entry(
            "CostService/EndFixedCost",
            EndFixedCostRequest.newBuilder()
                .setFixedCostId("dta-base")
                .setLastMonth(OCTOBER.getMonth())),
        entry("CostService/PostFixedCosts", PostFixedCostsRequest.newBuilder()));
  }

  private Map<String, List<Message>> allocation() {
    return Map.ofEntries(
        entry(
            "AllocationService/CreateAllocationRule",
            CreateAllocationRuleRequest.newBuilder()
                .setAllocationRule(WireExamples.allocationRule())),
        entry(
            "AllocationService/EndAllocationRule",
            EndAllocationRuleRequest.newBuilder().setRuleId("by-tokens").setLastMonth(NOVEMBER)),
        entry("AllocationService/ListAllocationRules", ListAllocationRulesRequest.newBuilder()),
        entry(
            "AllocationService/AllocateCost", AllocateCostRequest.newBuilder().setMonth(NOVEMBER)),
        entry("AllocationService/ListAllocationRuns", ListAllocationRunsRequest.newBuilder()),
        entry(
            "AllocationService/CompareAllocationRuns",
            CompareAllocationRunsRequest.newBuilder().setRun(1).setOtherRun(1)),
        entry("AllocationService/ListAllocations", ListAllocationsRequest.newBuilder().setRun(1)),
        entry(
            "AllocationService/ExplainAllocation",
            ExplainAllocationRequest.newBuilder().setAllocationId("1-1-1")),
        entry("AllocationService/ListMonths", ListMonthsRequest.newBuilder()),
        entry(
            "AllocationService/CloseMonth",
            CloseMonthRequest.newBuilder().setMonth(NOVEMBER).setDryRun(true)),
        entry(
            "AllocationService/ReopenMonth",
            ReopenMonthRequest.newBuilder().setMonth(NOVEMBER).setReason("mine now")));
  }

  private Map<String, List<Message>> operations() {
    return Map.ofEntries(
        operation("GetOperation", GetOperationRequest.newBuilder().setName(operation)),
        operation("ListOperations", ListOperationsRequest.newBuilder()),
        operation("WaitOperation", WaitOperationRequest.newBuilder().setName(operation)),
        operation("CancelOperation", CancelOperationRequest.newBuilder().setName(operation)),
        operation("DeleteOperation", DeleteOperationRequest.newBuilder().setName(operation)));
  }

  private static Map.Entry<String, List<Message>> entry(String method, Message.Builder request) {
    return Map.entry("totvs.billing.v1." + method, List.of(request.build()));
  }

  private static Map.Entry<String, List<Message>> operation(
      String method, Message.Builder request) {
    return Map.entry("google.longrunning.Operations/" + method, List.of(request.build()));
  }
}
