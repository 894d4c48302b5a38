package com.totvs.billing.postgres.audit;

import static com.totvs.billing.postgres.generated.Tables.AUDIT_ENTRY;
import static org.jooq.impl.DSL.noCondition;

import com.totvs.billing.application.audit.AuditLog;
import com.totvs.billing.domain.audit.AuditAction;
import com.totvs.billing.domain.audit.AuditEntry;
import com.totvs.billing.domain.audit.AuditFilter;
import com.totvs.billing.postgres.database.Database;
import com.totvs.billing.postgres.database.Database.Lane;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import org.jooq.Condition;

/// Who did what, in the table `audit_entry`.
final class PostgresAuditLog implements AuditLog {
  private final Database database;

  PostgresAuditLog(Database database) {
    this.database = database;
  }

  @Override
  public List<AuditEntry> list(AuditFilter filter, OptionalLong before, int limit) {
    return database.transaction(
        Lane.READ,
        db ->
            db.select(
                    AUDIT_ENTRY.NUMBER,
                    AUDIT_ENTRY.ENTRY_TIME,
                    AUDIT_ENTRY.SUBJECT,
                    AUDIT_ENTRY.ACTION,
                    AUDIT_ENTRY.TARGET,
                    AUDIT_ENTRY.DETAIL)
                .from(AUDIT_ENTRY)
                .where(
                    condition(filter),
                    before.isPresent() ? AUDIT_ENTRY.NUMBER.lt(before.getAsLong()) : noCondition())
                .orderBy(AUDIT_ENTRY.NUMBER.desc())
                .limit(limit)
                .fetch(
                    row ->
                        new AuditEntry(
                            row.value1(),
                            row.value2().toInstant(),
                            row.value3(),
                            AuditAction.of(row.value4()).orElseThrow(),
                            row.value5(),
                            row.value6())));
  }

  private static Condition condition(AuditFilter filter) {
    return noCondition()
        .and(
            filter.span().start().map(t -> AUDIT_ENTRY.ENTRY_TIME.ge(utc(t))).orElse(noCondition()))
        .and(filter.span().end().map(t -> AUDIT_ENTRY.ENTRY_TIME.lt(utc(t))).orElse(noCondition()))
        .and(filter.subject().map(AUDIT_ENTRY.SUBJECT::eq).orElse(noCondition()))
        .and(
            filter
                .action()
                .map(action -> AUDIT_ENTRY.ACTION.eq((short) action.number()))
                .orElse(noCondition()));
  }

  private static OffsetDateTime utc(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }
}
