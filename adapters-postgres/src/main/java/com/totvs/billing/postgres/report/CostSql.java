package com.totvs.billing.postgres.report;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;

import com.totvs.billing.domain.catalog.SolutionId;
import com.totvs.billing.domain.report.CostDimension;
import com.totvs.billing.domain.report.CostQuery;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectConditionStep;
import org.jooq.Table;
import org.jooq.impl.DSL;

/// The statements that sum cost up.
final class CostSql {
  static final Field<String> CURRENCY = field(name("currency_code"), String.class);
  static final Field<BigDecimal> COLLECTED = field(name("collected"), BigDecimal.class);
  static final Field<BigDecimal> UNALLOCATED = field(name("unallocated"), BigDecimal.class);
  static final Field<BigDecimal> CORRECTIONS = field(name("corrections"), BigDecimal.class);
  static final Field<BigDecimal> PREVIOUS = field(name("previous"), BigDecimal.class);
  static final Field<Long> CALLS = field(name("calls"), Long.class);
  static final Field<Long> TOKENS = field(name("tokens"), Long.class);

  private static final Field<LocalDate> MONTH = field(name("month"), LocalDate.class);
  private static final Field<LocalDate> FOR_MONTH = field(name("for_month"), LocalDate.class);
  private static final Field<String> SOLUTION = field(name("solution_id"), String.class);
  private static final Field<String> APPLICATION = field(name("application_id"), String.class);
  private static final Field<String> CUSTOMER = field(name("customer_code"), String.class);
  private static final Field<Integer> PAYER = field(name("payer"), Integer.class);
  private static final Field<BigDecimal> AMOUNT = field(name("amount"), BigDecimal.class);
  private static final Field<BigDecimal> EXACT = field(name("exact_amount"), BigDecimal.class);
  private static final String BINARY = " COLLATE \"C\"";

  private static final String COST = "cost";
  private static final String USE = "used";
  private static final Field<LocalDate> COST_MONTH = of(COST, MONTH);

  private final DSLContext db;
  private final CostQuery query;

  CostSql(DSLContext db, CostQuery query) {
    this.db = db;
    this.query = query;
  }

  /// The key of a dimension, as rows have it; empty where cost does not have the dimension.
  static Field<String> key(CostDimension dimension) {
    return field(name("key_" + dimension.name().toLowerCase(Locale.ROOT)), String.class);
  }

  /// The groups behind a position, in order.
  List<Record> page(Optional<List<String>> after, int limit) {
    Table<?> cost = groups().asTable(COST);
    Table<?> use = use().asTable(USE);
    List<Field<?>> order = new ArrayList<>(keys());
    order.add(CURRENCY);
    Condition behind =
        after
            .map(
                last ->
                    row(order.toArray(Field<?>[]::new))
                        .gt(row(last.stream().map(DSL::val).toArray(Field<?>[]::new))))
            .orElseGet(DSL::noCondition);
    Table<?> before =
        select(cost.fields()).select(previous().as(PREVIOUS)).from(cost).asTable(COST);
    return new ArrayList<>(
        db.select(before.fields())
            .select(orZero(CALLS), orZero(TOKENS))
            .from(before)
            .leftJoin(use)
            .on(sharedKeys())
            .where(COST_MONTH.isNull().or(COST_MONTH.ge(query.first().atDay(1))))
            .and(behind)
            .orderBy(order)
            .limit(limit)
            .fetch());
  }

  /// All groups together, by currency.
  List<Record> totals() {
    return new ArrayList<>(
        db.select(CURRENCY)
            .select(amounts())
            .from(facts(query.first(), List.of()))
            .groupBy(CURRENCY)
            .orderBy(CURRENCY)
            .fetch());
  }

  // Of the month before the first too where rows are compared with it.
  private Select<Record> groups() {
    boolean byMonth = query.groupBy().contains(CostDimension.MONTH);
    List<Field<?>> by = new ArrayList<>();
    query.groupBy().forEach(dimension -> by.add(text(dimension).as(key(dimension))));
    by.add(CURRENCY);
    by.add(byMonth ? MONTH : inline((LocalDate) null).as(MONTH));
    List<Field<?>> groupBy = new ArrayList<>();
    query.groupBy().forEach(dimension -> groupBy.add(text(dimension)));
    groupBy.add(CURRENCY);
    if (byMonth) {
      groupBy.add(MONTH);
    }
    return select(by)
        .select(amounts())
        .from(facts(byMonth ? query.first().minusMonths(1) : query.first(), query.groupBy()))
        .groupBy(groupBy);
  }

  private List<Field<BigDecimal>> amounts() {
    if (query.daily()) {
      return List.of(
          sum(EXACT).as(COLLECTED),
          inline(BigDecimal.ZERO).as(UNALLOCATED),
          inline(BigDecimal.ZERO).as(CORRECTIONS));
    }
    return List.of(
        sum(AMOUNT).as(COLLECTED),
        sum(when(PAYER.isNull(), AMOUNT).otherwise(BigDecimal.ZERO)).as(UNALLOCATED),
        sum(when(FOR_MONTH.ne(MONTH), AMOUNT).otherwise(BigDecimal.ZERO)).as(CORRECTIONS));
  }

  private Table<?> facts(YearMonth first, List<CostDimension> by) {
    return select()
        .from(table(name("billing", source(by))))
        .where(MONTH.between(first.atDay(1), query.last().atDay(1)))
        .and(query.daily() ? noCondition() : wanted())
        .asTable("facts");
  }

  // A month may have hundreds of thousands of lines: they are read only where their sums will not
  // do.
  private String source(List<CostDimension> by) {
    if (query.daily()) {
      return "collected_cost";
    }
    if (by.stream().noneMatch(CostDimension::ofOrigins)) {
      return "reported_total";
    }
    return query.ofPayers() ? "reported_cost" : "reported_sum";
  }

  private Select<Record> use() {
    List<Field<?>> by = new ArrayList<>();
    List<Field<?>> groupBy = new ArrayList<>();
    for (CostDimension dimension : ofUse()) {
      by.add(text(dimension).as(key(dimension)));
      groupBy.add(text(dimension));
    }
    SelectConditionStep<Record> use =
        select(by)
            .select(
                sum(field(name("calls"), Long.class)).cast(Long.class).as(CALLS),
                sum(field("input_tokens + output_tokens", Long.class)).cast(Long.class).as(TOKENS))
            .from(table("billing.reported_use"))
            .where(
                MONTH.between(query.first().atDay(1), query.last().atDay(1)),
                query.daily() ? DSL.falseCondition() : wanted());
    return groupBy.isEmpty() ? use : use.groupBy(groupBy);
  }

  private List<CostDimension> ofUse() {
    return query.groupBy().stream()
        .filter(one -> one == CostDimension.MONTH || one.ofPayers())
        .toList();
  }

  private Condition sharedKeys() {
    Condition same = DSL.trueCondition();
    for (CostDimension dimension : ofUse()) {
      same = same.and(of(COST, key(dimension)).eq(of(USE, key(dimension))));
    }
    return same;
  }

  private Condition wanted() {
    return noCondition()
        .and(query.solution().map(one -> SOLUTION.eq(one.value())).orElse(noCondition()))
        .and(query.application().map(one -> APPLICATION.eq(one.value())).orElse(noCondition()))
        .and(query.customer().map(one -> CUSTOMER.eq(one.value())).orElse(noCondition()))
        .and(
            query
                .visible()
                .map(own -> SOLUTION.in(own.stream().map(SolutionId::value).toList()))
                .orElse(noCondition()));
  }

  // The month right before, and not the one that happens to be there.
  private Field<BigDecimal> previous() {
    if (!query.groupBy().contains(CostDimension.MONTH) || query.daily()) {
      return inline((BigDecimal) null);
    }
    List<Field<?>> same = new ArrayList<>();
    query.groupBy().stream()
        .filter(one -> one != CostDimension.MONTH)
        .forEach(one -> same.add(key(one)));
    same.add(CURRENCY);
    StringBuilder partition = new StringBuilder();
    same.forEach(one -> partition.append(partition.isEmpty() ? "" : ", ").append(one.getName()));
    return field(
        "sum(collected) OVER (PARTITION BY "
            + partition
            + " ORDER BY month RANGE BETWEEN '1 month' PRECEDING AND '1 month' PRECEDING)",
        BigDecimal.class);
  }

  private List<Field<?>> keys() {
    return new ArrayList<>(query.groupBy().stream().map(one -> of(COST, key(one))).toList());
  }

  private static Field<Long> orZero(Field<Long> quantity) {
    return DSL.coalesce(of(USE, quantity), val(0L)).as(quantity);
  }

  private static <T> Field<T> of(String table, Field<T> field) {
    return field(name(table, field.getName()), field.getDataType());
  }

  private static Field<String> text(CostDimension dimension) {
    String sql =
        switch (dimension) {
          case MONTH -> "to_char(month, 'YYYY-MM')";
          case DAY -> "to_char(day, 'YYYY-MM-DD')";
          case RESOURCE -> "coalesce('A' || service_name, 'F' || fixed_cost_id)";
          case RESOURCE_GROUP -> "coalesce(subscription_id || '/' || resource_group, '')";
          case SOLUTION -> "coalesce(solution_id, '')";
          case APPLICATION -> "coalesce(application_id, '')";
          case CUSTOMER ->
              "coalesce(CASE WHEN solution_id IS NULL THEN '' WHEN customer_code IS NOT NULL"
                  + " THEN '0' || customer_code WHEN set_aside THEN '2' ELSE '1' END, '')";
        };
    return field("(" + sql + ")" + BINARY, String.class);
  }
}
