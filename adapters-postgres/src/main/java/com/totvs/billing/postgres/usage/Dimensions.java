package com.totvs.billing.postgres.usage;

import static com.totvs.billing.postgres.generated.Tables.APPLICATION;
import static com.totvs.billing.postgres.generated.Tables.LICENSE;
import static com.totvs.billing.postgres.generated.Tables.SOLUTION;
import static org.jooq.impl.DSL.any;

import com.totvs.billing.domain.customer.CustomerCode;
import com.totvs.billing.domain.license.LicenseId;
import com.totvs.billing.domain.usage.UsageRecord;
import com.totvs.billing.postgres.license.Holders;
import com.totvs.billing.postgres.usage.Descriptions.Described;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Record2;
import org.jooq.ResultQuery;
import org.jooq.SelectConditionStep;

/// What usage names: solutions, applications and licenses, written before the usage in the same
/// transaction, and only when they are new or changed.
final class Dimensions {

  /// What one transaction wrote and learned.
  record Written(
      Map<String, String> solutions,
      Map<String, String> applications,
      Set<LicenseId> licenses,
      Map<LicenseId, CustomerCode> holders,
      Instant time) {

    /// Who holds the license, if that is known.
    Optional<CustomerCode> holder(LicenseId license) {
      return Optional.ofNullable(holders.get(license));
    }
  }

  private final Holders holders;
  private final Descriptions solutions = new Descriptions(SOLUTION, SOLUTION.SOLUTION_ID);
  private final Descriptions applications =
      new Descriptions(APPLICATION, APPLICATION.APPLICATION_ID);

  Dimensions(Holders holders) {
    this.holders = holders;
  }

  /// Writes what is missing. The rows of licenses whose holder is not known stay locked until the
  /// transaction ends: usage that is about to wait for a holder cannot slip past the one who
  /// settles that license's waiting usage.
  Written write(DSLContext db, List<UsageRecord> usage, Instant now) {
    Map<String, String> newSolutions =
        solutions.missing(
            usage.stream()
                .map(one -> one.solution())
                .map(one -> new Described(one.id().value(), one.description())),
            now);
    Map<String, String> newApplications =
        applications.missing(
            usage.stream()
                .map(one -> one.application())
                .map(one -> new Described(one.id().value(), one.description())),
            now);
    solutions.write(db, newSolutions, now);
    applications.write(db, newApplications, now);

    Map<LicenseId, CustomerCode> known = new HashMap<>();
    Set<LicenseId> looked = new TreeSet<>();
    for (UsageRecord one : usage) {
      holders
          .of(one.license())
          .ifPresentOrElse(
              holder -> known.put(one.license(), holder), () -> looked.add(one.license()));
    }
    known.putAll(lookedUp(db, looked, now));
    return new Written(newSolutions, newApplications, looked, known, now);
  }

  /// Remembers what a committed transaction wrote and learned.
  void committed(Written written) {
    solutions.committed(written.solutions(), written.time());
    applications.committed(written.applications(), written.time());
    written.licenses().forEach(holders::rememberMet);
    for (LicenseId license : written.licenses()) {
      written.holder(license).ifPresent(holder -> holders.remember(license, holder));
    }
  }

  private void addNew(DSLContext db, Set<LicenseId> unknown, Instant now) {
    String[] fresh = texts(unknown.stream().filter(license -> !holders.met(license)).toList());
    if (fresh.length == 0) {
      return;
    }
    db.execute(
        """
        INSERT INTO billing.license (license_server_id, first_seen_time)
        SELECT i.id, ?::timestamptz FROM unnest(?::text[]) AS i (id)
        ON CONFLICT DO NOTHING
        """,
        now.atOffset(ZoneOffset.UTC),
        fresh);
    db.execute(
        """
        INSERT INTO billing.license_lookup (license_server_id, next_attempt_time)
        SELECT i.id, ?::timestamptz FROM unnest(?::text[]) AS i (id)
        ON CONFLICT DO NOTHING
        """,
        now.atOffset(ZoneOffset.UTC),
        fresh);
  }

  // Licenses whose holder turns out to be known are not locked: nothing can come to wait for them.
  private Map<LicenseId, CustomerCode> lookedUp(DSLContext db, Set<LicenseId> looked, Instant now) {
    if (looked.isEmpty()) {
      return Map.of();
    }
    Map<LicenseId, CustomerCode> known = holders(rows(db, looked));
    Set<LicenseId> unknown = new TreeSet<>(looked);
    unknown.removeAll(known.keySet());
    if (!unknown.isEmpty()) {
      addNew(db, unknown, now);
      known.putAll(holders(rows(db, unknown).orderBy(LICENSE.LICENSE_SERVER_ID).forNoKeyUpdate()));
    }
    return known;
  }

  private static SelectConditionStep<Record2<String, String>> rows(
      DSLContext db, Set<LicenseId> licenses) {
    return db.select(LICENSE.LICENSE_SERVER_ID, LICENSE.CUSTOMER_CODE)
        .from(LICENSE)
        .where(LICENSE.LICENSE_SERVER_ID.eq(any(texts(licenses))));
  }

  private static Map<LicenseId, CustomerCode> holders(ResultQuery<Record2<String, String>> rows) {
    return rows.stream()
        .filter(row -> row.value2() != null)
        .collect(
            Collectors.toMap(
                row -> new LicenseId(row.value1()), row -> new CustomerCode(row.value2())));
  }

  private static String[] texts(Collection<LicenseId> licenses) {
    return licenses.stream().map(LicenseId::value).toArray(String[]::new);
  }
}
