package com.totvs.billing.application.memory;

import com.totvs.billing.application.memory.InMemoryBilling.Row;
import com.totvs.billing.application.operation.Claim;
import com.totvs.billing.application.purge.UsageHistory;
import com.totvs.billing.domain.Span;
import com.totvs.billing.domain.operation.Ending;
import com.totvs.billing.domain.operation.Operation;
import com.totvs.billing.domain.operation.OperationId;
import com.totvs.billing.domain.operation.OperationKind;
import com.totvs.billing.domain.operation.Order;
import com.totvs.billing.domain.operation.Progress;
import com.totvs.billing.domain.operation.Result;
import com.totvs.billing.domain.purge.Direction;
import com.totvs.billing.domain.purge.MonthMove;
import com.totvs.billing.domain.purge.MoveMethod;
import com.totvs.billing.domain.purge.PlaceCounts;
import com.totvs.billing.domain.purge.PurgedPeriod;
import com.totvs.billing.domain.usage.Place;
import java.time.Instant;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Moves usage in memory.
public final class InMemoryUsageHistory implements UsageHistory {
  private final InMemoryBilling store;
  private final Map<OperationId, PlaceCounts> before = new HashMap<>();

  InMemoryUsageHistory(InMemoryBilling store) {
    this.store = store;
  }

  @Override
  public Operation begin(Claim claim) {
    return store.transaction(
        () -> {
          Operation operation = store.operations().step(claim);
          if (operation.cancelRequested() || operation.started().isPresent()) {
            return operation;
          }
          Order order = operation.order();
          if (order.kind() == OperationKind.PURGE_USAGE && !order.dryRun()) {
            store.purged = store.purged.plus(order.span());
          }
          before.put(operation.id(), counts(order.span()));
          List<MonthMove> months = plan(order);
          return store
              .operations()
              .advance(
                  operation,
                  new Progress(0, months.stream().mapToLong(MonthMove::total).sum(), months));
        });
  }

  private List<MonthMove> plan(Order order) {
    Direction direction = direction(order);
    Map<YearMonth, List<Row>> byMonth =
        rows(order.span())
            .filter(row -> row.place() == direction.from())
            .collect(Collectors.groupingBy(this::month, TreeMap::new, Collectors.toList()));
    return byMonth.entrySet().stream()
        .map(
            month ->
                new MonthMove(
                    month.getKey(),
                    whole(order.span(), month.getKey()) && empty(month.getKey(), direction.to())
                        ? MoveMethod.PARTITION
                        : MoveMethod.BATCHES,
                    0,
                    month.getValue().size(),
                    false))
        .toList();
  }

  @Override
  public Operation move(Claim claim, int limit) {
    return store.transaction(
        () -> {
          Operation operation = store.operations().step(claim);
          Progress progress = operation.progress();
          Optional<MonthMove> next =
              progress.months().stream().filter(month -> !month.done()).findFirst();
          if (next.isEmpty()) {
            return operation;
          }
          MonthMove moved = move(operation.order(), next.get(), limit);
          return store
              .operations()
              .advance(
                  operation,
                  new Progress(
                      progress.done() + moved.moved() - next.get().moved(),
                      progress.total(),
                      progress.months().stream()
                          .map(month -> month.month().equals(moved.month()) ? moved : month)
                          .toList()));
        });
  }

  private MonthMove move(Order order, MonthMove month, int limit) {
    Direction direction = direction(order);
    boolean atOnce = month.method() == MoveMethod.PARTITION;
    if (atOnce && !empty(month.month(), direction.to())) {
      return new MonthMove(month.month(), MoveMethod.BATCHES, month.moved(), month.total(), false);
    }
    List<Row> batch =
        rows(order.span())
            .filter(row -> row.place() == direction.from() && month(row).equals(month.month()))
            .limit(atOnce ? Long.MAX_VALUE : limit)
            .toList();
    batch.forEach(row -> store.usage.put(row.usage().key(), row.movedTo(direction.to())));
    return new MonthMove(
        month.month(),
        month.method(),
        month.moved() + batch.size(),
        month.total(),
        atOnce || batch.size() < limit);
  }

  @Override
  public Operation finish(Claim claim) {
    return store.transaction(
        () -> {
          Operation operation = store.operations().step(claim);
          Order order = operation.order();
          if (order.kind() == OperationKind.RESTORE_USAGE && !order.dryRun()) {
            store.purged = store.purged.minus(order.span());
          }
          PlaceCounts were = Optional.ofNullable(before.get(operation.id())).orElseThrow();
          store
              .operations()
              .end(
                  claim,
                  new Ending.Succeeded(store.now(), new Result.Moved(were, counts(order.span()))));
          return store.operations().find(operation.id()).orElseThrow();
        });
  }

  @Override
  public List<PurgedPeriod> purgedPeriods(Optional<Instant> after, int limit) {
    return store.transaction(
        () ->
            store.purged.spans().stream()
                .filter(span -> after.map(span.end().orElseThrow()::isAfter).orElse(true))
                .limit(limit)
                .map(span -> new PurgedPeriod(span, counts(span)))
                .toList());
  }

  private PlaceCounts counts(Span span) {
    return new PlaceCounts(
        rows(span).filter(row -> row.place() == Place.ONLINE).count(),
        rows(span).filter(row -> row.place() == Place.HISTORY).count());
  }

  private boolean empty(YearMonth month, Place place) {
    return store.rows().stream().noneMatch(row -> row.place() == place && month(row).equals(month));
  }

  private boolean whole(Span span, YearMonth month) {
    return span.contains(store.zone.start(month))
        && !span.end().orElse(Instant.MAX).isBefore(store.zone.start(month.plusMonths(1)));
  }

  private Stream<Row> rows(Span span) {
    return store.rows().stream().filter(row -> span.contains(row.usage().occurredTime()));
  }

  private YearMonth month(Row row) {
    return store.zone.month(row.usage().occurredTime());
  }

  private static Direction direction(Order order) {
    return order.kind() == OperationKind.PURGE_USAGE ? Direction.PURGE : Direction.RESTORE;
  }
}
