package com.totvs.billing.postgres.report;

import static com.totvs.billing.postgres.generated.Tables.APPLICATION;
import static com.totvs.billing.postgres.generated.Tables.CUSTOMER;
import static com.totvs.billing.postgres.generated.Tables.SOLUTION;
import static org.jooq.impl.DSL.case_;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;

import com.totvs.billing.domain.report.UsageDimension;
import com.totvs.billing.postgres.totals.UsageFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.SelectField;

/// The keys of groups of usage in SQL: one text for each part, compared byte by byte whatever the
/// database's collation is.
final class SummaryKeys {
  private SummaryKeys() {}

  /// The texts of a group's key, in the order of [com.totvs.billing.domain.report.UsageGroup#key].
  static List<Field<String>> of(List<UsageDimension> dimensions) {
    return dimensions.stream().flatMap(SummaryKeys::of).toList();
  }

  /// The texts of one dimension.
  static Stream<Field<String>> of(UsageDimension dimension) {
    String own = dimension.name().toLowerCase(Locale.ROOT);
    return dimension == UsageDimension.CUSTOMER
        ? Stream.of(key("state"), key("customer"))
        : Stream.of(key(own));
  }

  /// The same as a statement finds them in what it has summed up.
  static List<Field<String>> summed(List<UsageDimension> dimensions) {
    return of(dimensions).stream().map(key -> in("summed", key)).toList();
  }

  /// The text of a part of the key, as a statement finds it in what it has summed up.
  static Field<String> summed(String part) {
    return in("summed", key(part));
  }

  private static Field<String> in(String table, Field<String> key) {
    return field(name(table, key.getName()), String.class);
  }

  /// Whether rows of two tables have the same key.
  static Condition same(String one, String other, List<UsageDimension> groupBy) {
    return of(groupBy).stream()
        .map(key -> in(one, key).eq(in(other, key)))
        .reduce(noCondition(), Condition::and, Condition::and);
  }

  /// The key of what is grouped by, computed from a table of usage that has these columns.
  static List<SelectField<?>> expressions(
      UsageFacts facts, List<UsageDimension> groupBy, Field<?> day) {
    List<SelectField<?>> fields = new ArrayList<>();
    for (UsageDimension dimension : groupBy) {
      switch (dimension) {
        case DAY -> fields.add(expression(day.cast(String.class), "day"));
        case MONTH ->
            fields.add(expression(field("to_char({0}, 'YYYY-MM')", String.class, day), "month"));
        case CUSTOMER -> {
          fields.add(expression(state(), "state"));
          fields.add(expression(coalesce(UsageFacts.CUSTOMER, inline("")), "customer"));
        }
        case LICENSE -> fields.add(expression(UsageFacts.LICENSE, "license"));
        case SOLUTION -> fields.add(expression(UsageFacts.SOLUTION, "solution"));
        case APPLICATION -> fields.add(expression(UsageFacts.APPLICATION, "application"));
        case PURPOSE -> fields.add(expression(UsageFacts.PURPOSE.cast(String.class), "purpose"));
        case EMERGENCY_KEY ->
            fields.add(expression(digit(facts.onEmergencyKey()), "emergency_key"));
        case PLACE -> fields.add(expression(digit(UsageFacts.IN_HISTORY.isTrue()), "place"));
      }
    }
    return fields;
  }

  private static Field<String> expression(Field<String> text, String key) {
    return field("{0} COLLATE \"C\"", String.class, text).as("key_" + key);
  }

  private static Field<String> digit(Condition condition) {
    return case_().when(condition, inline("1")).otherwise(inline("0"));
  }

  private static Field<String> state() {
    return case_()
        .when(UsageFacts.CUSTOMER.isNotNull(), inline("0"))
        .when(UsageFacts.setAside(), inline("2"))
        .otherwise(inline("1"));
  }

  private static Field<String> key(String of) {
    return field(name("key_" + of), String.class);
  }
}
