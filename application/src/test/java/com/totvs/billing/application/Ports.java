package com.totvs.billing.application;

import com.totvs.billing.application.allocation.AllocationBook;
import com.totvs.billing.application.allocation.AllocationRules;
import com.totvs.billing.application.allocation.Months;
import com.totvs.billing.application.audit.AuditLog;
import com.totvs.billing.application.catalog.Catalog;
import com.totvs.billing.application.cost.CostBook;
import com.totvs.billing.application.cost.FixedCosts;
import com.totvs.billing.application.license.EmergencyKeys;
import com.totvs.billing.application.license.Licenses;
import com.totvs.billing.application.operation.Operations;
import com.totvs.billing.application.purge.UsageHistory;
import com.totvs.billing.application.report.CostReports;
import com.totvs.billing.application.report.DailyTotals;
import com.totvs.billing.application.report.UsageReports;
import com.totvs.billing.application.usage.UsageJournal;

/// The stored ports over one empty store that no other test writes to, and nothing remembered from
/// an earlier one. They use the given clock, [com.totvs.billing.domain.BusinessZone#SAO_PAULO] and
/// [com.totvs.billing.domain.usage.EmergencyKeyTypes#ALL_BUT_ZERO].
public record Ports(
    UsageJournal journal,
    Licenses licenses,
    EmergencyKeys emergencyKeys,
    Catalog catalog,
    Operations operations,
    UsageHistory history,
    UsageReports reports,
    DailyTotals dailyTotals,
    AuditLog auditLog,
    CostBook costBook,
    FixedCosts fixedCosts,
    AllocationRules allocationRules,
    AllocationBook allocationBook,
    Months months,
    CostReports costReports,
    SettableClock clock) {}
