package com.totvs.billing.postgres.report;

import static com.totvs.billing.postgres.generated.Tables.REPORTED_RUN;
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
import java.util.stream.Stream;
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
  static final Field<BigDecimal> OF_ITS_MONTH = field(name("of_its_month"), BigDecimal.class);
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

  // A month that has no allocation is in no row.
  private static final String BESIDE_THE_NEXT =
      """
      LATERAL (
        VALUES
          (month, collected, unallocated, corrections, of_its_month, CAST(NULL AS numeric)),
          (CAST(month + interval '1 month' AS date), 0, 0, 0, 0, collected)
      ) shown (month, collected, unallocated, corrections, of_its_month, previous)
      """;

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
    Table<?> cost = compared().asTable(COST);
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
    return new ArrayList<>(
        db.select(cost.fields())
            .select(orZero(CALLS), orZero(TOKENS))
            .from(cost)
            .leftJoin(use)
            .on(sharedKeys())
            .where(
                COST_MONTH
                    .isNull()
                    .or(COST_MONTH.between(query.first().atDay(1), query.last().atDay(1))))
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

  // What a month cost stands beside the month after it too, where a group may have cost nothing.
  private Select<Record> compared() {
    Table<?> groups = groups().asTable("groups");
    if (!query.groupBy().contains(CostDimension.MONTH) || query.daily()) {
      return select(groups.fields()).select(inline((BigDecimal) null).as(PREVIOUS)).from(groups);
    }
    List<Field<?>> keys = new ArrayList<>();
    query.groupBy().stream()
        .filter(one -> one != CostDimension.MONTH)
        .forEach(one -> keys.add(key(one)));
    keys.add(CURRENCY);
    Field<LocalDate> month = field(name("shown", "month"), LocalDate.class);
    return select(keys)
        .select(binary(month("shown.month")).as(key(CostDimension.MONTH)), month)
        .select(
            Stream.of(COLLECTED, UNALLOCATED, CORRECTIONS, OF_ITS_MONTH, PREVIOUS)
                .map(
                    amount ->
                        sum(field(name("shown", amount.getName()), BigDecimal.class)).as(amount))
                .toList())
        .from(groups)
        .crossJoin(table(BESIDE_THE_NEXT))
        .where(
            field(name("shown", PREVIOUS.getName()))
                .isNull()
                .or(month.in(select(REPORTED_RUN.MONTH).from(REPORTED_RUN))))
        .groupBy(Stream.concat(keys.stream(), Stream.of(month)).toList());
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
          inline(BigDecimal.ZERO).as(CORRECTIONS),
          inline(BigDecimal.ZERO).as(OF_ITS_MONTH));
    }
    return List.of(
        sum(AMOUNT).as(COLLECTED),
        sum(when(PAYER.isNull(), AMOUNT).otherwise(BigDecimal.ZERO)).as(UNALLOCATED),
        sum(when(FOR_MONTH.ne(MONTH), AMOUNT).otherwise(BigDecimal.ZERO)).as(CORRECTIONS),
        sum(when(FOR_MONTH.eq(MONTH).and(PAYER.isNotNull()), AMOUNT).otherwise(BigDecimal.ZERO))
            .as(OF_ITS_MONTH));
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
          case MONTH -> month("month");
          case DAY -> "to_char(day, 'YYYY-MM-DD')";
          case RESOURCE -> "coalesce('A' || service_name, 'F' || fixed_cost_id)";
          case RESOURCE_GROUP -> "coalesce(subscription_id || '/' || resource_group, '')";
          case SOLUTION -> "coalesce(solution_id, '')";
          case APPLICATION -> "coalesce(application_id, '')";
          case CUSTOMER ->
              "coalesce(CASE WHEN solution_id IS NULL THEN '' WHEN customer_code IS NOT NULL"
                  + " THEN '0' || customer_code WHEN set_aside THEN '2' ELSE '1' END, '')";
        };
    return binary(sql);
  }

  private static String month(String column) {
    return "to_char(" + column + ", 'YYYY-MM')";
  }

  private static Field<String> binary(String sql) {
    return field("(" + sql + ")" + BINARY, String.class);
  }
}
