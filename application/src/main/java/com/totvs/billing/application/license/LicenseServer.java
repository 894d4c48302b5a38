package com.totvs.billing.application.license;

import com.totvs.billing.domain.license.LicenseId;

/// TOTVS License Server, which knows who holds a license.
public interface LicenseServer {

  /// Asks once, within a time limit. Never fails: what goes wrong is an answer too.
  Answer ask(LicenseId license);
}
