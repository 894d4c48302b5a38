package com.totvs.billing.postgres;

import static com.totvs.billing.postgres.generated.Tables.AUDIT_ENTRY;

import com.totvs.billing.domain.audit.AuditAction;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jooq.DSLContext;

/// Writes down what somebody does, in the transaction that does it.
final class Audit {
  private Audit() {}

  static void write(
      DSLContext db,
      Instant time,
      String subject,
      AuditAction action,
      String target,
      String detail) {
    db.insertInto(AUDIT_ENTRY)
        .set(AUDIT_ENTRY.ENTRY_TIME, time.atOffset(ZoneOffset.UTC))
        .set(AUDIT_ENTRY.SUBJECT, subject)
        .set(AUDIT_ENTRY.ACTION, (short) action.number())
        .set(AUDIT_ENTRY.TARGET, target)
        .set(AUDIT_ENTRY.DETAIL, detail)
        .execute();
  }
}
