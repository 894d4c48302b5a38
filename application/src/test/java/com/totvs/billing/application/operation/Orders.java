package com.totvs.billing.application.operation;

import static com.totvs.billing.domain.BusinessZone.SAO_PAULO;

import com.totvs.billing.domain.Span;
import com.totvs.billing.domain.operation.OperationKind;
import com.totvs.billing.domain.operation.Order;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Optional;
import java.util.UUID;

/// The orders that tests give, by `admin` unless said otherwise.
public final class Orders {
  private Orders() {}

  /// To move a period to history.
  public static Order purge(Span span) {
    return order(OperationKind.PURGE_USAGE, span);
  }

  /// To move a period back.
  public static Order restore(Span span) {
    return order(OperationKind.RESTORE_USAGE, span);
  }

  /// To rebuild all totals.
  public static Order rebuild() {
    return order(OperationKind.REBUILD_TOTALS, Span.ALWAYS);
  }

  /// To check everything.
  public static Order selfCheck() {
    return order(OperationKind.RUN_SELF_CHECK, Span.ALWAYS);
  }

  /// An order without a request id.
  public static Order order(OperationKind kind, Span span) {
    return new Order(kind, span, false, "admin", Optional.empty());
  }

  /// The same order, changing nothing.
  public static Order dry(Order order) {
    return new Order(order.kind(), order.span(), true, order.requestedBy(), order.requestId());
  }

  /// The same order with a request id.
  public static Order repeatable(Order order, UUID requestId) {
    return new Order(
        order.kind(), order.span(), order.dryRun(), order.requestedBy(), Optional.of(requestId));
  }

  /// The same order, given by another one.
  public static Order by(String subject, Order order) {
    return new Order(order.kind(), order.span(), order.dryRun(), subject, order.requestId());
  }

  /// A month of São Paulo.
  public static Span months(YearMonth month) {
    return months(month, month);
  }

  /// Months of São Paulo, both included.
  public static Span months(YearMonth first, YearMonth last) {
    return span(SAO_PAULO.start(first), SAO_PAULO.start(last.plusMonths(1)));
  }

  /// A span with both sides.
  public static Span span(Instant start, Instant end) {
    return new Span(Optional.of(start), Optional.of(end));
  }
}
