package com.totvs.billing.application.memory;

import com.totvs.billing.application.license.EmergencyKeys;
import com.totvs.billing.application.memory.InMemoryBilling.Row;
import com.totvs.billing.domain.customer.Customer;
import com.totvs.billing.domain.license.EmergencyKey;
import com.totvs.billing.domain.license.EmergencyKeyUse;
import com.totvs.billing.domain.license.License;
import com.totvs.billing.domain.usage.EmergencyKeyTypes;
import com.totvs.billing.domain.usage.UsageRecord;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Use of emergency keys, computed from the usage kept in memory.
public final class InMemoryEmergencyKeys implements EmergencyKeys {
  private static final Comparator<Position> ORDER =
      Comparator.comparing(Position::license).thenComparing(Position::customerCode);

  private final InMemoryBilling store;
  private final EmergencyKeyTypes types;

  InMemoryEmergencyKeys(InMemoryBilling store, EmergencyKeyTypes types) {
    this.store = store;
    this.types = types;
  }

  @Override
  public List<EmergencyKeyUse> uses(Filter filter, Optional<Position> after, int limit) {
    return store.transaction(
        () ->
            byPosition(filter).entrySet().stream()
                .filter(
                    use -> after.map(last -> ORDER.compare(use.getKey(), last) > 0).orElse(true))
                .limit(limit)
                .map(use -> use(use.getValue()))
                .toList());
  }

  private Map<Position, List<Row>> byPosition(Filter filter) {
    return store.usage.values().stream()
        .filter(row -> fits(filter, row))
        .collect(
            Collectors.groupingBy(this::position, () -> new TreeMap<>(ORDER), Collectors.toList()));
  }

  private boolean fits(Filter filter, Row row) {
    UsageRecord usage = row.usage();
    return types.include(usage.contingencyProviderType())
        && store.counts(row)
        && filter.span().contains(usage.occurredTime())
        && filter.license().map(usage.license()::equals).orElse(true)
        && filter
            .customer()
            .map(code -> holder(row).map(Customer::code).equals(Optional.of(code)))
            .orElse(true)
        && filter.visible().map(own -> own.contains(usage.solution().id())).orElse(true);
  }

  private Position position(Row row) {
    return new Position(
        row.usage().license(), holder(row).map(customer -> customer.code().value()).orElse(""));
  }

  // Internal usage is shown under the license's holder, and so is usage that waits.
  private Optional<Customer> holder(Row row) {
    return row.customer()
        .filter(_ -> !row.usage().purpose().internal())
        .map(store::customer)
        .or(() -> store.holder(row.usage().license()));
  }

  private EmergencyKeyUse use(List<Row> rows) {
    List<Instant> times = rows.stream().map(row -> row.usage().occurredTime()).sorted().toList();
    Row first = rows.getFirst();
    return new EmergencyKeyUse(
        first.usage().license(),
        holder(first),
        times.getFirst(),
        times.getLast(),
        (int) times.stream().map(store.zone::day).distinct().count(),
        rows.size(),
        Optional.ofNullable(store.licenses.get(first.usage().license()))
            .map(License::emergencyKey)
            .orElse(EmergencyKey.NOT_TOLD));
  }
}
