package com.totvs.billing.domain.usage;

import com.totvs.billing.domain.BillingException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// Identifies one call; repeats of a call share it. Any UUID but the nil one, which is what a
/// forgotten .NET `Guid` holds and would make strangers' calls look like repeats.
public record UsageId(UUID value) {
  private static final int CANONICAL_LENGTH = 36;
  private static final UUID NIL = new UUID(0, 0);

  // The namespace of cancelling records' ids. Never changes: it makes a second void the same one.
  private static final UUID VOIDS = UUID.fromString("6f7b2c0e-4a53-4d8e-9f1b-2c9f0c7d5a11");

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

  /// The id of the record that cancels the one of this id: a version 5 id (RFC 9562, section 5.5),
  /// so that there is only one.
  public UsageId cancelling() {
    byte[] name = value.toString().getBytes(StandardCharsets.US_ASCII);
    ByteBuffer hashed = ByteBuffer.allocate(16 + name.length);
    hashed.putLong(VOIDS.getMostSignificantBits()).putLong(VOIDS.getLeastSignificantBits());
    ByteBuffer hash = ByteBuffer.wrap(sha1(hashed.put(name).array()));
    long high = (hash.getLong() & ~0xF000L) | 0x5000L;
    long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UsageId(new UUID(high, low));
  }

  private static byte[] sha1(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
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
