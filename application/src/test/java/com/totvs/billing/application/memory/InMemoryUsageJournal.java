package com.totvs.billing.application.memory;

import com.totvs.billing.application.memory.InMemoryBilling.Row;
import com.totvs.billing.application.usage.UsageJournal;
import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.Reason;
import com.totvs.billing.domain.audit.AuditAction;
import com.totvs.billing.domain.catalog.Application;
import com.totvs.billing.domain.catalog.Solution;
import com.totvs.billing.domain.customer.Customer;
import com.totvs.billing.domain.license.LicenseId;
import com.totvs.billing.domain.usage.Correction;
import com.totvs.billing.domain.usage.Place;
import com.totvs.billing.domain.usage.Receipt;
import com.totvs.billing.domain.usage.RecordedUsage;
import com.totvs.billing.domain.usage.Settlement;
import com.totvs.billing.domain.usage.UsageFilter;
import com.totvs.billing.domain.usage.UsageId;
import com.totvs.billing.domain.usage.UsageKey;
import com.totvs.billing.domain.usage.UsageRecord;
import com.totvs.billing.domain.usage.VoidReceipt;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Usage kept in memory. A test may take it away for a while, or make it refuse a record.
public final class InMemoryUsageJournal implements UsageJournal {
  private final InMemoryBilling store;
  private final Set<UsageId> refused = ConcurrentHashMap.newKeySet();
  private volatile Optional<RuntimeException> failure = Optional.empty();

  InMemoryUsageJournal(InMemoryBilling store) {
    this.store = store;
  }

  /// Makes every method fail from now on and change nothing, until [#recovers].
  public void fails(RuntimeException why) {
    failure = Optional.of(why);
  }

  /// Makes every method fail as it does while the database is away, until [#recovers].
  public void fails(Reason reason) {
    fails(BillingException.of(reason, "as the test wants").retryAfter(Duration.ofSeconds(1)));
  }

  /// Makes the methods work again.
  public void recovers() {
    failure = Optional.empty();
  }

  /// Makes the store refuse the record of this id, as a database does with a value it cannot hold.
  public void refuses(UsageId id) {
    refused.add(id);
  }

  /// How many records are settled on the customer.
  public long settledFor(Customer customer) {
    return transaction(
        () -> rows().filter(row -> row.customer().equals(Optional.of(customer.code()))).count());
  }

  /// Every record there is.
  public List<RecordedUsage> all() {
    return list(UsageFilter.ALL, Optional.empty(), Integer.MAX_VALUE);
  }

  @Override
  public List<Receipt> append(List<UsageRecord> usage, Duration patience) {
    return transaction(() -> usage.stream().map(this::append).toList());
  }

  @Override
  public List<RecordedUsage> find(
      UsageId id, Optional<LicenseId> license, Optional<Instant> occurredTime) {
    return transaction(
        () ->
            withId(id)
                .filter(row -> fits(license, row.usage().license()))
                .filter(row -> fits(occurredTime, row.usage().occurredTime()))
                .map(this::recorded)
                .toList());
  }

  @Override
  public List<RecordedUsage> list(UsageFilter filter, Optional<UsageKey> after, int limit) {
    return transaction(
        () ->
            rows()
                .filter(row -> after.map(key -> row.usage().key().compareTo(key) > 0).orElse(true))
                .filter(row -> store.fits(filter, row))
                .limit(limit)
                .map(this::recorded)
                .toList());
  }

  @Override
  public List<RecordedUsage> export(UsageFilter filter, Optional<UsageKey> after, int limit) {
    return list(filter, after, limit);
  }

  @Override
  public int settle(LicenseId license, int limit) {
    return transaction(
        () -> store.holder(license).map(holder -> settle(license, holder, limit)).orElse(0));
  }

  @Override
  public VoidReceipt voidUsage(UsageKey target, String reason, String subject) {
    return transaction(
        () ->
            Optional.ofNullable(store.usage.get(target))
                .filter(row -> row.voids().isEmpty())
                .map(row -> cancel(row, reason, subject))
                .orElseGet(VoidReceipt.NoTarget::new));
  }

  private VoidReceipt cancel(Row target, String reason, String subject) {
    UsageRecord u = target.usage();
    UsageRecord cancelling =
        new UsageRecord(
            u.id().cancelling(),
            u.occurredTime(),
            u.license(),
            u.solution(),
            u.application(),
            u.user(),
            u.consumption(),
            u.contingencyProviderType(),
            u.purpose());
    Row there = store.usage.get(cancelling.key());
    if (there != null) {
      return there
          .voids()
          .<VoidReceipt>map(by -> new VoidReceipt.AlreadyVoided(there.acceptedTime(), by.reason()))
          .orElseGet(VoidReceipt.IdInUse::new);
    }
    Correction.Voids voids = new Correction.Voids(u.id(), reason);
    keep(new Row(cancelling, store.now(), target.customer(), target.place(), Optional.of(voids)));
    store.audit(subject, AuditAction.VOID_USAGE, u.id().toString(), reason);
    return new VoidReceipt.Voided(store.now());
  }

  private int settle(LicenseId license, Customer holder, int limit) {
    List<Row> waiting =
        rows()
            .filter(row -> row.customer().isEmpty() && row.usage().license().equals(license))
            .limit(limit)
            .toList();
    waiting.forEach(row -> keep(row.settledOn(holder.code())));
    return waiting.size();
  }

  private Receipt append(UsageRecord usage) {
    if (refused.contains(usage.id())) {
      return new Receipt.Refused(usage.id());
    }
    List<Row> near = withId(usage.id()).filter(row -> near(row.usage(), usage)).toList();
    if (near.isEmpty()) {
      return store.purged.hold(usage.occurredTime())
          ? new Receipt.Purged(usage.id())
          : accept(usage);
    }
    return near.stream()
        .filter(row -> row.voids().isEmpty() && row.usage().sameContent(usage))
        .findFirst()
        .<Receipt>map(row -> new Receipt.Repeated(usage.id(), row.acceptedTime()))
        .orElseGet(() -> new Receipt.Conflicting(usage.id()));
  }

  private Receipt accept(UsageRecord usage) {
    Instant now = store.now();
    store.solutions.merge(
        usage.solution().id(), usage.solution().description(), (a, b) -> newer(a, b));
    store.applications.merge(
        usage.application().id(), usage.application().description(), (a, b) -> newer(a, b));
    store.licenses.computeIfAbsent(usage.license(), id -> InMemoryLicenses.met(id, now));
    Optional<Customer> customer =
        usage.answeredInternally().or(() -> store.holder(usage.license()));
    keep(new Row(usage, now, customer.map(Customer::code), Place.ONLINE, Optional.empty()));
    return new Receipt.Accepted(usage.id(), now);
  }

  private void keep(Row row) {
    store.usage.put(row.usage().key(), row);
  }

  private static String newer(String older, String newer) {
    return newer.isEmpty() ? older : newer;
  }

  private boolean near(UsageRecord one, UsageRecord other) {
    long months =
        store
            .zone
            .month(one.occurredTime())
            .until(store.zone.month(other.occurredTime()), ChronoUnit.MONTHS);
    return Math.abs(months) <= 1;
  }

  private Stream<Row> withId(UsageId id) {
    return rows().filter(row -> row.usage().id().equals(id));
  }

  private Stream<Row> rows() {
    return List.copyOf(store.usage.values()).stream();
  }

  private static <T> boolean fits(Optional<T> wanted, T value) {
    return InMemoryBilling.fits(wanted, value);
  }

  private Correction correction(Row row) {
    return row.voids()
        .<Correction>map(voids -> voids)
        .or(() -> store.voidedBy(row).map(Correction.Voided::new))
        .orElseGet(Correction.None::new);
  }

  private RecordedUsage recorded(Row row) {
    UsageRecord u = row.usage();
    UsageRecord described =
        new UsageRecord(
            u.id(),
            u.occurredTime(),
            u.license(),
            new Solution(u.solution().id(), store.solutions.getOrDefault(u.solution().id(), "")),
            new Application(
                u.application().id(), store.applications.getOrDefault(u.application().id(), "")),
            u.user(),
            u.consumption(),
            u.contingencyProviderType(),
            u.purpose());
    return new RecordedUsage(
        described, row.acceptedTime(), settlement(row), row.place(), correction(row));
  }

  private Settlement settlement(Row row) {
    String why = store.license(row).reason();
    return switch (store.state(row)) {
      case SETTLED -> new Settlement.Settled(store.customer(row.customer().orElseThrow()));
      case SET_ASIDE -> new Settlement.SetAside(why);
      case WAITING ->
          new Settlement.Waiting(why.isEmpty() ? "License Server has not answered yet" : why);
    };
  }

  private <T> T transaction(Supplier<T> work) {
    failure.ifPresent(
        why -> {
          throw why;
        });
    return store.transaction(work);
  }
}
