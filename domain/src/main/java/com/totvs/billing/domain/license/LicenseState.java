package com.totvs.billing.domain.license;

/// How far the search for a license's holder has come.
public enum LicenseState {
  /// The holder is known.
  KNOWN,
  /// License Server has not answered yet.
  WAITING,
  /// License Server says nobody holds it: for a person to look at, and asked again later.
  SET_ASIDE
}
