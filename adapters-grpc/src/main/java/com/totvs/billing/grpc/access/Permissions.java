package com.totvs.billing.grpc.access;

import com.totvs.billing.domain.access.Scope;
import com.totvs.billing.v1.AdminServiceGrpc;
import com.totvs.billing.v1.AllocationServiceGrpc;
import com.totvs.billing.v1.CatalogServiceGrpc;
import com.totvs.billing.v1.CostServiceGrpc;
import com.totvs.billing.v1.LicenseServiceGrpc;
import com.totvs.billing.v1.PurgeServiceGrpc;
import com.totvs.billing.v1.ReportServiceGrpc;
import com.totvs.billing.v1.UsageServiceGrpc;
import io.grpc.MethodDescriptor;
import io.grpc.ServiceDescriptor;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The scope that each method needs: the one table of them. The methods of `google.longrunning`
/// need a token, and the scope of the method that started the operation in question.
public final class Permissions {
  private static final String OURS = "totvs.billing.";

  // Load balancers ask for health, and whoever switched reflection on wants it to be seen.
  private static final Set<String> OPEN_SERVICES =
      Set.of("grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection");

  private static final Map<String, Scope> SCOPES =
      Map.ofEntries(
          scope(UsageServiceGrpc.getRecordUsageMethod(), Scope.USAGE_WRITE),
          scope(UsageServiceGrpc.getBatchRecordUsageMethod(), Scope.USAGE_WRITE),
          scope(UsageServiceGrpc.getGetUsageMethod(), Scope.USAGE_READ),
          scope(UsageServiceGrpc.getListUsageMethod(), Scope.USAGE_READ),
          scope(UsageServiceGrpc.getVoidUsageMethod(), Scope.USAGE_VOID),
          scope(PurgeServiceGrpc.getPurgeUsageMethod(), Scope.USAGE_PURGE),
          scope(PurgeServiceGrpc.getRestoreUsageMethod(), Scope.USAGE_PURGE),
          scope(PurgeServiceGrpc.getListPurgedPeriodsMethod(), Scope.USAGE_READ),
          scope(ReportServiceGrpc.getSummarizeUsageMethod(), Scope.USAGE_READ),
          scope(ReportServiceGrpc.getExportUsageMethod(), Scope.USAGE_READ),
          scope(ReportServiceGrpc.getSummarizeCostMethod(), Scope.COST_READ),
          scope(ReportServiceGrpc.getExportCostMethod(), Scope.COST_READ),
          scope(CostServiceGrpc.getCollectAzureCostMethod(), Scope.COST_WRITE),
          scope(CostServiceGrpc.getListCostSourcesMethod(), Scope.COST_READ),
          scope(CostServiceGrpc.getListCostItemsMethod(), Scope.COST_READ),
          scope(CostServiceGrpc.getListCostRevisionsMethod(), Scope.COST_READ),
          scope(CostServiceGrpc.getCreateFixedCostMethod(), Scope.COST_WRITE),
          scope(CostServiceGrpc.getListFixedCostsMethod(), Scope.COST_READ),
          scope(CostServiceGrpc.getEndFixedCostMethod(), Scope.COST_WRITE),
          scope(CostServiceGrpc.getPostFixedCostsMethod(), Scope.COST_WRITE),
          scope(AllocationServiceGrpc.getCreateAllocationRuleMethod(), Scope.COST_WRITE),
          scope(AllocationServiceGrpc.getEndAllocationRuleMethod(), Scope.COST_WRITE),
          scope(AllocationServiceGrpc.getListAllocationRulesMethod(), Scope.COST_READ),
          scope(AllocationServiceGrpc.getAllocateCostMethod(), Scope.COST_WRITE),
          scope(AllocationServiceGrpc.getListAllocationRunsMethod(), Scope.COST_READ),
          scope(AllocationServiceGrpc.getCompareAllocationRunsMethod(), Scope.COST_READ),
          scope(AllocationServiceGrpc.getListAllocationsMethod(), Scope.COST_READ),
          scope(AllocationServiceGrpc.getExplainAllocationMethod(), Scope.COST_READ),
          scope(AllocationServiceGrpc.getListMonthsMethod(), Scope.COST_READ),
          scope(AllocationServiceGrpc.getCloseMonthMethod(), Scope.MONTH_CLOSE),
          scope(AllocationServiceGrpc.getReopenMonthMethod(), Scope.MONTH_REOPEN),
          scope(AdminServiceGrpc.getListJobsMethod(), Scope.ADMIN_READ),
          scope(AdminServiceGrpc.getListAuditEntriesMethod(), Scope.ADMIN_READ),
          scope(AdminServiceGrpc.getRunSelfCheckMethod(), Scope.ADMIN_WRITE),
          scope(AdminServiceGrpc.getRebuildTotalsMethod(), Scope.ADMIN_WRITE),
          scope(LicenseServiceGrpc.getValidateLicenseMethod(), Scope.LICENSE_READ),
          scope(LicenseServiceGrpc.getListLicensesMethod(), Scope.LICENSE_READ),
          scope(LicenseServiceGrpc.getListEmergencyKeysMethod(), Scope.LICENSE_READ),
          scope(CatalogServiceGrpc.getListCustomersMethod(), Scope.USAGE_READ),
          scope(CatalogServiceGrpc.getListSolutionsMethod(), Scope.USAGE_READ),
          scope(CatalogServiceGrpc.getListApplicationsMethod(), Scope.USAGE_READ));

  private Permissions() {}

  /// Whether the method needs no token.
  static boolean open(MethodDescriptor<?, ?> method) {
    return OPEN_SERVICES.contains(method.getServiceName());
  }

  /// The scope the method needs; empty for a service that is not ours.
  static Optional<Scope> scope(MethodDescriptor<?, ?> method) {
    return Optional.ofNullable(SCOPES.get(method.getFullMethodName()));
  }

  /// Fails if a service of ours has a method that the table forgot: it would need no scope.
  public static void requireComplete(ServiceDescriptor service) {
    for (MethodDescriptor<?, ?> method : service.getMethods()) {
      if (method.getFullMethodName().startsWith(OURS) && scope(method).isEmpty()) {
        throw new IllegalStateException("no scope is set for " + method.getFullMethodName());
      }
    }
  }

  private static Map.Entry<String, Scope> scope(MethodDescriptor<?, ?> method, Scope scope) {
    return Map.entry(method.getFullMethodName(), scope);
  }
}
