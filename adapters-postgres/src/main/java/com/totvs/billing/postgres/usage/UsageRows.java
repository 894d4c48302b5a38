package com.totvs.billing.postgres.usage;

import static com.totvs.billing.postgres.generated.Tables.APPLICATION;
import static com.totvs.billing.postgres.generated.Tables.CUSTOMER;
import static com.totvs.billing.postgres.generated.Tables.LICENSE_LOOKUP;
import static com.totvs.billing.postgres.generated.Tables.RECORDED_USAGE;
import static com.totvs.billing.postgres.generated.Tables.SOLUTION;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

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
import com.totvs.billing.domain.usage.UsageKey;
import com.totvs.billing.domain.usage.UsageRecord;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.Select;
import org.jooq.SelectOnConditionStep;
import org.jooq.SelectSelectStep;
import org.jooq.impl.DSL;

/// Reads rows of usage, with what the catalog and License Server say about them.
final class UsageRows {
  private static final List<Field<?>> COMPARED =
      Stream.of(RECORDED_USAGE.fields())
          .filter(column -> !column.equals(RECORDED_USAGE.IN_HISTORY))
          .<Field<?>>map(column -> field(name(column.getName()), column.getDataType()))
          .toList();
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
                LICENSE_LOOKUP.LAST_PROBLEM);
    return fields
        .from(RECORDED_USAGE)
        .leftJoin(SOLUTION)
        .on(SOLUTION.SOLUTION_ID.eq(RECORDED_USAGE.SOLUTION_ID))
        .leftJoin(APPLICATION)
        .on(APPLICATION.APPLICATION_ID.eq(RECORDED_USAGE.APPLICATION_ID))
        .leftJoin(CUSTOMER)
        .on(CUSTOMER.CUSTOMER_CODE.eq(RECORDED_USAGE.CUSTOMER_CODE))
        .leftJoin(LICENSE_LOOKUP)
        .on(LICENSE_LOOKUP.LICENSE_SERVER_ID.eq(RECORDED_USAGE.LICENSE_SERVER_ID));
  }

  /// A record as it is compared with a new one: without what the catalog says, nor who answers for
  /// it.
  ///
  /// @param cancels whether it cancels another one
  record Kept(UsageRecord usage, Instant acceptedTime, boolean cancels) {}

  /// All records with one of these ids in some partitions. They are named, since a range of time
  /// would tempt the planner to read all of a month that has no statistics yet.
  static List<Kept> withIds(DSLContext db, Collection<UsageId> ids, List<String> partitions) {
    UUID[] values = ids.stream().map(UsageId::value).distinct().toArray(UUID[]::new);
    Field<UUID> id = field(name(RECORDED_USAGE.USAGE_ID.getName()), UUID.class);
    return partitions.stream()
        .<Select<Record>>map(
            partition ->
                DSL.select(COMPARED)
                    .from(table(name("billing", partition)))
                    .where(id.eq(any(values))))
        .reduce(Select::unionAll)
        .map(
            all ->
                db.fetch(all)
                    .map(
                        row ->
                            new Kept(
                                usage(row, "", ""),
                                row.get(RECORDED_USAGE.ACCEPTED_TIME).toInstant(),
                                row.get(RECORDED_USAGE.VOIDS_USAGE_ID) != null)))
        .orElseGet(List::of);
  }

  /// The rows of a [#select] as the domain sees them.
  static List<RecordedUsage> recorded(DSLContext db, ResultQuery<Record> rows) {
    return recorded(db, rows.fetch());
  }

  /// Rows of several [#select]s as the domain sees them.
  static List<RecordedUsage> recorded(DSLContext db, List<Record> rows) {
    Set<UsageKey> cancelling = cancelling(db, rows);
    return rows.stream().map(row -> recorded(row, cancelling)).toList();
  }

  // By a statement of its own, since joining all usage with itself takes long to be planned.
  private static Set<UsageKey> cancelling(DSLContext db, List<Record> rows) {
    if (rows.isEmpty()) {
      return Set.of();
    }
    UUID[] ids = rows.stream().map(row -> row.get(RECORDED_USAGE.USAGE_ID)).toArray(UUID[]::new);
    return db.select(
            RECORDED_USAGE.OCCURRED_TIME, RECORDED_USAGE.USAGE_ID, RECORDED_USAGE.LICENSE_SERVER_ID)
        .from(RECORDED_USAGE)
        .where(RECORDED_USAGE.VOIDS_USAGE_ID.eq(any(ids)))
        .fetchSet(
            row ->
                new UsageKey(
                    row.value1().toInstant(),
                    new UsageId(row.value2()),
                    new LicenseId(row.value3())));
  }

  private static RecordedUsage recorded(Record row, Set<UsageKey> cancelling) {
    UsageRecord usage =
        usage(
            row,
            Objects.requireNonNullElse(row.get(SOLUTION.DESCRIPTION), ""),
            Objects.requireNonNullElse(row.get(APPLICATION.DESCRIPTION), ""));
    return new RecordedUsage(
        usage,
        row.get(RECORDED_USAGE.ACCEPTED_TIME).toInstant(),
        settlement(row),
        row.get(RECORDED_USAGE.IN_HISTORY) ? Place.HISTORY : Place.ONLINE,
        correction(row, usage.key(), cancelling));
  }

  private static UsageRecord usage(Record row, String solution, String application) {
    Integer contingency = row.get(RECORDED_USAGE.CONTINGENCY_PROVIDER_TYPE);
    return new UsageRecord(
        new UsageId(row.get(RECORDED_USAGE.USAGE_ID)),
        row.get(RECORDED_USAGE.OCCURRED_TIME).toInstant(),
        new LicenseId(row.get(RECORDED_USAGE.LICENSE_SERVER_ID)),
        new Solution(new SolutionId(row.get(RECORDED_USAGE.SOLUTION_ID)), solution),
        new Application(new ApplicationId(row.get(RECORDED_USAGE.APPLICATION_ID)), application),
        row.get(RECORDED_USAGE.USER_NAME),
        new Consumption(
            row.get(RECORDED_USAGE.INPUT_TOKENS),
            row.get(RECORDED_USAGE.OUTPUT_TOKENS),
            row.get(RECORDED_USAGE.IMAGE_SIZE_KB)),
        contingency == null ? OptionalInt.empty() : OptionalInt.of(contingency),
        Purpose.of(row.get(RECORDED_USAGE.PURPOSE)).orElseThrow());
  }

  private static Correction correction(Record row, UsageKey key, Set<UsageKey> cancelling) {
    UUID target = row.get(RECORDED_USAGE.VOIDS_USAGE_ID);
    if (target != null) {
      return new Correction.Voids(new UsageId(target), row.get(RECORDED_USAGE.VOID_REASON));
    }
    UsageId by = key.id().cancelling();
    return cancelling.contains(new UsageKey(key.occurredTime(), by, key.license()))
        ? new Correction.Voided(by)
        : new Correction.None();
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
