package com.totvs.billing.application.audit;

import static com.totvs.billing.application.Examples.NOW;
import static com.totvs.billing.application.Examples.usage;
import static com.totvs.billing.application.operation.Orders.months;
import static com.totvs.billing.application.operation.Orders.purge;
import static com.totvs.billing.application.operation.Orders.rebuild;
import static com.totvs.billing.application.operation.Orders.restore;
import static com.totvs.billing.application.operation.Orders.selfCheck;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.totvs.billing.application.PortsContract;
import com.totvs.billing.application.operation.Orders;
import com.totvs.billing.domain.Span;
import com.totvs.billing.domain.audit.AuditAction;
import com.totvs.billing.domain.audit.AuditEntry;
import com.totvs.billing.domain.audit.AuditFilter;
import com.totvs.billing.domain.operation.Operation;
import com.totvs.billing.domain.operation.Order;
import com.totvs.billing.domain.usage.UsageRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What every [AuditLog] tells: everything that was done, once, newest first.
public abstract class AuditLogContract extends PortsContract {
  private static final Span OCTOBER = months(YearMonth.of(2026, 10));
  private static final AuditFilter ALL =
      new AuditFilter(Span.ALWAYS, Optional.empty(), Optional.empty());

  @Test
  void what_is_done_is_written_down_newest_first() {
    UsageRecord wrong = usage().record();
    append(wrong);
    voidUsage(wrong, "counted twice");
    Operation purge = start(Orders.by("ana", purge(OCTOBER)));
    Instant later = ports().clock().advance(Duration.ofMinutes(1));
    Operation restore = start(Orders.by("rui", restore(OCTOBER)));
    Operation rebuild = start(rebuild());
    var _ = ports().operations().cancel(purge.id(), "eva");

    assertThat(entries(ALL))
        .extracting(
            AuditEntry::time,
            AuditEntry::subject,
            AuditEntry::action,
            AuditEntry::target,
            AuditEntry::detail)
        .containsExactly(
            tuple(later, "eva", AuditAction.CANCEL_OPERATION, purge.id().toString(), "PurgeUsage"),
            tuple(later, "admin", AuditAction.REBUILD_TOTALS, rebuild.id().toString(), "../.."),
            tuple(
                later,
                "rui",
                AuditAction.RESTORE_USAGE,
                restore.id().toString(),
                "2026-10-01T03:00:00Z/2026-11-01T03:00:00Z"),
            tuple(
                NOW,
                "ana",
                AuditAction.PURGE_USAGE,
                purge.id().toString(),
                "2026-10-01T03:00:00Z/2026-11-01T03:00:00Z"),
            tuple(NOW, "admin", AuditAction.VOID_USAGE, wrong.id().toString(), "counted twice"));
    assertThat(entries(ALL).stream().map(AuditEntry::number).toList())
        .doesNotHaveDuplicates()
        .isSortedAccordingTo(Comparator.reverseOrder());
  }

  @Test
  void what_changes_nothing_is_not_written_down() {
    var _ = start(Orders.dry(purge(OCTOBER)));
    var _ = start(Orders.dry(restore(OCTOBER)));
    var _ = start(selfCheck());

    assertThat(entries(ALL)).isEmpty();
  }

  @Test
  void an_order_is_written_down_once_however_often_it_is_repeated() {
    Order order = Orders.repeatable(purge(OCTOBER), UUID.randomUUID());

    var _ = start(order);
    var _ = start(order);

    assertThat(entries(ALL)).hasSize(1);
  }

  @Test
  void a_filter_narrows_by_time_subject_and_action() {
    var _ = start(Orders.by("ana", purge(OCTOBER)));
    Instant later = ports().clock().advance(Duration.ofMinutes(1));
    var _ = start(Orders.by("ana", restore(OCTOBER)));
    var _ = start(Orders.by("rui", purge(OCTOBER)));

    assertThat(entries(filter(new Span(Optional.of(later), Optional.empty())))).hasSize(2);
    assertThat(entries(filter(new Span(Optional.empty(), Optional.of(later))))).hasSize(1);
    assertThat(entries(new AuditFilter(Span.ALWAYS, Optional.of("ana"), Optional.empty())))
        .hasSize(2);
    assertThat(
            entries(
                new AuditFilter(
                    Span.ALWAYS, Optional.empty(), Optional.of(AuditAction.PURGE_USAGE))))
        .hasSize(2);
    assertThat(
            entries(
                new AuditFilter(
                    new Span(Optional.of(later), Optional.empty()),
                    Optional.of("rui"),
                    Optional.of(AuditAction.PURGE_USAGE))))
        .hasSize(1);
    assertThat(entries(new AuditFilter(Span.ALWAYS, Optional.of("nobody"), Optional.empty())))
        .isEmpty();
  }

  @Test
  void pages_hold_every_entry_once_though_newer_ones_come() {
    for (int i = 0; i < 5; i++) {
      var _ = start(purge(OCTOBER));
    }
    List<AuditEntry> all = entries(ALL);
    List<AuditEntry> paged = new ArrayList<>();
    List<AuditEntry> page = ports().auditLog().list(ALL, OptionalLong.empty(), 2);
    while (!page.isEmpty()) {
      paged.addAll(page);
      var _ = start(purge(OCTOBER));
      page = ports().auditLog().list(ALL, OptionalLong.of(page.getLast().number()), 2);
    }

    assertThat(paged).isEqualTo(all);
  }

  private Operation start(Order order) {
    return ports().operations().start(order);
  }

  private List<AuditEntry> entries(AuditFilter filter) {
    return ports().auditLog().list(filter, OptionalLong.empty(), 100);
  }

  private static AuditFilter filter(Span span) {
    return new AuditFilter(span, Optional.empty(), Optional.empty());
  }
}
