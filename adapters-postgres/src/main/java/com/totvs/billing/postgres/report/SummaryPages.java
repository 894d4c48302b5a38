package com.totvs.billing.postgres.report;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.val;

import com.totvs.billing.application.report.UsageReports.Position;
import com.totvs.billing.domain.report.SummaryOrder;
import com.totvs.billing.domain.report.SummaryQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.impl.DSL;

/// The order of the groups of a question about usage, and where a page of them begins.
final class SummaryPages {
  private SummaryPages() {}

  private static Field<Long> measured(SummaryOrder.Measure measure) {
    return field(name("summed", measure.name().toLowerCase(Locale.ROOT)), Long.class);
  }

  /// By what groups are ordered.
  static List<OrderField<?>> order(SummaryQuery query) {
    List<OrderField<?>> order = new ArrayList<>();
    query
        .order()
        .measure()
        .ifPresent(
            measure ->
                order.add(
                    query.order().descending()
                        ? measured(measure).desc()
                        : measured(measure).asc()));
    order.addAll(SummaryKeys.summed(query.groupBy()));
    return order;
  }

  /// Whether a group lies behind a position.
  static Condition behind(SummaryQuery query, Position position) {
    List<Field<String>> keys = SummaryKeys.summed(query.groupBy());
    if (keys.isEmpty() || keys.size() != position.key().size()) {
      return DSL.falseCondition();
    }
    Condition byKey =
        row(keys.toArray(Field[]::new))
            .gt(row(position.key().stream().map(DSL::val).toArray(Field[]::new)));
    if (position.measured().isEmpty() || query.order().measure().isEmpty()) {
      return byKey;
    }
    Field<Long> measured = measured(query.order().measure().get());
    Field<Long> last = val(position.measured().getAsLong());
    Condition further = query.order().descending() ? measured.lt(last) : measured.gt(last);
    return further.or(measured.eq(last).and(byKey));
  }
}
