package com.totvs.billing.application.audit;

import com.totvs.billing.domain.audit.AuditEntry;
import com.totvs.billing.domain.audit.AuditFilter;
import java.util.List;
import java.util.OptionalLong;

/// Who did what. Entries are written together with what they tell of, in the same transaction, by
/// the ports that do it; they are never changed.
public interface AuditLog {

  /// Entries, newest first: at most `limit` older than the one of the given number.
  List<AuditEntry> list(AuditFilter filter, OptionalLong before, int limit);
}
