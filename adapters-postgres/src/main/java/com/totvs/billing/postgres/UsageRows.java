package com.totvs.billing.postgres;

import static com.totvs.billing.postgres.generated.Tables.APPLICATION;
import static com.totvs.billing.postgres.generated.Tables.CUSTOMER;
import static com.totvs.billing.postgres.generated.Tables.LICENSE_LOOKUP;
import static com.totvs.billing.postgres.generated.Tables.RECORDED_USAGE;
import static com.totvs.billing.postgres.generated.Tables.SOLUTION;
import static org.jooq.impl.DSL.any;

import com.totvs.billing.domain.catalog.Application;
import com.totvs.billing.domain.catalog.ApplicationId;
import com.totvs.billing.domain.catalog.Solution;
import com.totvs.billing.domain.catalog.SolutionId;
import com.totvs.billing.domain.customer.Customer;
import com.totvs.billing.domain.customer.CustomerCode;
import com.totvs.billing.domain.license.LicenseId;
import com.totvs.billing.domain.usage.Consumption;
import com.totvs.billing.domain.usage.Correction;
import com.totvs.billing.domain.usage.Place;
import com.totvs.billing.domain.usage.Purpose;
import com.totvs.billing.domain.usage.RecordedUsage;
import com.totvs.billing.domain.usage.Settlement;
import com.totvs.billing.domain.usage.UsageId;
import com.totvs.billing.domain.usage.UsageRecord;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectOnConditionStep;
import org.jooq.SelectSelectStep;

/// Reads rows of usage, with what the catalog and License Server say about them.
final class UsageRows {
  private static final com.totvs.billing.postgres.generated.tables.RecordedUsage CANCELLING =
      RECORDED_USAGE.as("cancelling");
  private static final String NOT_ASKED = "License Server has not answered yet";

  private UsageRows() {}

  /// The query that [#recorded] reads: to be narrowed, ordered and limited.
  static SelectOnConditionStep<Record> select(DSLContext db) {
    SelectSelectStep<Record> fields =
        db.select(RECORDED_USAGE.fields())
            .select(
                SOLUTION.DESCRIPTION,
                APPLICATION.DESCRIPTION,
                CUSTOMER.NAME,
                LICENSE_LOOKUP.SET_ASIDE,
                LICENSE_LOOKUP.LAST_PROBLEM,
                CANCELLING.USAGE_ID);
    return fields
        .from(RECORDED_USAGE)
        .leftJoin(SOLUTION)
        .on(SOLUTION.SOLUTION_ID.eq(RECORDED_USAGE.SOLUTION_ID))
        .leftJoin(APPLICATION)
        .on(APPLICATION.APPLICATION_ID.eq(RECORDED_USAGE.APPLICATION_ID))
        .leftJoin(CUSTOMER)
        .on(CUSTOMER.CUSTOMER_CODE.eq(RECORDED_USAGE.CUSTOMER_CODE))
        .leftJoin(LICENSE_LOOKUP)
        .on(LICENSE_LOOKUP.LICENSE_SERVER_ID.eq(RECORDED_USAGE.LICENSE_SERVER_ID))
        .leftJoin(CANCELLING)
        .on(
            CANCELLING.VOIDS_USAGE_ID.eq(RECORDED_USAGE.USAGE_ID),
            CANCELLING.LICENSE_SERVER_ID.eq(RECORDED_USAGE.LICENSE_SERVER_ID),
            CANCELLING.OCCURRED_TIME.eq(RECORDED_USAGE.OCCURRED_TIME));
  }

  /// All records with one of these ids.
  static List<RecordedUsage> withIds(DSLContext db, Collection<UsageId> ids) {
    UUID[] values = ids.stream().map(UsageId::value).distinct().toArray(UUID[]::new);
    return select(db).where(RECORDED_USAGE.USAGE_ID.eq(any(values))).fetch(UsageRows::recorded);
  }

  /// One row as the domain sees it.
  static RecordedUsage recorded(Record row) {
    return new RecordedUsage(
        usage(row),
        row.get(RECORDED_USAGE.ACCEPTED_TIME).toInstant(),
        settlement(row),
        row.get(RECORDED_USAGE.IN_HISTORY) ? Place.HISTORY : Place.ONLINE,
        correction(row));
  }

  private static UsageRecord usage(Record row) {
    Integer contingency = row.get(RECORDED_USAGE.CONTINGENCY_PROVIDER_TYPE);
    return new UsageRecord(
        new UsageId(row.get(RECORDED_USAGE.USAGE_ID)),
        row.get(RECORDED_USAGE.OCCURRED_TIME).toInstant(),
        new LicenseId(row.get(RECORDED_USAGE.LICENSE_SERVER_ID)),
        new Solution(
            new SolutionId(row.get(RECORDED_USAGE.SOLUTION_ID)),
            Objects.requireNonNullElse(row.get(SOLUTION.DESCRIPTION), "")),
        new Application(
            new ApplicationId(row.get(RECORDED_USAGE.APPLICATION_ID)),
            Objects.requireNonNullElse(row.get(APPLICATION.DESCRIPTION), "")),
        row.get(RECORDED_USAGE.USER_NAME),
        new Consumption(
            row.get(RECORDED_USAGE.INPUT_TOKENS),
            row.get(RECORDED_USAGE.OUTPUT_TOKENS),
            row.get(RECORDED_USAGE.IMAGE_SIZE_KB)),
        contingency == null ? OptionalInt.empty() : OptionalInt.of(contingency),
        Purpose.of(row.get(RECORDED_USAGE.PURPOSE)).orElseThrow());
  }

  private static Correction correction(Record row) {
    UUID target = row.get(RECORDED_USAGE.VOIDS_USAGE_ID);
    if (target != null) {
      return new Correction.Voids(new UsageId(target), row.get(RECORDED_USAGE.VOID_REASON));
    }
    UUID by = row.get(CANCELLING.USAGE_ID);
    return by == null ? new Correction.None() : new Correction.Voided(new UsageId(by));
  }

  private static Settlement settlement(Record row) {
    String customer = row.get(RECORDED_USAGE.CUSTOMER_CODE);
    if (customer != null) {
      return new Settlement.Settled(
          new Customer(
              new CustomerCode(customer),
              Objects.requireNonNullElse(row.get(CUSTOMER.NAME), customer)));
    }
    String problem = Objects.requireNonNullElse(row.get(LICENSE_LOOKUP.LAST_PROBLEM), "");
    return Boolean.TRUE.equals(row.get(LICENSE_LOOKUP.SET_ASIDE))
        ? new Settlement.SetAside(problem)
        : new Settlement.Waiting(problem.isEmpty() ? NOT_ASKED : problem);
  }
}
