package com.totvs.billing.application.memory;

import com.totvs.billing.application.allocation.AllocationBook;
import com.totvs.billing.application.allocation.AllocationBook.Draft;
import com.totvs.billing.application.allocation.AllocationBook.Inputs;
import com.totvs.billing.application.allocation.AllocationRun;
import com.totvs.billing.application.operation.Claim;
import com.totvs.billing.domain.allocation.ChargedSum;
import com.totvs.billing.domain.allocation.MonthInputs;
import com.totvs.billing.domain.allocation.Tally;
import com.totvs.billing.domain.audit.AuditAction;
import com.totvs.billing.domain.cost.CostRevision;
import com.totvs.billing.domain.month.CloseTerms;
import com.totvs.billing.domain.operation.Ending;
import com.totvs.billing.domain.operation.Result;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// Keeps one run, closes its month if it is to, and ends the operation that made it.
final class RunWriter {
  private final InMemoryBilling store;
  private final KeptRuns runs;
  private final Claim claim;
  private final Draft draft;

  RunWriter(InMemoryBilling store, KeptRuns runs, Claim claim, Draft draft) {
    this.store = store;
    this.runs = runs;
    this.claim = claim;
    this.draft = draft;
  }

  void write(List<ChargedSum> sums) {
    Tally tally = new Tally();
    sums.forEach(tally::add);
    AllocationRun run = run(tally);
    runs.add(new KeptRun(run, sums, draft.inputs()));
    draft.closing().ifPresent(terms -> close(run, terms));
    store.operations().end(claim, new Ending.Succeeded(store.now(), result(run)));
  }

  private AllocationRun run(Tally tally) {
    MonthInputs own = draft.inputs().own();
    return new AllocationRun(
        runs.nextNumber(),
        own.month(),
        claim.operation().id(),
        claim.operation().order().requestedBy(),
        store.now(),
        own.digest(),
        tally.digest(),
        revisions(draft.inputs()),
        tally.sums(),
        tally.lines(),
        tally.balances());
  }

  private static List<Long> revisions(Inputs inputs) {
    return Stream.concat(Stream.of(inputs.own()), inputs.corrected().stream())
        .flatMap(one -> one.revisions().stream())
        .map(CostRevision::number)
        .toList();
  }

  private void close(AllocationRun run, CloseTerms terms) {
    store.months().close(run.month(), run.number(), run.requestedBy(), terms, run.digest());
    store.audit(
        run.requestedBy(),
        AuditAction.CLOSE_MONTH,
        run.month().toString(),
        AllocationBook.detail(run, terms));
  }

  private Result result(AllocationRun run) {
    return new Result.Allocated(
        OptionalLong.of(run.number()), run.sums(), run.lines(), run.balances(), draft.obstacles());
  }
}
