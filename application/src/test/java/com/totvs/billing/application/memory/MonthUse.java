package com.totvs.billing.application.memory;

import com.totvs.billing.application.memory.InMemoryBilling.Row;
import com.totvs.billing.domain.allocation.Payer;
import com.totvs.billing.domain.allocation.UsageShare;
import com.totvs.billing.domain.usage.Consumption;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/// What each payer used in a month, as far as it is known now.
final class MonthUse {
  private final InMemoryBilling store;

  MonthUse(InMemoryBilling store) {
    this.store = store;
  }

  List<UsageShare> shares(YearMonth month) {
    Map<Payer, List<Row>> byPayer =
        store.rows().stream()
            .filter(row -> store.zone.month(row.usage().occurredTime()).equals(month))
            .collect(Collectors.groupingBy(this::payer));
    return byPayer.entrySet().stream()
        .map(one -> share(one.getKey(), one.getValue()))
        .filter(share -> !share.equals(UsageShare.nothing(share.payer())))
        .toList();
  }

  private Payer payer(Row row) {
    return new Payer(
        row.usage().solution().id(),
        row.usage().application().id(),
        store.state(row),
        row.customer());
  }

  private static UsageShare share(Payer payer, List<Row> rows) {
    return new UsageShare(
        payer,
        used(rows, _ -> 1),
        used(rows, Consumption::inputTokens),
        used(rows, Consumption::outputTokens),
        used(rows, Consumption::imageSizeKb));
  }

  // A record that is settled already, and the one that cancels it not yet, leave less than nothing.
  private static long used(List<Row> rows, ToLongFunction<Consumption> quantity) {
    return Math.max(
        0,
        rows.stream()
            .mapToLong(row -> row.sign() * quantity.applyAsLong(row.usage().consumption()))
            .sum());
  }
}
