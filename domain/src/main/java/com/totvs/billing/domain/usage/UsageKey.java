package com.totvs.billing.domain.usage;

import com.totvs.billing.domain.license.LicenseId;
import java.time.Instant;
import java.util.Comparator;

/// What makes a usage record the same record: two with equal keys are a repeat or a conflict.
/// Ordered as lists of usage are.
public record UsageKey(Instant occurredTime, UsageId id, LicenseId license)
    implements Comparable<UsageKey> {
  // PostgreSQL orders a uuid by its bytes, which is the order of its text; UUID.compareTo is
  // signed.
  private static final Comparator<UsageKey> ORDER =
      Comparator.comparing(UsageKey::occurredTime)
          .thenComparing(key -> key.id().toString())
          .thenComparing(UsageKey::license);

  @Override
  public int compareTo(UsageKey other) {
    return ORDER.compare(this, other);
  }
}
