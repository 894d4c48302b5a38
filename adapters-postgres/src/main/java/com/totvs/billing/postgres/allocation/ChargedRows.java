package com.totvs.billing.postgres.allocation;

import static com.totvs.billing.postgres.generated.Tables.ALLOCATION;
import static com.totvs.billing.postgres.generated.Tables.ALLOCATION_PAYER;
import static com.totvs.billing.postgres.generated.Tables.ALLOCATION_RUN;
import static com.totvs.billing.postgres.generated.Tables.ALLOCATION_SUM;
import static com.totvs.billing.postgres.generated.Tables.CLOSED_MONTH;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;

import com.totvs.billing.application.allocation.AllocationBook.Charged;
import com.totvs.billing.application.allocation.AllocationBook.ChargedBefore;
import com.totvs.billing.application.allocation.AllocationBook.KeptLine;
import com.totvs.billing.domain.allocation.Correction;
import com.totvs.billing.domain.allocation.MinorUnits;
import com.totvs.billing.domain.allocation.MonthSum;
import com.totvs.billing.domain.allocation.Origin;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.YearMonth;
import java.util.Collection;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;

/// What closings charge for months. Their runs are named by number, since a closing that holds now
/// may be taken back between two statements; the lines of a run never change.
final class ChargedRows {
  private static final Field<BigDecimal> TOTAL = sum(ALLOCATION.AMOUNT).as("total");
  private static final List<Field<?>> PAYER =
      List.of(
          ALLOCATION_PAYER.SOLUTION_ID,
          ALLOCATION_PAYER.APPLICATION_ID,
          ALLOCATION_PAYER.CUSTOMER_CODE,
          ALLOCATION_PAYER.SET_ASIDE);

  private ChargedRows() {}

  /// What these runs charge for a month, by origin and currency.
  static List<Charged> sums(DSLContext db, Collection<Long> runs, YearMonth month) {
    Map<String, Charged> all = new TreeMap<>();
    db.selectFrom(ALLOCATION_SUM)
        .where(ALLOCATION_SUM.RUN.in(runs), ALLOCATION_SUM.FOR_MONTH.eq(month.atDay(1)))
        .orderBy(ALLOCATION_SUM.RUN)
        .forEach(
            one -> {
              MonthSum sum = AllocationRows.monthSum(one, one.get(ALLOCATION_SUM.EXACT_AMOUNT));
              BigInteger amount = MinorUnits.of(one.get(ALLOCATION_SUM.AMOUNT), sum.currency());
              all.merge(
                  sum.currency() + " " + sum.origin(), new Charged(sum, amount), Charged::plus);
            });
    return all.values().stream()
        .sorted(
            Comparator.comparing((Charged one) -> one.sum().currency().getCurrencyCode())
                .thenComparing(one -> one.sum().origin()))
        .toList();
  }

  /// The same of one sum, line by line.
  static Map<Correction.Line, BigInteger> lines(
      DSLContext db, Collection<Long> runs, YearMonth month, Origin origin, Currency currency) {
    Map<Correction.Line, BigInteger> lines = new TreeMap<>();
    db.select(PAYER)
        .select(TOTAL)
        .from(ALLOCATION_SUM)
        .join(ALLOCATION)
        .on(ALLOCATION.RUN.eq(ALLOCATION_SUM.RUN), ALLOCATION.SUM.eq(ALLOCATION_SUM.SUM))
        .leftJoin(ALLOCATION_PAYER)
        .on(ALLOCATION_PAYER.RUN.eq(ALLOCATION.RUN), ALLOCATION_PAYER.PAYER.eq(ALLOCATION.PAYER))
        .where(
            ALLOCATION_SUM.RUN.in(runs),
            ALLOCATION_SUM.FOR_MONTH.eq(month.atDay(1)),
            ALLOCATION_SUM.CURRENCY_CODE.eq(currency.getCurrencyCode()),
            of(origin))
        .groupBy(PAYER)
        .forEach(
            one ->
                lines.put(
                    new Correction.Line(origin, currency, AllocationRows.payer(one)),
                    MinorUnits.of(one.get(TOTAL), currency)));
    return lines;
  }

  /// What had been charged when a correction was made.
  static ChargedBefore before(DSLContext db, KeptLine correction) {
    MonthSum sum = correction.sum().sum();
    YearMonth month = correction.sum().forMonth().orElseThrow();
    List<Long> runs = heldBefore(db, correction.place().run());
    Optional<Charged> charged =
        sums(db, runs, month).stream()
            .filter(one -> one.sum().origin().equals(sum.origin()))
            .filter(one -> one.sum().currency().equals(sum.currency()))
            .findFirst();
    return new ChargedBefore(
        charged.map(one -> one.sum().amount()).orElse(BigDecimal.ZERO),
        charged.map(Charged::amount).orElse(BigInteger.ZERO),
        lines(db, runs, month, sum.origin(), sum.currency())
            .getOrDefault(
                new Correction.Line(sum.origin(), sum.currency(), correction.line().payer()),
                BigInteger.ZERO));
  }

  // The runs of the closings that held when a run with corrections was made: of each month before
  // it the newest one. Months close in order, so that one that was taken back had been closed anew.
  private static List<Long> heldBefore(DSLContext db, long run) {
    return db.selectDistinct(CLOSED_MONTH.RUN, CLOSED_MONTH.MONTH)
        .on(CLOSED_MONTH.MONTH)
        .from(CLOSED_MONTH)
        .where(
            CLOSED_MONTH.RUN.lt(run),
            CLOSED_MONTH.MONTH.lt(
                select(ALLOCATION_RUN.MONTH)
                    .from(ALLOCATION_RUN)
                    .where(ALLOCATION_RUN.RUN.eq(run))))
        .orderBy(CLOSED_MONTH.MONTH, CLOSED_MONTH.RUN.desc())
        .fetch(CLOSED_MONTH.RUN);
  }

  private static Condition of(Origin origin) {
    return switch (origin) {
      case Origin.Fixed fixed -> ALLOCATION_SUM.FIXED_COST_ID.eq(fixed.id().value());
      case Origin.Azure azure ->
          ALLOCATION_SUM
              .SUBSCRIPTION_ID
              .eq(azure.resourceGroup().subscriptionId())
              .and(ALLOCATION_SUM.RESOURCE_GROUP.eq(azure.resourceGroup().name()))
              .and(ALLOCATION_SUM.SERVICE_NAME.eq(azure.serviceName()))
              .and(ALLOCATION_SUM.COST_GROUPING.eq(azure.grouping().toString()))
              .and(ALLOCATION_SUM.GROUP_VALUE.eq(azure.groupValue()));
    };
  }
}
