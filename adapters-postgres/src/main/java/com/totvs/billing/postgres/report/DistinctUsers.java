package com.totvs.billing.postgres.report;

import static com.totvs.billing.postgres.generated.Tables.RECORDED_USAGE;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectDistinct;
import static org.jooq.impl.DSL.table;

import com.totvs.billing.domain.report.SummaryQuery;
import com.totvs.billing.domain.usage.UsageFilter;
import com.totvs.billing.postgres.totals.UsageFacts;
import com.totvs.billing.postgres.totals.Voided;
import java.util.ArrayList;
import java.util.List;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectField;
import org.jooq.Table;

/// Counts distinct users in SQL. No sum tells them, so that every record is read; but once only,
/// for the groups, for all of them together, and for the whole that shares are shares of.
final class DistinctUsers {
  private static final Table<?> NAMED = table(name("named"));
  private static final Field<String> LICENSE = field(name("user_license"), String.class);
  private static final Field<String> USER = field(name("user_name"), String.class);
  private static final Field<Boolean> WANTED = field(name("wanted"), Boolean.class);

  private final UsageFacts facts;
  private final UsageFilter filter;
  private final UsageFilter whole;

  DistinctUsers(UsageFacts facts, SummaryQuery query) {
    this.facts = facts;
    this.filter = query.filter();
    this.whole = filter.whole();
  }

  /// The users that each group names, each once.
  ///
  /// @param keys the key of a group, computed from the columns of a record
  CommonTableExpression<?> named(List<SelectField<?>> keys) {
    List<SelectField<?>> fields = new ArrayList<>(keys);
    fields.add(UsageFacts.LICENSE.as(LICENSE));
    fields.add(USER);
    fields.add(WANTED);
    return name("named").asMaterialized(selectDistinct(fields).from(records()));
  }

  private Table<?> records() {
    return select(
            List.of(
                facts.dayOfRecord().as(UsageFacts.DAY),
                RECORDED_USAGE.LICENSE_SERVER_ID,
                RECORDED_USAGE.CUSTOMER_CODE,
                RECORDED_USAGE.SOLUTION_ID,
                RECORDED_USAGE.APPLICATION_ID,
                RECORDED_USAGE.PURPOSE,
                RECORDED_USAGE.CONTINGENCY_PROVIDER_TYPE,
                RECORDED_USAGE.IN_HISTORY,
                RECORDED_USAGE.USER_NAME,
                wanted().as(WANTED)))
        .from(RECORDED_USAGE)
        .where(facts.ofRecords(whole), RECORDED_USAGE.USER_NAME.ne(inline("")), Voided.no())
        .asTable("recorded_usage");
  }

  private Field<Boolean> wanted() {
    return filter.equals(whole) ? inline(true) : field(facts.ofRecords(filter));
  }

  /// How many there are in each group.
  Select<Record> ofGroups(List<Field<String>> keys) {
    List<SelectField<?>> fields = new ArrayList<>(keys);
    fields.add(count().cast(Long.class).as(SummarySql.DISTINCT_USERS));
    var users = select(fields).from(NAMED).where(condition(WANTED));
    return keys.isEmpty() ? users : users.groupBy(keys);
  }

  /// How many there are in all groups: not the sum, since many are in several.
  Field<Long> ofAll() {
    return counted(condition(WANTED));
  }

  /// How many there are in the whole that may be seen.
  Field<Long> ofEverybody() {
    return counted(noCondition());
  }

  private static Field<Long> counted(Condition which) {
    return field(
            select(count())
                .from(selectDistinct(LICENSE, USER).from(NAMED).where(which).asTable("users")))
        .cast(Long.class);
  }
}
