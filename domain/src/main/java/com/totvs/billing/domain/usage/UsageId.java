package com.totvs.billing.domain.usage;

import com.totvs.billing.domain.BillingException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// Identifies one call; repeats of a call share it. Any UUID but the nil one, which is what a
/// forgotten .NET `Guid` holds and would make strangers' calls look like repeats.
public record UsageId(UUID value) {
  private static final int CANONICAL_LENGTH = 36;
  private static final UUID NIL = new UUID(0, 0);

  public UsageId {
    if (value.equals(NIL)) {
      throw BillingException.invalid("usage_id", "is the nil UUID");
    }
  }

  /// The id written in the canonical form of RFC 9562, in either case.
  public static UsageId parse(String text) {
    if (text.length() != CANONICAL_LENGTH) {
      throw notAUuid();
    }
    UUID value = lenient(text);
    // Java reads groups of any length and cuts them off: two texts would be one id.
    if (!value.toString().equalsIgnoreCase(text)) {
      throw notAUuid();
    }
    return new UsageId(value);
  }

  private static UUID lenient(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw notAUuid();
    }
  }

  private static BillingException notAUuid() {
    return BillingException.invalid("usage_id", "is not a UUID");
  }

  /// A new version 7 id of the given time (RFC 9562, section 5.7).
  public static UsageId create(Instant time, RandomGenerator random) {
    long high = (time.toEpochMilli() << 16) | 0x7000 | random.nextInt(1 << 12);
    long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UsageId(new UUID(high, low));
  }

  /// The time that a version 7 id carries, to the millisecond.
  public Optional<Instant> time() {
    return value.version() == 7 && value.variant() == 2
        ? Optional.of(Instant.ofEpochMilli(value.getMostSignificantBits() >>> 16))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
