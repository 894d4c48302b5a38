package com.totvs.billing.application.license;

import com.totvs.billing.domain.Span;
import com.totvs.billing.domain.catalog.SolutionId;
import com.totvs.billing.domain.customer.CustomerCode;
import com.totvs.billing.domain.license.EmergencyKeyUse;
import com.totvs.billing.domain.license.LicenseId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Who runs on emergency keys, as the usage tells.
public interface EmergencyKeys {

  /// Which usage is looked at; `visible` are the only solutions that may be seen, empty means all.
  record Filter(
      Span span,
      Optional<CustomerCode> customer,
      Optional<LicenseId> license,
      Optional<Set<SolutionId>> visible) {}

  /// The place of a row in the list; an empty code stands for a holder that is not known.
  record Position(LicenseId license, String customerCode) {}

  /// Use of emergency keys, ordered by license and customer: at most `limit` rows behind `after`.
  List<EmergencyKeyUse> uses(Filter filter, Optional<Position> after, int limit);
}
