package com.totvs.billing.postgres.audit;

import static com.totvs.billing.postgres.generated.Tables.AUDIT_ENTRY;

import com.totvs.billing.domain.audit.AuditAction;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jooq.DSLContext;

/// Writes down what somebody does, in the transaction that does it.
public final class Audit {
  private Audit() {}

  /// Adds an entry.
  ///
  /// @param subject who does it
  /// @param target what it is done to
  /// @param detail what else is worth knowing, for people to read
  public static void write(
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
