package com.totvs.billing.postgres.license;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.totvs.billing.domain.customer.CustomerCode;
import com.totvs.billing.domain.license.LicenseId;
import java.time.Duration;
import java.util.Optional;

/// Who holds the licenses met lately, as far as this node knows. Only holders are remembered, never
/// that somebody is not known; a license that moves is noticed by other nodes within a minute.
public final class Holders {
  private final Cache<LicenseId, CustomerCode> holders =
      Caffeine.newBuilder().maximumSize(200_000).expireAfterWrite(Duration.ofMinutes(1)).build();
  private final Cache<LicenseId, Boolean> met =
      Caffeine.newBuilder().maximumSize(200_000).expireAfterWrite(Duration.ofHours(1)).build();

  /// The holder, if this node knows him.
  public Optional<CustomerCode> of(LicenseId license) {
    return Optional.ofNullable(holders.getIfPresent(license));
  }

  /// Remembers who holds the license, for a minute.
  public void remember(LicenseId license, CustomerCode holder) {
    holders.put(license, holder);
  }

  /// Whether the license is surely in the table.
  public boolean met(LicenseId license) {
    return met.getIfPresent(license) != null;
  }

  /// Remembers that the license is in the table, for an hour.
  public void rememberMet(LicenseId license) {
    met.put(license, Boolean.TRUE);
  }
}
