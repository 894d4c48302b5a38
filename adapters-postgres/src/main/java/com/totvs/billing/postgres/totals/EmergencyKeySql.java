package com.totvs.billing.postgres.totals;

import static org.jooq.impl.DSL.inline;

import com.totvs.billing.domain.usage.EmergencyKeyTypes;
import java.util.List;
import java.util.OptionalInt;
import org.jooq.Condition;
import org.jooq.Field;

/// Which contingency provider types mean an emergency key, in SQL.
public final class EmergencyKeySql {
  private EmergencyKeySql() {}

  /// Whether the type means one; false and never null where the type was not told.
  ///
  /// @param wanted true asks for those that mean one, false for the others
  public static Condition on(EmergencyKeyTypes types, Field<Integer> type, boolean wanted) {
    return wanted ? on(types, type) : type.isNull().or(on(types, type).not());
  }

  private static Condition on(EmergencyKeyTypes types, Field<Integer> type) {
    List<Integer> values = types.types().stream().sorted().toList();
    Condition meant = types.listed() ? type.in(inlined(values)) : type.notIn(inlined(values));
    // Said again as the partial index says it, since the planner does not find it out.
    Condition indexed = types.include(OptionalInt.of(0)) ? meant : meant.and(type.ne(inline(0)));
    return type.isNotNull().and(indexed);
  }

  private static List<Field<Integer>> inlined(List<Integer> values) {
    return values.stream().<Field<Integer>>map(value -> inline(value)).toList();
  }
}
