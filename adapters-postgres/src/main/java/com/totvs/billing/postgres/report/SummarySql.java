package com.totvs.billing.postgres.report;

import static com.totvs.billing.postgres.generated.Tables.APPLICATION;
import static com.totvs.billing.postgres.generated.Tables.CUSTOMER;
import static com.totvs.billing.postgres.generated.Tables.SOLUTION;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.not;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.with;

import com.totvs.billing.application.report.UsageReports.Position;
import com.totvs.billing.domain.report.SummaryOrder;
import com.totvs.billing.domain.report.SummaryQuery;
import com.totvs.billing.domain.report.UsageDimension;
import com.totvs.billing.domain.usage.UsageFilter;
import com.totvs.billing.postgres.totals.UsageFacts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.Select;
import org.jooq.SelectField;
import org.jooq.SelectSeekStepN;
import org.jooq.Table;

/// The statement that answers a question about usage.
final class SummarySql {
  static final Field<Long> RECORDS = field("records", Long.class);
  static final Field<Long> CALLS = field("calls", Long.class);
  static final Field<Long> INPUT_TOKENS = field("input_tokens", Long.class);
  static final Field<Long> OUTPUT_TOKENS = field("output_tokens", Long.class);
  static final Field<Long> IMAGE_SIZE_KB = field("image_size_kb", Long.class);
  static final Field<Long> EMERGENCY_KEY_CALLS = field("emergency_key_calls", Long.class);
  static final Field<Long> WAITING_CALLS = field("waiting_calls", Long.class);
  static final Field<Long> SET_ASIDE_CALLS = field("set_aside_calls", Long.class);
  static final Field<Long> DISTINCT_USERS = field("distinct_users", Long.class);

  private final UsageFacts facts;

  SummarySql(UsageFacts facts) {
    this.facts = facts;
  }

  /// What the totals of everything are called in a page of groups.
  static final String WHOLE = "whole_";

  /// The distinct users of the whole that may be seen, in a page of groups.
  static final String EVERYBODY = "everybody";

  private static final List<Field<Long>> TOTALS =
      List.of(
          CALLS,
          INPUT_TOKENS,
          OUTPUT_TOKENS,
          IMAGE_SIZE_KB,
          EMERGENCY_KEY_CALLS,
          WAITING_CALLS,
          SET_ASIDE_CALLS);

  /// Every group in order.
  ResultQuery<Record> groups(SummaryQuery query) {
    return ordered(query, summed(query), List.of(), noCondition());
  }

  /// A page of groups in order, behind a position. Each has the totals of all groups too, which are
  /// read with them: to sum up twice would take twice the time.
  ResultQuery<Record> page(SummaryQuery query, Optional<Position> after, int limit) {
    return ordered(
            query,
            summed(query),
            TOTALS.stream().map(SummarySql::ofAll).toList(),
            after.map(position -> SummaryPages.behind(query, position)).orElse(noCondition()))
        .limit(limit);
  }

  private static Field<?> ofAll(Field<Long> total) {
    return field(select(sum(field(name(total.getName()), Long.class))).from(name("summed")))
        .cast(Long.class)
        .as(WHOLE + total.getName());
  }

  private CommonTableExpression<?> summed(SummaryQuery query) {
    return name("summed").asMaterialized(summed(query.filter(), query.groupBy()));
  }

  private SelectSeekStepN<Record> ordered(
      SummaryQuery query, CommonTableExpression<?> summed, List<Field<?>> more, Condition where) {
    List<SelectField<?>> fields = new ArrayList<>(List.of(summed.fields()));
    fields.addAll(names(query.groupBy()));
    fields.addAll(more);
    Table<?> from = summed;
    List<CommonTableExpression<?>> read = new ArrayList<>(List.of(summed));
    if (query.distinctUsers()) {
      DistinctUsers users = new DistinctUsers(facts, query);
      read.add(users.named(SummaryKeys.expressions(facts, query.groupBy(), UsageFacts.DAY)));
      fields.add(
          coalesce(field(name("users", "distinct_users"), Long.class), inline(0L))
              .as(DISTINCT_USERS));
      if (!more.isEmpty()) {
        fields.add(users.ofAll().as(WHOLE + DISTINCT_USERS.getName()));
        fields.add(users.ofEverybody().as(EVERYBODY));
      }
      from =
          from.leftJoin(users.ofGroups(SummaryKeys.of(query.groupBy())).asTable("users"))
              .on(SummaryKeys.same("summed", "users", query.groupBy()));
    }
    return with(read)
        .select(fields)
        .from(named(from, query.groupBy()))
        .where(where)
        .orderBy(SummaryPages.order(query));
  }

  /// Everything as one group, there even if nothing is.
  ResultQuery<Record> total(UsageFilter filter, boolean distinctUsers) {
    SummaryQuery query = new SummaryQuery(filter, List.of(), distinctUsers, SummaryOrder.BY_KEY);
    return ordered(query, summed(query), List.of(), noCondition());
  }

  /// What the catalog says beside the key of a dimension.
  static Optional<Field<String>> described(UsageDimension dimension) {
    return switch (dimension) {
      case CUSTOMER -> Optional.of(CUSTOMER.NAME);
      case SOLUTION -> Optional.of(SOLUTION.DESCRIPTION);
      case APPLICATION -> Optional.of(APPLICATION.DESCRIPTION);
      default -> Optional.empty();
    };
  }

  private Select<Record> summed(UsageFilter filter, List<UsageDimension> groupBy) {
    Condition waits = UsageFacts.CUSTOMER.isNull();
    List<SelectField<?>> fields =
        new ArrayList<>(SummaryKeys.expressions(facts, groupBy, UsageFacts.DAY));
    fields.add(total(sum(UsageFacts.RECORDS), RECORDS));
    fields.add(total(sum(UsageFacts.CALLS), CALLS));
    fields.add(total(sum(UsageFacts.INPUT_TOKENS), INPUT_TOKENS));
    fields.add(total(sum(UsageFacts.OUTPUT_TOKENS), OUTPUT_TOKENS));
    fields.add(total(sum(UsageFacts.IMAGE_SIZE_KB), IMAGE_SIZE_KB));
    fields.add(
        total(sum(UsageFacts.CALLS).filterWhere(facts.onEmergencyKey()), EMERGENCY_KEY_CALLS));
    fields.add(
        total(
            sum(UsageFacts.CALLS).filterWhere(waits.and(not(UsageFacts.setAside()))),
            WAITING_CALLS));
    fields.add(
        total(
            sum(UsageFacts.CALLS).filterWhere(waits.and(UsageFacts.setAside())), SET_ASIDE_CALLS));
    var grouped =
        select(fields)
            .from(groupBy.contains(UsageDimension.DAY) ? facts.of(filter) : facts.byMonth(filter));
    return groupBy.isEmpty()
        ? grouped
        : grouped
            .groupBy(SummaryKeys.of(groupBy))
            .having(sum(UsageFacts.RECORDS).gt(BigDecimal.ZERO));
  }

  private static Field<Long> total(Field<BigDecimal> sum, Field<Long> as) {
    return coalesce(sum, inline(BigDecimal.ZERO)).cast(Long.class).as(as);
  }

  private static List<SelectField<?>> names(List<UsageDimension> groupBy) {
    return groupBy.stream()
        .flatMap(dimension -> described(dimension).stream())
        .<SelectField<?>>map(field -> field)
        .toList();
  }

  private static Table<?> named(Table<?> from, List<UsageDimension> groupBy) {
    Table<?> named = from;
    if (groupBy.contains(UsageDimension.CUSTOMER)) {
      named =
          named.leftJoin(CUSTOMER).on(CUSTOMER.CUSTOMER_CODE.eq(SummaryKeys.summed("customer")));
    }
    if (groupBy.contains(UsageDimension.SOLUTION)) {
      named = named.leftJoin(SOLUTION).on(SOLUTION.SOLUTION_ID.eq(SummaryKeys.summed("solution")));
    }
    if (groupBy.contains(UsageDimension.APPLICATION)) {
      named =
          named
              .leftJoin(APPLICATION)
              .on(APPLICATION.APPLICATION_ID.eq(SummaryKeys.summed("application")));
    }
    return named;
  }
}
