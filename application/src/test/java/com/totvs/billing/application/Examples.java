package com.totvs.billing.application;

import com.totvs.billing.application.license.Answer;
import com.totvs.billing.domain.access.Caller;
import com.totvs.billing.domain.access.Scope;
import com.totvs.billing.domain.catalog.Application;
import com.totvs.billing.domain.catalog.ApplicationId;
import com.totvs.billing.domain.catalog.Solution;
import com.totvs.billing.domain.catalog.SolutionId;
import com.totvs.billing.domain.customer.Customer;
import com.totvs.billing.domain.customer.CustomerCode;
import com.totvs.billing.domain.license.EmergencyKey;
import com.totvs.billing.domain.license.LicenseId;
import com.totvs.billing.domain.usage.UsageId;
import com.totvs.billing.domain.usage.UsageRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/// The customers, licenses, calls and callers that tests speak of.
public final class Examples {
  /// The present, 12:00 in São Paulo.
  public static final Instant NOW = Instant.parse("2026-11-20T15:00:00Z");

  /// When the usage of the examples occurred, unless said otherwise.
  public static final Instant EARLIER = NOW.minus(Duration.ofHours(1));

  public static final Duration PATIENCE = Duration.ofSeconds(5);

  public static final Customer ACME = new Customer(new CustomerCode("T12345"), "ACME Ltda");
  public static final Customer GLOBEX = new Customer(new CustomerCode("T67890"), "Globex S.A.");

  public static final LicenseId LICENSE = new LicenseId("LS-ACME-1");
  public static final LicenseId OTHER_LICENSE = new LicenseId("LS-GLOBEX-1");

  public static final Solution VISION = new Solution(new SolutionId("dta-vision"), "DTA Vision");
  public static final Solution CHAT = new Solution(new SolutionId("carol-chat"), "Carol Chat");

  public static final Application C_AND_P = new Application(new ApplicationId("cp"), "C&P");
  public static final Application RM = new Application(new ApplicationId("rm"), "RM");

  /// May do everything and see every solution.
  public static final Caller ADMIN =
      new Caller("admin", Set.copyOf(EnumSet.allOf(Scope.class)), Optional.empty());

  private Examples() {}

  /// May do everything, but only for these solutions.
  public static Caller limitedTo(SolutionId... solutions) {
    return new Caller("backend", ADMIN.scopes(), Optional.of(Set.of(solutions)));
  }

  /// May do only this, for every solution.
  public static Caller allowed(Scope... scopes) {
    return new Caller("backend", Set.of(scopes), Optional.empty());
  }

  /// A new call on a license, unlike any other only by its id.
  public static UsageRecord usageOf(LicenseId license) {
    return usage().license(license).record();
  }

  /// A new call, to be described further.
  public static UsageSketch usage() {
    return new UsageSketch();
  }

  /// A report of a new call as a caller may send it, to be described further.
  public static ReportSketch report() {
    return new ReportSketch();
  }

  /// An id that no other call has.
  public static UsageId newId() {
    return UsageId.create(EARLIER, ThreadLocalRandom.current());
  }

  /// License Server's answer that this customer holds an active license.
  public static Answer.Held heldBy(Customer customer) {
    return new Answer.Held(customer, true, EmergencyKey.NOT_TOLD);
  }
}
