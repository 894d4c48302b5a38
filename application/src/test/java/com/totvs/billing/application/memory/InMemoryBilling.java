package com.totvs.billing.application.memory;

import com.totvs.billing.application.Ports;
import com.totvs.billing.application.SettableClock;
import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.domain.catalog.ApplicationId;
import com.totvs.billing.domain.catalog.SolutionId;
import com.totvs.billing.domain.customer.Customer;
import com.totvs.billing.domain.customer.CustomerCode;
import com.totvs.billing.domain.license.License;
import com.totvs.billing.domain.license.LicenseId;
import com.totvs.billing.domain.usage.EmergencyKeyTypes;
import com.totvs.billing.domain.usage.UsageKey;
import com.totvs.billing.domain.usage.UsageRecord;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/// One small store in memory and the ports over it.
public final class InMemoryBilling {

  /// A record as it is kept; without a customer it waits.
  record Row(UsageRecord usage, Instant acceptedTime, Optional<CustomerCode> customer) {}

  final Clock clock;
  final BusinessZone zone;
  final NavigableMap<UsageKey, Row> usage = new TreeMap<>();
  final NavigableMap<LicenseId, License> licenses = new TreeMap<>();
  final NavigableMap<CustomerCode, Customer> customers = new TreeMap<>();
  final NavigableMap<SolutionId, String> solutions = new TreeMap<>();
  final NavigableMap<ApplicationId, String> applications = new TreeMap<>();

  private final InMemoryUsageJournal journalPort;
  private final InMemoryLicenses licensesPort;
  private final InMemoryEmergencyKeys emergencyKeysPort;
  private final InMemoryCatalog catalogPort;

  /// An empty store; every contingency provider type but 0 is an emergency key, and days and months
  /// are those of São Paulo.
  public InMemoryBilling(Clock clock) {
    this(clock, EmergencyKeyTypes.ALL_BUT_ZERO, BusinessZone.SAO_PAULO);
  }

  /// An empty store.
  public InMemoryBilling(Clock clock, EmergencyKeyTypes types, BusinessZone zone) {
    this.clock = clock;
    this.zone = zone;
    this.journalPort = new InMemoryUsageJournal(this);
    this.licensesPort = new InMemoryLicenses(this);
    this.emergencyKeysPort = new InMemoryEmergencyKeys(this, types);
    this.catalogPort = new InMemoryCatalog(this);
    customers.put(Customer.INTERNAL.code(), Customer.INTERNAL);
  }

  /// The ports of an empty store, for a contract.
  public static Ports ports() {
    SettableClock clock = new SettableClock();
    InMemoryBilling store = new InMemoryBilling(clock);
    return new Ports(
        store.journal(), store.licenses(), store.emergencyKeys(), store.catalog(), clock);
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
}
