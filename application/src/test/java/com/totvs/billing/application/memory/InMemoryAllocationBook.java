package com.totvs.billing.application.memory;

import com.totvs.billing.application.allocation.AllocationBook;
import com.totvs.billing.application.allocation.AllocationRun;
import com.totvs.billing.application.cost.CostBook.ItemFilter;
import com.totvs.billing.application.cost.CostBook.KeptItem;
import com.totvs.billing.application.memory.InMemoryBilling.Row;
import com.totvs.billing.application.operation.Claim;
import com.totvs.billing.domain.allocation.AllocatedLine;
import com.totvs.billing.domain.allocation.ChargedSum;
import com.totvs.billing.domain.allocation.Correction;
import com.totvs.billing.domain.allocation.Fraction;
import com.totvs.billing.domain.allocation.MonthInputs;
import com.totvs.billing.domain.allocation.MonthSum;
import com.totvs.billing.domain.allocation.Origin;
import com.totvs.billing.domain.allocation.Payer;
import com.totvs.billing.domain.allocation.Tally;
import com.totvs.billing.domain.allocation.UsageShare;
import com.totvs.billing.domain.audit.AuditAction;
import com.totvs.billing.domain.cost.CostRevision;
import com.totvs.billing.domain.cost.FixedCostId;
import com.totvs.billing.domain.cost.PostedCost;
import com.totvs.billing.domain.month.CloseTerms;
import com.totvs.billing.domain.month.Closing;
import com.totvs.billing.domain.operation.Ending;
import com.totvs.billing.domain.operation.Result;
import com.totvs.billing.domain.usage.Consumption;
import java.math.BigInteger;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Allocations kept in memory.
public final class InMemoryAllocationBook implements AllocationBook {
  private final InMemoryBilling store;
  private final List<Kept> runs = new ArrayList<>();

  private record Kept(
      AllocationRun run,
      List<ChargedSum> sums,
      MonthInputs own,
      Map<YearMonth, MonthInputs> corrected) {

    MonthInputs inputs(Optional<YearMonth> forMonth) {
      return forMonth
          .map(month -> Optional.ofNullable(corrected.get(month)).orElseThrow())
          .orElse(own);
    }
  }

  InMemoryAllocationBook(InMemoryBilling store) {
    this.store = store;
  }

  @Override
  public Inputs inputs(YearMonth month) {
    return store.transaction(
        () -> {
          Optional<YearMonth> latest = store.months().latestClosed();
          List<MonthInputs> closed =
              Stream.concat(withCost(), charges().map(Charge::month))
                  .filter(one -> latest.isPresent() && !one.isAfter(latest.get()))
                  .distinct()
                  .sorted()
                  .map(this::own)
                  .toList();
          Map<YearMonth, String> digests = new HashMap<>();
          for (Closing closing : closings()) {
            Kept kept = kept(closing.run());
            digests.put(closing.month(), kept.run().inputs());
            kept.corrected().forEach((one, inputs) -> digests.put(one, inputs.digest()));
          }
          return new Inputs(
              own(month), closed, digests, closings(), firstWithCost(), notPosted(month));
        });
  }

  private MonthInputs own(YearMonth month) {
    List<KeptItem> items =
        store
            .costBook()
            .items(
                new ItemFilter(Optional.of(month), Optional.empty(), OptionalLong.empty()),
                Optional.empty(),
                Integer.MAX_VALUE);
    Map<List<Object>, MonthSum> sums = new HashMap<>();
    for (KeptItem kept : items) {
      MonthSum one =
          new MonthSum(
              new Origin.Azure(
                  kept.revision().resourceGroup(),
                  kept.item().serviceName(),
                  kept.revision().grouping(),
                  kept.item().groupValue()),
              kept.item().currency(),
              kept.item().amount(),
              Optional.empty());
      sums.merge(
          List.of(one.origin(), one.currency()),
          one,
          (a, b) ->
              new MonthSum(a.origin(), a.currency(), a.amount().add(b.amount()), Optional.empty()));
    }
    List<MonthSum> all = new ArrayList<>(sums.values());
    for (PostedCost posted : store.fixedCosts().posted(month)) {
      all.add(
          new MonthSum(
              new Origin.Fixed(posted.id()),
              posted.currency(),
              posted.amount(),
              posted.solution()));
    }
    return new MonthInputs(
        month,
        all,
        usage(month),
        store.allocationRules().list(Optional.empty(), Integer.MAX_VALUE),
        revisions(month));
  }

  private List<CostRevision> revisions(YearMonth month) {
    List<CostRevision> all =
        store
            .costBook()
            .revisions(
                Optional.of(month), Optional.empty(), OptionalLong.empty(), Integer.MAX_VALUE);
    return all.stream()
        .filter(
            one ->
                all.stream()
                    .noneMatch(
                        two ->
                            two.resourceGroup().equals(one.resourceGroup())
                                && two.number() > one.number()))
        .sorted(Comparator.comparing(CostRevision::resourceGroup))
        .toList();
  }

  private List<UsageShare> usage(YearMonth month) {
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
        rows.stream().mapToLong(Row::sign).sum(),
        rows.stream().mapToLong(row -> row.sign() * used(row).inputTokens()).sum(),
        rows.stream().mapToLong(row -> row.sign() * used(row).outputTokens()).sum(),
        rows.stream().mapToLong(row -> row.sign() * used(row).imageSizeKb()).sum());
  }

  private static Consumption used(Row row) {
    return row.usage().consumption();
  }

  /// The first month that cost anything.
  Optional<YearMonth> firstWithCost() {
    return withCost().min(Comparator.naturalOrder());
  }

  private Stream<YearMonth> withCost() {
    return Stream.concat(
        store
            .costBook()
            .revisions(Optional.empty(), Optional.empty(), OptionalLong.empty(), Integer.MAX_VALUE)
            .stream()
            .filter(one -> one.items() > 0)
            .map(CostRevision::month),
        store.fixedCosts().postedMonths());
  }

  private List<FixedCostId> notPosted(YearMonth month) {
    List<FixedCostId> posted =
        store.fixedCosts().posted(month).stream().map(PostedCost::id).toList();
    return store.fixedCosts().list(Optional.empty(), Integer.MAX_VALUE).stream()
        .filter(cost -> cost.dueUntil(month).anyMatch(month::equals))
        .map(cost -> cost.id())
        .filter(id -> !posted.contains(id))
        .toList();
  }

  // A sum that a closing charges.
  private record Charge(YearMonth month, ChargedSum sum) {}

  private Stream<Charge> charges() {
    return closings().stream()
        .flatMap(
            closing ->
                kept(closing.run()).sums().stream()
                    .map(sum -> new Charge(sum.heading().forMonth().orElse(closing.month()), sum)));
  }

  @Override
  public List<Charged> charged(YearMonth month) {
    return store.transaction(
        () -> {
          Map<List<Object>, Charged> all = new HashMap<>();
          charges()
              .filter(charge -> charge.month().equals(month))
              .map(charge -> charge.sum().heading())
              .forEach(
                  one ->
                      all.merge(
                          List.of(one.sum().origin(), one.sum().currency()),
                          new Charged(one.sum(), one.amount()),
                          Charged::plus));
          return all.values().stream()
              .sorted(
                  Comparator.comparing((Charged one) -> one.sum().currency().getCurrencyCode())
                      .thenComparing(one -> one.sum().origin()))
              .toList();
        });
  }

  @Override
  public Map<Correction.Line, BigInteger> charged(
      YearMonth month, Origin origin, Currency currency) {
    return store.transaction(
        () ->
            charges()
                .filter(charge -> charge.month().equals(month))
                .map(Charge::sum)
                .filter(one -> one.heading().sum().origin().equals(origin))
                .filter(one -> one.heading().sum().currency().equals(currency))
                .flatMap(one -> one.lines().stream())
                .collect(
                    Collectors.toMap(
                        line -> new Correction.Line(origin, currency, line.payer()),
                        AllocatedLine::amount,
                        BigInteger::add,
                        TreeMap::new)));
  }

  @Override
  public boolean keep(Claim claim, Draft draft, Iterable<ChargedSum> sums) {
    List<ChargedSum> read = new ArrayList<>();
    Tally tally = new Tally();
    for (ChargedSum sum : sums) {
      read.add(sum);
      tally.add(sum);
    }
    return store.transaction(() -> keep(claim, draft, read, tally));
  }

  private boolean keep(Claim claim, Draft draft, List<ChargedSum> sums, Tally tally) {
    var _ = store.operations().step(claim);
    if (!closings().equals(draft.inputs().closings())) {
      return false;
    }
    MonthInputs own = draft.inputs().own();
    AllocationRun run =
        new AllocationRun(
            runs.size() + 1L,
            own.month(),
            claim.operation().id(),
            claim.operation().order().requestedBy(),
            store.now(),
            own.digest(),
            tally.digest(),
            Stream.concat(Stream.of(own), draft.corrected().stream())
                .flatMap(one -> one.revisions().stream())
                .map(CostRevision::number)
                .toList(),
            tally.sums(),
            tally.lines(),
            tally.balances());
    runs.add(
        new Kept(
            run,
            sums,
            own,
            draft.corrected().stream()
                .collect(Collectors.toMap(MonthInputs::month, inputs -> inputs))));
    draft.closing().ifPresent(terms -> close(run, terms));
    store
        .operations()
        .end(
            claim,
            new Ending.Succeeded(
                store.now(),
                new Result.Allocated(
                    OptionalLong.of(run.number()),
                    run.sums(),
                    run.lines(),
                    run.balances(),
                    draft.obstacles())));
    return true;
  }

  private void close(AllocationRun run, CloseTerms terms) {
    store
        .months()
        .close(run.month(), run.number(), run.requestedBy(), terms.reason(), run.digest());
    store.audit(
        run.requestedBy(),
        AuditAction.CLOSE_MONTH,
        run.month().toString(),
        AllocationBook.detail(run, terms));
  }

  /// The run that is reported of a month.
  OptionalLong reported(YearMonth month) {
    Optional<Long> closed =
        closings().stream().filter(one -> one.month().equals(month)).map(Closing::run).findFirst();
    return closed.or(() -> newest(month)).map(OptionalLong::of).orElseGet(OptionalLong::empty);
  }

  private Optional<Long> newest(YearMonth month) {
    return runs.reversed().stream()
        .filter(kept -> kept.run().month().equals(month))
        .map(kept -> kept.run().number())
        .findFirst();
  }

  @Override
  public Optional<AllocationRun> run(long number) {
    return store.transaction(
        () -> runs.stream().map(Kept::run).filter(one -> one.number() == number).findFirst());
  }

  @Override
  public List<AllocationRun> runs(Optional<YearMonth> month, OptionalLong before, int limit) {
    return store.transaction(
        () ->
            runs.reversed().stream()
                .map(Kept::run)
                .filter(one -> InMemoryBilling.fits(month, one.month()))
                .filter(one -> before.isEmpty() || one.number() < before.getAsLong())
                .limit(limit)
                .toList());
  }

  private Kept kept(long number) {
    return runs.get((int) number - 1);
  }

  @Override
  public List<KeptLine> lines(LineFilter filter, Optional<LinePlace> after, int limit) {
    return store.transaction(
        () ->
            allLines(filter.run())
                .filter(one -> fits(filter, one.line().payer()))
                .filter(one -> after.map(last -> one.place().compareTo(last) > 0).orElse(true))
                .limit(limit)
                .map(one -> filter.visible().isEmpty() ? one : ofTheirs(one, filter))
                .toList());
  }

  private KeptLine ofTheirs(KeptLine kept, LineFilter filter) {
    LineFilter theirs =
        new LineFilter(
            filter.run(), Optional.empty(), Optional.empty(), Optional.empty(), filter.visible());
    BigInteger total =
        allLines(filter.run())
            .filter(one -> fits(theirs, one.line().payer()))
            .filter(one -> one.place().sum() == kept.place().sum())
            .filter(one -> one.line().driver().total().equals(kept.line().driver().total()))
            .map(one -> one.line().driver().quantity())
            .reduce(BigInteger.ZERO, BigInteger::add)
            .max(BigInteger.ONE);
    AllocatedLine line = kept.line();
    return new KeptLine(
        kept.place(),
        kept.sum(),
        new AllocatedLine(
            line.payer(), new Fraction(line.driver().quantity(), total), line.amount()),
        kept.use());
  }

  private static boolean fits(LineFilter filter, Optional<Payer> payer) {
    return wants(filter.solution(), payer.map(Payer::solution))
        && wants(filter.application(), payer.map(Payer::application))
        && wants(filter.customer(), payer.flatMap(Payer::customer))
        && filter
            .visible()
            .map(own -> payer.map(one -> own.contains(one.solution())).orElse(false))
            .orElse(true);
  }

  private static <T> boolean wants(Optional<T> wanted, Optional<T> told) {
    return wanted.isEmpty() || wanted.equals(told);
  }

  /// Every line of a run.
  Stream<KeptLine> allLines(long run) {
    return runs.stream()
        .filter(kept -> kept.run().number() == run)
        .flatMap(kept -> kept.sums().stream().flatMap(sum -> lines(kept, sum)));
  }

  private static Stream<KeptLine> lines(Kept kept, ChargedSum sum) {
    List<UsageShare> usage = kept.inputs(sum.heading().forMonth()).usage();
    return IntStream.range(0, sum.lines().size())
        .mapToObj(
            i ->
                new KeptLine(
                    new LinePlace(kept.run().number(), sum.heading().number(), i + 1),
                    sum.heading(),
                    sum.lines().get(i),
                    sum.lines().get(i).payer().map(payer -> use(usage, payer))));
  }

  private static UsageShare use(Collection<UsageShare> usage, Payer payer) {
    return usage.stream()
        .filter(share -> share.payer().equals(payer))
        .findFirst()
        .orElseGet(() -> UsageShare.nothing(payer));
  }

  @Override
  public Optional<KeptLine> line(LinePlace place) {
    return store.transaction(
        () -> allLines(place.run()).filter(one -> one.place().equals(place)).findFirst());
  }

  @Override
  public List<UsageShare> usage(long run, Optional<YearMonth> forMonth) {
    return store.transaction(() -> kept(run).inputs(forMonth).usage());
  }

  /// Reports read the lines themselves.
  @Override
  public boolean addsUp(long run) {
    return true;
  }

  @Override
  public void each(long run, Consumer<ChargedSum> reader) {
    store.transaction(() -> kept(run).sums()).forEach(reader);
  }

  @Override
  public List<Difference> differences(long run, long other, int skipped, int limit) {
    return store.transaction(
        () -> {
          Map<CorrectedLine, BigInteger> before = amounts(run);
          Map<CorrectedLine, BigInteger> after = amounts(other);
          TreeSet<CorrectedLine> all = new TreeSet<>(before.keySet());
          all.addAll(after.keySet());
          return all.stream()
              .map(
                  one ->
                      new Difference(
                          one.forMonth(),
                          one.line(),
                          before.getOrDefault(one, BigInteger.ZERO),
                          after.getOrDefault(one, BigInteger.ZERO)))
              .filter(one -> !one.before().equals(one.after()))
              .skip(skipped)
              .limit(limit)
              .toList();
        });
  }

  private record CorrectedLine(Optional<YearMonth> forMonth, Correction.Line line)
      implements Comparable<CorrectedLine> {
    @Override
    public int compareTo(CorrectedLine other) {
      return Comparator.comparing(
              (CorrectedLine one) -> one.forMonth().map(YearMonth::toString).orElse(""))
          .thenComparing(CorrectedLine::line)
          .compare(this, other);
    }
  }

  private Map<CorrectedLine, BigInteger> amounts(long run) {
    return allLines(run)
        .collect(
            Collectors.toMap(
                one ->
                    new CorrectedLine(
                        one.sum().forMonth(),
                        new Correction.Line(
                            one.sum().sum().origin(),
                            one.sum().sum().currency(),
                            one.line().payer())),
                one -> one.line().amount()));
  }

  @Override
  public List<Closing> closings() {
    return store.transaction(() -> store.months().closings());
  }
}
