package com.totvs.billing.domain.license;

import com.totvs.billing.domain.Require;

/// A customer's License Server installation, as License Server names it: opaque, compared exactly,
/// 1 to 128 code points.
public record LicenseId(String value) implements Comparable<LicenseId> {
  public LicenseId {
    value = Require.text(value, "license_server_id", 1, 128);
  }

  @Override
  public int compareTo(LicenseId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
