package com.totvs.billing.postgres.allocation;

import static com.totvs.billing.postgres.generated.Tables.ALLOCATION_RUN_MONTH;
import static com.totvs.billing.postgres.generated.Tables.ALLOCATION_SUM;
import static com.totvs.billing.postgres.generated.Tables.CLOSED_MONTH;
import static com.totvs.billing.postgres.generated.Tables.COST_ITEM;
import static com.totvs.billing.postgres.generated.Tables.COST_REVISION;
import static com.totvs.billing.postgres.generated.Tables.FIXED_COST;
import static com.totvs.billing.postgres.generated.Tables.POSTED_COST;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;

import com.totvs.billing.application.allocation.AllocationBook.Inputs;
import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.domain.Span;
import com.totvs.billing.domain.allocation.AllocationRule;
import com.totvs.billing.domain.allocation.MonthInputs;
import com.totvs.billing.domain.allocation.MonthSum;
import com.totvs.billing.domain.allocation.Origin;
import com.totvs.billing.domain.allocation.Payer;
import com.totvs.billing.domain.allocation.UsageShare;
import com.totvs.billing.domain.catalog.ApplicationId;
import com.totvs.billing.domain.catalog.SolutionId;
import com.totvs.billing.domain.cost.CostRevision;
import com.totvs.billing.domain.cost.FixedCostId;
import com.totvs.billing.domain.customer.CustomerCode;
import com.totvs.billing.domain.month.Closing;
import com.totvs.billing.domain.usage.SettlementState;
import com.totvs.billing.domain.usage.UsageFilter;
import com.totvs.billing.postgres.cost.CostRows;
import com.totvs.billing.postgres.cost.PostedCosts;
import com.totvs.billing.postgres.month.ClosedMonths;
import com.totvs.billing.postgres.month.MonthsWithCost;
import com.totvs.billing.postgres.totals.UsageFacts;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.ResultQuery;

/// Reads what allocations are made from.
final class AllocationInputs {
  private static final Field<Boolean> SET_ASIDE = field("set_aside", Boolean.class);
  private static final Field<BigDecimal> EXACT = field("exact", BigDecimal.class);

  private final UsageFacts facts;
  private final BusinessZone zone;

  AllocationInputs(UsageFacts facts, BusinessZone zone) {
    this.facts = facts;
    this.zone = zone;
  }

  /// Everything that an allocation of the month is made from, in the snapshot of a transaction.
  Inputs read(DSLContext db, YearMonth month, Runnable alive) {
    List<Closing> closings = ClosedMonths.holding(db);
    SortedSet<YearMonth> withCost = MonthsWithCost.read(db);
    List<AllocationRule> rules = AllocationRuleRows.all(db);
    SortedSet<YearMonth> closed = new TreeSet<>();
    if (Inputs.chargesWhatCameLate(month, closings)) {
      closed.addAll(withCost.headSet(month));
      closed.addAll(charged(db));
    }
    return new Inputs(
        of(db, month, rules, usage(db, month)),
        corrected(db, closed, rules, alive),
        closings,
        withCost.stream().findFirst(),
        notPosted(db, month),
        newestRevision(db));
  }

  // One month at a time: of years of closed ones, few have changed.
  private List<MonthInputs> corrected(
      DSLContext db, SortedSet<YearMonth> closed, List<AllocationRule> rules, Runnable alive) {
    Map<YearMonth, String> digests = digests(db);
    List<MonthInputs> corrected = new ArrayList<>();
    for (YearMonth month : closed) {
      alive.run();
      MonthInputs now = of(db, month, rules, usage(db, month));
      if (!now.digest().equals(digests.get(month))) {
        corrected.add(now);
      }
    }
    return corrected;
  }

  /// Whether what an allocation was made from is still so, but for usage, which goes on.
  boolean stillHold(DSLContext db, Inputs inputs) {
    MonthInputs own = inputs.own();
    MonthInputs now = of(db, own.month(), AllocationRuleRows.all(db), List.of());
    return ClosedMonths.holding(db).equals(inputs.closings())
        && now.sums().equals(own.sums())
        && now.rules().equals(own.rules())
        && now.revisions().equals(own.revisions())
        && notPosted(db, own.month()).equals(inputs.notPosted());
  }

  private static MonthInputs of(
      DSLContext db, YearMonth month, List<AllocationRule> rules, List<UsageShare> usage) {
    List<CostRevision> revisions = revisions(db, month);
    List<MonthSum> sums = new ArrayList<>();
    revisions.forEach(revision -> sums.addAll(azure(db, revision)));
    PostedCosts.of(db, month)
        .forEach(
            posted ->
                sums.add(
                    new MonthSum(
                        new Origin.Fixed(posted.id()),
                        posted.currency(),
                        posted.amount(),
                        posted.solution())));
    return new MonthInputs(month, sums, usage, rules, revisions);
  }

  private static long newestRevision(DSLContext db) {
    return db.select(coalesce(max(COST_REVISION.REVISION), inline(0L)))
        .from(COST_REVISION)
        .fetchSingle()
        .value1();
  }

  private static List<CostRevision> revisions(DSLContext db, YearMonth month) {
    return db.selectDistinct(COST_REVISION.fields())
        .on(COST_REVISION.SUBSCRIPTION_ID, COST_REVISION.RESOURCE_GROUP)
        .from(COST_REVISION)
        .where(COST_REVISION.MONTH.eq(month.atDay(1)))
        .orderBy(
            COST_REVISION.SUBSCRIPTION_ID,
            COST_REVISION.RESOURCE_GROUP,
            COST_REVISION.REVISION.desc())
        .fetch(CostRows::revision);
  }

  private static List<MonthSum> azure(DSLContext db, CostRevision revision) {
    return db.select(COST_ITEM.SERVICE_NAME, COST_ITEM.GROUP_VALUE, COST_ITEM.CURRENCY_CODE)
        .select(sum(COST_ITEM.EXACT_AMOUNT).as(EXACT))
        .from(COST_ITEM)
        .where(COST_ITEM.REVISION.eq(revision.number()))
        .groupBy(COST_ITEM.SERVICE_NAME, COST_ITEM.GROUP_VALUE, COST_ITEM.CURRENCY_CODE)
        .fetch(
            row ->
                new MonthSum(
                    new Origin.Azure(
                        revision.resourceGroup(),
                        row.get(COST_ITEM.SERVICE_NAME),
                        revision.grouping(),
                        row.get(COST_ITEM.GROUP_VALUE)),
                    Currency.getInstance(row.get(COST_ITEM.CURRENCY_CODE)),
                    row.get(EXACT),
                    Optional.empty()));
  }

  private List<UsageShare> usage(DSLContext db, YearMonth month) {
    Span span =
        new Span(Optional.of(zone.start(month)), Optional.of(zone.start(month.plusMonths(1))));
    Field<Boolean> setAside =
        field(UsageFacts.CUSTOMER.isNull().and(UsageFacts.setAside())).as(SET_ASIDE);
    var shares =
        select(UsageFacts.SOLUTION, UsageFacts.APPLICATION, UsageFacts.CUSTOMER, setAside)
            .select(
                total(UsageFacts.CALLS),
                total(UsageFacts.INPUT_TOKENS),
                total(UsageFacts.OUTPUT_TOKENS),
                total(UsageFacts.IMAGE_SIZE_KB))
            .from(facts.byMonth(UsageFilter.of(span)))
            .groupBy(UsageFacts.SOLUTION, UsageFacts.APPLICATION, UsageFacts.CUSTOMER, SET_ASIDE);
    return attached(db, shares).fetch(AllocationInputs::share).stream()
        .filter(share -> !share.equals(UsageShare.nothing(share.payer())))
        .toList();
  }

  private static Field<Long> total(Field<Long> quantity) {
    return sum(quantity).cast(Long.class).as(quantity);
  }

  private static UsageShare share(Record row) {
    return new UsageShare(
        payer(
            row.get(UsageFacts.SOLUTION),
            row.get(UsageFacts.APPLICATION),
            Optional.ofNullable(row.get(UsageFacts.CUSTOMER)),
            row.get(SET_ASIDE)),
        used(row, UsageFacts.CALLS),
        used(row, UsageFacts.INPUT_TOKENS),
        used(row, UsageFacts.OUTPUT_TOKENS),
        used(row, UsageFacts.IMAGE_SIZE_KB));
  }

  // While a license is settled in batches, a record may have its customer already and the one that
  // cancels it not yet: what waits is then less than nothing, for a moment.
  private static long used(Record row, Field<Long> quantity) {
    return Math.max(0, row.get(quantity));
  }

  static Payer payer(
      String solution, String application, Optional<String> customer, boolean setAside) {
    SettlementState unsettled = setAside ? SettlementState.SET_ASIDE : SettlementState.WAITING;
    return new Payer(
        new SolutionId(solution),
        new ApplicationId(application),
        customer.isPresent() ? SettlementState.SETTLED : unsettled,
        customer.map(CustomerCode::new));
  }

  // The months that closings charge something for.
  private static SortedSet<YearMonth> charged(DSLContext db) {
    return months(
        db.selectDistinct(ALLOCATION_SUM.FOR_MONTH)
            .from(ALLOCATION_SUM)
            .join(CLOSED_MONTH)
            .on(CLOSED_MONTH.RUN.eq(ALLOCATION_SUM.RUN), CLOSED_MONTH.REOPENED_TIME.isNull())
            .fetch(ALLOCATION_SUM.FOR_MONTH));
  }

  private static SortedSet<YearMonth> months(List<LocalDate> days) {
    SortedSet<YearMonth> months = new TreeSet<>();
    days.forEach(day -> months.add(YearMonth.from(day)));
    return months;
  }

  // Of the latest closing that was made for each.
  private static Map<YearMonth, String> digests(DSLContext db) {
    Map<YearMonth, String> digests = new HashMap<>();
    db.select(ALLOCATION_RUN_MONTH.FOR_MONTH, ALLOCATION_RUN_MONTH.INPUTS_DIGEST)
        .from(ALLOCATION_RUN_MONTH)
        .join(CLOSED_MONTH)
        .on(CLOSED_MONTH.RUN.eq(ALLOCATION_RUN_MONTH.RUN), CLOSED_MONTH.REOPENED_TIME.isNull())
        .orderBy(CLOSED_MONTH.MONTH)
        .forEach(row -> digests.put(YearMonth.from(row.value1()), row.value2()));
    return digests;
  }

  private static List<FixedCostId> notPosted(DSLContext db, YearMonth month) {
    LocalDate day = month.atDay(1);
    return db.select(FIXED_COST.FIXED_COST_ID)
        .from(FIXED_COST)
        .where(
            FIXED_COST.FIRST_MONTH.le(day),
            FIXED_COST.LAST_MONTH.isNull().or(FIXED_COST.LAST_MONTH.ge(day)),
            FIXED_COST.FIXED_COST_ID.notIn(
                select(POSTED_COST.FIXED_COST_ID)
                    .from(POSTED_COST)
                    .where(POSTED_COST.MONTH.eq(day))))
        .orderBy(FIXED_COST.FIXED_COST_ID)
        .fetch(row -> new FixedCostId(row.value1()));
  }

  private static <R extends Record> ResultQuery<R> attached(DSLContext db, ResultQuery<R> query) {
    query.attach(db.configuration());
    return query;
  }
}
