package com.totvs.billing.postgres.allocation;

import static com.totvs.billing.postgres.generated.Tables.ALLOCATION_PAYER;
import static com.totvs.billing.postgres.generated.Tables.ALLOCATION_RUN;
import static com.totvs.billing.postgres.generated.Tables.ALLOCATION_RUN_MONTH;
import static com.totvs.billing.postgres.generated.Tables.ALLOCATION_SUM;

import com.totvs.billing.application.allocation.AllocationBook.Draft;
import com.totvs.billing.application.allocation.AllocationRun;
import com.totvs.billing.domain.allocation.ChargedSum;
import com.totvs.billing.domain.allocation.ChargedSum.Heading;
import com.totvs.billing.domain.allocation.MonthInputs;
import com.totvs.billing.domain.allocation.Origin;
import com.totvs.billing.domain.allocation.Payer;
import com.totvs.billing.domain.allocation.Tally;
import com.totvs.billing.domain.allocation.UsageShare;
import com.totvs.billing.domain.catalog.SolutionId;
import com.totvs.billing.domain.cost.CostRevision;
import com.totvs.billing.domain.customer.CustomerCode;
import com.totvs.billing.domain.operation.Operation;
import com.totvs.billing.domain.usage.SettlementState;
import com.totvs.billing.postgres.operation.OperationRows;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jooq.BatchBindStep;
import org.jooq.DSLContext;

/// Writes one run with its sums, payers and lines, in one transaction.
final class RunWriter {
  private final DSLContext db;
  private final long number;
  private final Draft draft;
  private final Map<PayerOfMonth, Integer> payers = new HashMap<>();
  private final List<UseOfMonth> uses = new ArrayList<>();
  private final List<Heading> headings = new ArrayList<>();
  private final Tally tally = new Tally();

  private record PayerOfMonth(YearMonth month, Payer payer) {}

  private record UseOfMonth(YearMonth month, UsageShare share) {}

  RunWriter(DSLContext db, long number, Draft draft) {
    this.db = db;
    this.number = number;
    this.draft = draft;
    months().forEach(inputs -> inputs.usage().forEach(share -> add(inputs.month(), share)));
  }

  private Stream<MonthInputs> months() {
    return Stream.concat(Stream.of(draft.inputs().own()), draft.inputs().corrected().stream());
  }

  private int add(YearMonth month, UsageShare share) {
    uses.add(new UseOfMonth(month, share));
    payers.put(new PayerOfMonth(month, share.payer()), uses.size());
    return uses.size();
  }

  // A correction may be of one who, by now, used nothing.
  private int payer(YearMonth month, Payer payer) {
    Integer known = payers.get(new PayerOfMonth(month, payer));
    return known == null ? add(month, UsageShare.nothing(payer)) : known;
  }

  void writeLines(Iterable<ChargedSum> sums) {
    LinesCopy copy = new LinesCopy(db, number, draft.inputs().own().month(), this::payer);
    for (ChargedSum sum : sums) {
      tally.add(sum);
      headings.add(sum.heading());
      copy.add(sum);
    }
    copy.flush();
  }

  /// Writes the rest; after the lines, which tell what the run adds up to.
  AllocationRun finish(Operation operation, Instant now) {
    MonthInputs own = draft.inputs().own();
    AllocationRun run =
        new AllocationRun(
            number,
            own.month(),
            operation.id(),
            operation.order().requestedBy(),
            now,
            own.digest(),
            tally.digest(),
            months()
                .flatMap(inputs -> inputs.revisions().stream())
                .map(CostRevision::number)
                .toList(),
            tally.sums(),
            tally.lines(),
            tally.balances());
    insert(run);
    months()
        .forEach(
            inputs ->
                db.insertInto(ALLOCATION_RUN_MONTH)
                    .values(
                        number,
                        inputs.month().atDay(1),
                        inputs.digest(),
                        MonthInputs.digest(inputs.usage()))
                    .execute());
    insertSums();
    insertPayers();
    RunTotals.insert(db, number);
    return run;
  }

  private void insert(AllocationRun run) {
    db.insertInto(ALLOCATION_RUN)
        .set(ALLOCATION_RUN.RUN, run.number())
        .set(ALLOCATION_RUN.MONTH, run.month().atDay(1))
        .set(ALLOCATION_RUN.OPERATION_ID, run.operation().value())
        .set(ALLOCATION_RUN.REQUESTED_BY, run.requestedBy())
        .set(ALLOCATION_RUN.CREATED_TIME, OperationRows.utc(run.created()))
        .set(ALLOCATION_RUN.LINES_DIGEST, run.digest())
        .set(ALLOCATION_RUN.REVISIONS, run.revisions().toArray(Long[]::new))
        .set(ALLOCATION_RUN.NEWEST_REVISION, draft.inputs().newestRevision())
        .set(ALLOCATION_RUN.SUMS, run.sums())
        .set(ALLOCATION_RUN.LINES, run.lines())
        .execute();
  }

  private void insertSums() {
    BatchBindStep batch =
        db.batch(
            db.insertInto(
                    ALLOCATION_SUM,
                    ALLOCATION_SUM.RUN,
                    ALLOCATION_SUM.SUM,
                    ALLOCATION_SUM.FOR_MONTH,
                    ALLOCATION_SUM.SUBSCRIPTION_ID,
                    ALLOCATION_SUM.RESOURCE_GROUP,
                    ALLOCATION_SUM.SERVICE_NAME,
                    ALLOCATION_SUM.COST_GROUPING,
                    ALLOCATION_SUM.GROUP_VALUE,
                    ALLOCATION_SUM.FIXED_COST_ID,
                    ALLOCATION_SUM.CURRENCY_CODE,
                    ALLOCATION_SUM.EXACT_AMOUNT,
                    ALLOCATION_SUM.AMOUNT,
                    ALLOCATION_SUM.SOLUTION_ID,
                    ALLOCATION_SUM.RULE_ID,
                    ALLOCATION_SUM.DRIVER)
                .values(
                    (Long) null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null));
    for (Heading heading : headings) {
      var _ = batch.bind(values(heading));
    }
    if (!headings.isEmpty()) {
      batch.execute();
    }
  }

  private Object[] values(Heading heading) {
    Object[] origin =
        switch (heading.sum().origin()) {
          case Origin.Azure azure ->
              new Object[] {
                azure.resourceGroup().subscriptionId(),
                azure.resourceGroup().name(),
                azure.serviceName(),
                azure.grouping().toString(),
                azure.groupValue(),
                null
              };
          case Origin.Fixed fixed ->
              new Object[] {null, null, null, null, null, fixed.id().value()};
        };
    return Stream.of(
            Stream.<Object>of(
                number,
                heading.number(),
                heading.forMonth().orElse(draft.inputs().own().month()).atDay(1)),
            Stream.of(origin),
            Stream.of(
                heading.sum().currency().getCurrencyCode(),
                heading.sum().amount(),
                heading.money(heading.amount()),
                heading.sum().solution().map(SolutionId::value).orElse(null),
                heading.rule().value(),
                (short) heading.driver().number()))
        .flatMap(values -> values)
        .toArray();
  }

  private void insertPayers() {
    BatchBindStep batch =
        db.batch(
            db.insertInto(
                    ALLOCATION_PAYER,
                    ALLOCATION_PAYER.RUN,
                    ALLOCATION_PAYER.PAYER,
                    ALLOCATION_PAYER.FOR_MONTH,
                    ALLOCATION_PAYER.SOLUTION_ID,
                    ALLOCATION_PAYER.APPLICATION_ID,
                    ALLOCATION_PAYER.CUSTOMER_CODE,
                    ALLOCATION_PAYER.SET_ASIDE,
                    ALLOCATION_PAYER.CALLS,
                    ALLOCATION_PAYER.INPUT_TOKENS,
                    ALLOCATION_PAYER.OUTPUT_TOKENS,
                    ALLOCATION_PAYER.IMAGE_SIZE_KB)
                .values((Long) null, null, null, null, null, null, null, null, null, null, null));
    for (int i = 0; i < uses.size(); i++) {
      UsageShare share = uses.get(i).share();
      Payer payer = share.payer();
      var _ =
          batch.bind(
              number,
              i + 1,
              uses.get(i).month().atDay(1),
              payer.solution().value(),
              payer.application().value(),
              payer.customer().map(CustomerCode::value).orElse(null),
              payer.state() == SettlementState.SET_ASIDE,
              share.calls(),
              share.inputTokens(),
              share.outputTokens(),
              share.imageSizeKb());
    }
    if (!uses.isEmpty()) {
      batch.execute();
    }
  }
}
