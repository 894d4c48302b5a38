package com.totvs.billing.application.memory;

import com.totvs.billing.application.allocation.AllocationBook;
import com.totvs.billing.application.allocation.AllocationRun;
import com.totvs.billing.application.operation.Claim;
import com.totvs.billing.domain.allocation.AllocatedLine;
import com.totvs.billing.domain.allocation.ChargedSum;
import com.totvs.billing.domain.allocation.ChargedSum.Heading;
import com.totvs.billing.domain.allocation.Correction;
import com.totvs.billing.domain.allocation.Origin;
import com.totvs.billing.domain.allocation.UsageShare;
import com.totvs.billing.domain.month.Closing;
import java.math.BigInteger;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Allocations kept in memory.
public final class InMemoryAllocationBook implements AllocationBook {
  private final InMemoryBilling store;
  private final KeptRuns runs = new KeptRuns();
  private final AllocationInputs inputs;
  private final ChargedSums charged;
  private final ReportedRuns reported;

  InMemoryAllocationBook(InMemoryBilling store) {
    this.store = store;
    this.inputs = new AllocationInputs(store, runs);
    this.charged = new ChargedSums(runs);
    this.reported = new ReportedRuns(store, runs);
  }

  @Override
  public Inputs inputs(YearMonth month, Runnable alive) {
    return store.transaction(() -> inputs.read(month, alive));
  }

  @Override
  public List<Charged> charged(List<Closing> closings, YearMonth month) {
    return store.transaction(() -> charged.sums(closings, month));
  }

  @Override
  public Map<Correction.Line, BigInteger> charged(
      List<Closing> closings, YearMonth month, Origin origin, Currency currency) {
    return store.transaction(() -> charged.lines(closings, month, origin, currency));
  }

  @Override
  public ChargedBefore chargedBefore(KeptLine correction) {
    return store.transaction(() -> charged.before(correction));
  }

  @Override
  public boolean keep(Claim claim, Draft draft, Iterable<ChargedSum> sums) {
    List<ChargedSum> read = new ArrayList<>();
    sums.forEach(read::add);
    return store.transaction(
        () -> {
          var _ = store.operations().step(claim);
          boolean kept = inputs.stillHold(draft.inputs());
          if (kept) {
            new RunWriter(store, runs, claim, draft).write(read);
          }
          return kept;
        });
  }

  @Override
  public Optional<AllocationRun> run(long number) {
    return store.transaction(() -> runs.find(number).map(KeptRun::run));
  }

  @Override
  public List<AllocationRun> runs(Optional<YearMonth> month, OptionalLong before, int limit) {
    return store.transaction(
        () ->
            runs.newestFirst()
                .map(KeptRun::run)
                .filter(one -> InMemoryBilling.fits(month, one.month()))
                .filter(one -> before.isEmpty() || one.number() < before.getAsLong())
                .limit(limit)
                .toList());
  }

  @Override
  public List<KeptLine> lines(LineFilter filter, Optional<LinePlace> after, int limit) {
    return store.transaction(() -> new LineList(runs, filter).page(after, limit));
  }

  @Override
  public Optional<KeptLine> line(LinePlace place) {
    return store.transaction(
        () -> runs.lines(place.run()).filter(one -> one.place().equals(place)).findFirst());
  }

  @Override
  public List<UsageShare> usage(long run, Optional<YearMonth> forMonth) {
    return store.transaction(() -> runs.get(run).usage(forMonth));
  }

  @Override
  public List<Heading> sums(long run) {
    return store.transaction(() -> runs.get(run).sums().stream().map(ChargedSum::heading).toList());
  }

  @Override
  public List<AllocatedLine> lines(long run, int sum) {
    return store.transaction(
        () ->
            runs.get(run).sums().stream()
                .filter(one -> one.heading().number() == sum)
                .flatMap(one -> one.lines().stream())
                .toList());
  }

  @Override
  public void each(long run, Consumer<ChargedSum> reader) {
    store.transaction(() -> runs.get(run).sums()).forEach(reader);
  }

  /// Reports read the lines themselves.
  @Override
  public boolean addsUp(long run) {
    return true;
  }

  /// Nobody changes what is in memory.
  @Override
  public boolean dividedByTheSameUse(long run) {
    return true;
  }

  @Override
  public List<Closing> closings() {
    return store.transaction(() -> store.months().closings());
  }

  /// The first month that cost anything.
  Optional<YearMonth> firstWithCost() {
    return new MonthCost(store).firstMonth();
  }

  /// The run that is reported of a month.
  OptionalLong reported(YearMonth month) {
    return reported.of(month);
  }

  /// Whether cost came since the run that is reported of an open month, which it would charge now.
  boolean isOutdated(YearMonth month) {
    return reported.isOutdated(month);
  }

  /// Every line of a run.
  Stream<KeptLine> allLines(long run) {
    return runs.lines(run);
  }
}
