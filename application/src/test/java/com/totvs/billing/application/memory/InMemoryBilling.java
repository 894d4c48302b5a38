package com.totvs.billing.application.memory;

import com.totvs.billing.application.Ports;
import com.totvs.billing.application.SettableClock;
import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.domain.audit.AuditAction;
import com.totvs.billing.domain.audit.AuditEntry;
import com.totvs.billing.domain.catalog.ApplicationId;
import com.totvs.billing.domain.catalog.SolutionId;
import com.totvs.billing.domain.customer.Customer;
import com.totvs.billing.domain.customer.CustomerCode;
import com.totvs.billing.domain.license.License;
import com.totvs.billing.domain.license.LicenseId;
import com.totvs.billing.domain.license.LicenseState;
import com.totvs.billing.domain.operation.OperationId;
import com.totvs.billing.domain.purge.PurgedSpans;
import com.totvs.billing.domain.usage.Correction;
import com.totvs.billing.domain.usage.EmergencyKeyTypes;
import com.totvs.billing.domain.usage.Place;
import com.totvs.billing.domain.usage.SettlementState;
import com.totvs.billing.domain.usage.UsageFilter;
import com.totvs.billing.domain.usage.UsageId;
import com.totvs.billing.domain.usage.UsageKey;
import com.totvs.billing.domain.usage.UsageRecord;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/// One small store in memory and the ports over it.
public final class InMemoryBilling {

  /// A record as it is kept; without a customer it waits.
  ///
  /// @param voids what it cancels, if it does
  record Row(
      UsageRecord usage,
      Instant acceptedTime,
      Optional<CustomerCode> customer,
      Place place,
      Optional<Correction.Voids> voids) {

    Row settledOn(CustomerCode code) {
      return new Row(usage, acceptedTime, Optional.of(code), place, voids);
    }

    Row movedTo(Place other) {
      return new Row(usage, acceptedTime, customer, other, voids);
    }

    int sign() {
      return voids.isPresent() ? -1 : 1;
    }
  }

  final Clock clock;
  final BusinessZone zone;
  final EmergencyKeyTypes emergencyKeyTypes;
  final NavigableMap<UsageKey, Row> usage = new TreeMap<>();
  final Map<OperationId, InMemoryOperations.Kept> operations = new LinkedHashMap<>();
  final List<AuditEntry> auditEntries = new ArrayList<>();
  PurgedSpans purged = PurgedSpans.NONE;
  final NavigableMap<LicenseId, License> licenses = new TreeMap<>();
  final NavigableMap<CustomerCode, Customer> customers = new TreeMap<>();
  final NavigableMap<SolutionId, String> solutions = new TreeMap<>();
  final NavigableMap<ApplicationId, String> applications = new TreeMap<>();

  private final InMemoryUsageJournal journalPort;
  private final InMemoryLicenses licensesPort;
  private final InMemoryEmergencyKeys emergencyKeysPort;
  private final InMemoryCatalog catalogPort;
  private final InMemoryOperations operationsPort;
  private final InMemoryUsageHistory historyPort;
  private final InMemoryUsageReports reportsPort;
  private final InMemoryDailyTotals dailyTotalsPort;
  private final InMemoryAuditLog auditLogPort;
  private final InMemoryCostBook costBookPort;
  private final InMemoryFixedCosts fixedCostsPort;
  private final InMemoryAllocationRules allocationRulesPort;
  private final InMemoryAllocationBook allocationBookPort;
  private final InMemoryMonths monthsPort;
  private final InMemoryCostReports costReportsPort;

  /// An empty store; every contingency provider type but 0 is an emergency key, and days and months
  /// are those of São Paulo.
  public InMemoryBilling(Clock clock) {
    this(clock, EmergencyKeyTypes.ALL_BUT_ZERO, BusinessZone.SAO_PAULO);
  }

  /// An empty store.
  public InMemoryBilling(Clock clock, EmergencyKeyTypes types, BusinessZone zone) {
    this.clock = clock;
    this.zone = zone;
    this.emergencyKeyTypes = types;
    this.journalPort = new InMemoryUsageJournal(this);
    this.licensesPort = new InMemoryLicenses(this);
    this.emergencyKeysPort = new InMemoryEmergencyKeys(this, types);
    this.catalogPort = new InMemoryCatalog(this);
    this.operationsPort = new InMemoryOperations(this);
    this.historyPort = new InMemoryUsageHistory(this);
    this.reportsPort = new InMemoryUsageReports(this);
    this.dailyTotalsPort = new InMemoryDailyTotals(this);
    this.auditLogPort = new InMemoryAuditLog(this);
    this.costBookPort = new InMemoryCostBook(this);
    this.fixedCostsPort = new InMemoryFixedCosts(this);
    this.allocationRulesPort = new InMemoryAllocationRules(this);
    this.allocationBookPort = new InMemoryAllocationBook(this);
    this.monthsPort = new InMemoryMonths(this);
    this.costReportsPort = new InMemoryCostReports(this);
    customers.put(Customer.INTERNAL.code(), Customer.INTERNAL);
  }

  /// The ports of an empty store, for a contract.
  public static Ports ports() {
    SettableClock clock = new SettableClock();
    InMemoryBilling store = new InMemoryBilling(clock);
    return new Ports(
        store.journal(),
        store.licenses(),
        store.emergencyKeys(),
        store.catalog(),
        store.operations(),
        store.history(),
        store.reports(),
        store.dailyTotals(),
        store.auditLog(),
        store.costBook(),
        store.fixedCosts(),
        store.allocationRules(),
        store.allocationBook(),
        store.months(),
        store.costReports(),
        clock);
  }

  public InMemoryUsageJournal journal() {
    return journalPort;
  }

  public InMemoryLicenses licenses() {
    return licensesPort;
  }

  public InMemoryEmergencyKeys emergencyKeys() {
    return emergencyKeysPort;
  }

  public InMemoryCatalog catalog() {
    return catalogPort;
  }

  public InMemoryOperations operations() {
    return operationsPort;
  }

  public InMemoryUsageHistory history() {
    return historyPort;
  }

  public InMemoryUsageReports reports() {
    return reportsPort;
  }

  public InMemoryDailyTotals dailyTotals() {
    return dailyTotalsPort;
  }

  public InMemoryAuditLog auditLog() {
    return auditLogPort;
  }

  public InMemoryCostBook costBook() {
    return costBookPort;
  }

  public InMemoryFixedCosts fixedCosts() {
    return fixedCostsPort;
  }

  public InMemoryAllocationRules allocationRules() {
    return allocationRulesPort;
  }

  public InMemoryAllocationBook allocationBook() {
    return allocationBookPort;
  }

  public InMemoryMonths months() {
    return monthsPort;
  }

  public InMemoryCostReports costReports() {
    return costReportsPort;
  }

  synchronized <T> T transaction(Supplier<T> work) {
    return work.get();
  }

  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /// The customer under the newest name.
  Customer customer(CustomerCode code) {
    return Optional.ofNullable(customers.get(code)).orElseThrow();
  }

  /// Who holds the license, or last held it, if that is known.
  Optional<Customer> holder(LicenseId license) {
    return Optional.ofNullable(licenses.get(license))
        .flatMap(License::customer)
        .map(holder -> customer(holder.code()));
  }

  void audit(String subject, AuditAction action, String target, String detail) {
    auditEntries.add(
        new AuditEntry(auditEntries.size() + 1L, now(), subject, action, target, detail));
  }

  List<Row> rows() {
    return List.copyOf(usage.values());
  }

  boolean fits(UsageFilter filter, Row row) {
    UsageRecord one = row.usage();
    return filter.span().contains(one.occurredTime())
        && fits(filter.license(), one.license())
        && filter.customer().map(code -> row.customer().equals(Optional.of(code))).orElse(true)
        && fits(filter.solution(), one.solution().id())
        && fits(filter.application(), one.application().id())
        && fits(filter.purpose(), one.purpose())
        && fits(filter.state(), state(row))
        && fits(filter.place(), row.place())
        && fits(filter.emergencyKey(), emergencyKeyTypes.include(one.contingencyProviderType()))
        && filter.visible().map(own -> own.contains(one.solution().id())).orElse(true);
  }

  static <T> boolean fits(Optional<T> wanted, T value) {
    return wanted.map(value::equals).orElse(true);
  }

  SettlementState state(Row row) {
    if (row.customer().isPresent()) {
      return SettlementState.SETTLED;
    }
    return license(row).state() == LicenseState.SET_ASIDE
        ? SettlementState.SET_ASIDE
        : SettlementState.WAITING;
  }

  License license(Row row) {
    return Optional.ofNullable(licenses.get(row.usage().license())).orElseThrow();
  }

  /// The id of the record that cancels this one.
  Optional<UsageId> voidedBy(Row row) {
    UsageKey key = row.usage().key();
    UsageKey by = new UsageKey(key.occurredTime(), key.id().cancelling(), key.license());
    return Optional.ofNullable(usage.get(by))
        .filter(one -> one.voids().isPresent())
        .map(one -> one.usage().id());
  }

  /// Whether the record is neither voided nor cancels one.
  boolean counts(Row row) {
    return row.voids().isEmpty() && voidedBy(row).isEmpty();
  }
}
