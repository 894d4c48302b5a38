package com.totvs.billing.application.memory;

import com.totvs.billing.application.license.Answer;
import com.totvs.billing.application.license.Licenses;
import com.totvs.billing.domain.customer.Customer;
import com.totvs.billing.domain.customer.CustomerCode;
import com.totvs.billing.domain.license.EmergencyKey;
import com.totvs.billing.domain.license.License;
import com.totvs.billing.domain.license.LicenseId;
import com.totvs.billing.domain.license.LicenseState;
import com.totvs.billing.domain.license.LicenseTotals;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// Licenses kept in memory.
public final class InMemoryLicenses implements Licenses {
  private final InMemoryBilling store;
  private final Map<CustomerCode, Instant> named = new HashMap<>();

  InMemoryLicenses(InMemoryBilling store) {
    this.store = store;
  }

  /// A license met for the first time, due at once.
  static License met(LicenseId id, Instant now) {
    return new License(
        id,
        LicenseState.WAITING,
        Optional.empty(),
        false,
        EmergencyKey.NOT_TOLD,
        now,
        Optional.empty(),
        "",
        0,
        now);
  }

  @Override
  public Optional<License> find(LicenseId license) {
    return store.transaction(
        () -> Optional.ofNullable(store.licenses.get(license)).map(this::named));
  }

  @Override
  public List<License> list(Optional<LicenseState> state, Optional<LicenseId> after, int limit) {
    return store.transaction(
        () ->
            all()
                .filter(license -> state.map(license.state()::equals).orElse(true))
                .filter(license -> after.map(id -> license.id().compareTo(id) > 0).orElse(true))
                .limit(limit)
                .map(this::named)
                .toList());
  }

  @Override
  public LicenseTotals totals() {
    return store.transaction(
        () ->
            new LicenseTotals(
                in(LicenseState.KNOWN).count(),
                in(LicenseState.WAITING).count(),
                in(LicenseState.SET_ASIDE).count(),
                oldest(LicenseState.WAITING),
                oldest(LicenseState.SET_ASIDE)));
  }

  @Override
  public List<License> claimDue(int limit, Instant now, Duration lease) {
    return store.transaction(
        () -> {
          List<License> due =
              all()
                  .filter(license -> !license.nextAttempt().isAfter(now))
                  .sorted(Comparator.comparing(License::nextAttempt))
                  .limit(limit)
                  .toList();
          due.forEach(
              license ->
                  store.licenses.put(
                      license.id(),
                      scheduled(
                          license, license.reason(), license.failedAttempts(), now.plus(lease))));
          return due.stream().flatMap(license -> find(license.id()).stream()).toList();
        });
  }

  @Override
  public void remember(LicenseId license, Answer.Held holder, Instant confirmed) {
    store.transaction(
        () -> {
          License before = store.licenses.computeIfAbsent(license, id -> met(id, confirmed));
          if (before.confirmed().map(confirmed::isBefore).orElse(false)) {
            return before;
          }
          name(holder.customer(), confirmed);
          return store.licenses.put(license, told(before, holder, confirmed));
        });
  }

  private void name(Customer customer, Instant told) {
    Instant last = named.getOrDefault(customer.code(), Instant.MIN);
    if (!told.isBefore(last)) {
      named.put(customer.code(), told);
      store.customers.put(customer.code(), customer);
    }
  }

  @Override
  public void setAside(LicenseId license, String why, Instant nextAttempt) {
    change(
        license,
        before ->
            new License(
                before.id(),
                before.customer().isPresent() ? LicenseState.KNOWN : LicenseState.SET_ASIDE,
                before.customer(),
                false,
                before.emergencyKey(),
                before.firstSeen(),
                before.confirmed(),
                why,
                0,
                nextAttempt));
  }

  @Override
  public void postpone(LicenseId license, String why, Instant nextAttempt, boolean counted) {
    change(
        license,
        before -> scheduled(before, why, before.failedAttempts() + (counted ? 1 : 0), nextAttempt));
  }

  @Override
  public void rest(LicenseId license, Instant nextAttempt) {
    change(
        license,
        before ->
            waits(license)
                ? before
                : scheduled(before, before.reason(), before.failedAttempts(), nextAttempt));
  }

  private boolean waits(LicenseId license) {
    return store.usage.values().stream()
        .anyMatch(row -> row.customer().isEmpty() && row.usage().license().equals(license));
  }

  private void change(LicenseId license, UnaryOperator<License> change) {
    store.transaction(
        () ->
            Optional.ofNullable(
                store.licenses.computeIfPresent(license, (_, one) -> change.apply(one))));
  }

  private static License told(License before, Answer.Held holder, Instant confirmed) {
    return new License(
        before.id(),
        LicenseState.KNOWN,
        Optional.of(holder.customer()),
        holder.active(),
        holder.emergencyKey(),
        before.firstSeen(),
        Optional.of(confirmed),
        "",
        0,
        before.state() == LicenseState.KNOWN ? before.nextAttempt() : confirmed);
  }

  private static License scheduled(License license, String why, int attempts, Instant next) {
    return new License(
        license.id(),
        license.state(),
        license.customer(),
        license.active(),
        license.emergencyKey(),
        license.firstSeen(),
        license.confirmed(),
        why,
        attempts,
        next);
  }

  private License named(License license) {
    Optional<Customer> holder = store.holder(license.id());
    return new License(
        license.id(),
        license.state(),
        holder,
        license.active(),
        license.emergencyKey(),
        license.firstSeen(),
        license.confirmed(),
        license.reason(),
        license.failedAttempts(),
        license.nextAttempt());
  }

  private Stream<License> all() {
    return List.copyOf(store.licenses.values()).stream();
  }

  private Stream<License> in(LicenseState state) {
    return all().filter(license -> license.state() == state);
  }

  private Optional<Instant> oldest(LicenseState state) {
    return in(state).map(License::firstSeen).min(Comparator.naturalOrder());
  }
}
