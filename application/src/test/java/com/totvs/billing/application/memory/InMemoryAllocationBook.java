package com.totvs.billing.application.memory;

import com.totvs.billing.application.allocation.AllocationBook;
import com.totvs.billing.application.allocation.AllocationRun;
import com.totvs.billing.application.cost.CostBook.ItemFilter;
import com.totvs.billing.application.cost.CostBook.KeptItem;
import com.totvs.billing.application.memory.InMemoryBilling.Row;
import com.totvs.billing.application.operation.Claim;
import com.totvs.billing.domain.allocation.AllocatedLine;
import com.totvs.billing.domain.allocation.ChargedSum;
import com.totvs.billing.domain.allocation.ChargedSum.Heading;
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
import java.math.BigDecimal;
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
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
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
      Inputs from,
      Map<YearMonth, MonthInputs> corrected) {

    MonthInputs own() {
      return from.own();
    }

    long newestRevision() {
      return from.newestRevision();
    }

    MonthInputs inputs(Optional<YearMonth> forMonth) {
      return forMonth
          .map(month -> Optional.ofNullable(corrected.get(month)).orElseThrow())
          .orElse(own());
    }
  }

  InMemoryAllocationBook(InMemoryBilling store) {
    this.store = store;
  }

  @Override
  public Inputs inputs(YearMonth month, Runnable alive) {
    return store.transaction(
        () ->
            new Inputs(
                own(month),
                Inputs.chargesWhatCameLate(month, closings()) ? corrected(month, alive) : List.of(),
                closings(),
                firstWithCost(),
                notPosted(month),
                newestRevision()));
  }

  private List<MonthInputs> corrected(YearMonth month, Runnable alive) {
    Map<YearMonth, String> digests = new HashMap<>();
    for (Closing closing : closings()) {
      Kept kept = kept(closing.run());
      digests.put(closing.month(), kept.run().inputs());
      kept.corrected().forEach((one, inputs) -> digests.put(one, inputs.digest()));
    }
    return Stream.concat(withCost(), charges(closings()).map(Charge::month))
        .filter(month::isAfter)
        .distinct()
        .sorted()
        .peek(_ -> alive.run())
        .map(this::own)
        .filter(one -> !one.digest().equals(digests.get(one.month())))
        .toList();
  }

  private long newestRevision() {
    return store
        .costBook()
        .revisions(Optional.empty(), Optional.empty(), OptionalLong.empty(), 1)
        .stream()
        .mapToLong(CostRevision::number)
        .max()
        .orElse(0);
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

  private Stream<Charge> charges(List<Closing> closings) {
    return closings.stream().flatMap(closing -> charges(kept(closing.run())));
  }

  private static Stream<Charge> charges(Kept kept) {
    return kept.sums().stream()
        .map(sum -> new Charge(sum.heading().forMonth().orElse(kept.run().month()), sum));
  }

  @Override
  public List<Charged> charged(List<Closing> closings, YearMonth month) {
    return store.transaction(
        () -> {
          Map<List<Object>, Charged> all = new HashMap<>();
          charges(closings)
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
      List<Closing> closings, YearMonth month, Origin origin, Currency currency) {
    return store.transaction(
        () ->
            charges(closings)
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
  public ChargedBefore chargedBefore(KeptLine correction) {
    return store.transaction(
        () -> {
          Kept kept = kept(correction.place().run());
          MonthSum sum = correction.sum().sum();
          YearMonth month = correction.sum().forMonth().orElseThrow();
          Optional<Charged> before =
              charged(kept.from().closings(), month).stream()
                  .filter(one -> one.sum().origin().equals(sum.origin()))
                  .filter(one -> one.sum().currency().equals(sum.currency()))
                  .findFirst();
          return new ChargedBefore(
              before.map(one -> one.sum().amount()).orElse(BigDecimal.ZERO),
              before.map(Charged::amount).orElse(BigInteger.ZERO),
              charged(kept.from().closings(), month, sum.origin(), sum.currency())
                  .getOrDefault(
                      new Correction.Line(sum.origin(), sum.currency(), correction.line().payer()),
                      BigInteger.ZERO));
        });
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
    if (!stillHold(draft.inputs())) {
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
            Stream.concat(Stream.of(own), draft.inputs().corrected().stream())
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
            draft.inputs(),
            draft.inputs().corrected().stream()
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

  private boolean stillHold(Inputs inputs) {
    MonthInputs now = own(inputs.own().month());
    return closings().equals(inputs.closings())
        && now.sums().equals(inputs.own().sums())
        && now.rules().equals(inputs.own().rules())
        && now.revisions().equals(inputs.own().revisions())
        && notPosted(now.month()).equals(inputs.notPosted());
  }

  private void close(AllocationRun run, CloseTerms terms) {
    store.months().close(run.month(), run.number(), run.requestedBy(), terms, run.digest());
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
        .filter(this::correctsWhatIsClosed)
        .map(kept -> kept.run().number())
        .findFirst();
  }

  // When a month is reopened, the corrections made for its closing are none any more.
  private boolean correctsWhatIsClosed(Kept kept) {
    return kept.corrected().isEmpty() || closings().containsAll(kept.from().closings());
  }

  /// Whether cost came since the run that is reported of an open month, which it would charge now.
  boolean isOutdated(YearMonth month) {
    OptionalLong reported = reported(month);
    if (reported.isEmpty() || closings().stream().anyMatch(one -> one.month().equals(month))) {
      return false;
    }
    Kept kept = kept(reported.getAsLong());
    boolean late = Inputs.chargesWhatCameLate(month, closings());
    Predicate<YearMonth> charged = one -> one.equals(month) || (late && one.isBefore(month));
    return (late && !closings().equals(kept.from().closings()))
        || withCost().filter(charged).anyMatch(one -> newestRevision(one) > kept.newestRevision())
        || withCost().filter(charged).anyMatch(one -> !charged(kept, one).containsAll(posted(one)));
  }

  private long newestRevision(YearMonth month) {
    return revisions(month).stream().mapToLong(CostRevision::number).max().orElse(0);
  }

  private List<Origin> posted(YearMonth month) {
    return store.fixedCosts().posted(month).stream()
        .map(one -> (Origin) new Origin.Fixed(one.id()))
        .toList();
  }

  // What a run and the closings that hold charge for a month.
  private Set<Origin> charged(Kept kept, YearMonth month) {
    return Stream.concat(charges(closings()), charges(kept))
        .filter(one -> one.month().equals(month))
        .map(one -> one.sum().heading().sum().origin())
        .collect(Collectors.toSet());
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

  /// Nobody changes what is in memory.
  @Override
  public boolean dividedByTheSameUse(long run) {
    return true;
  }

  @Override
  public void each(long run, Consumer<ChargedSum> reader) {
    store.transaction(() -> kept(run).sums()).forEach(reader);
  }

  @Override
  public List<Heading> sums(long run) {
    return store.transaction(() -> kept(run).sums().stream().map(ChargedSum::heading).toList());
  }

  @Override
  public List<AllocatedLine> lines(long run, int sum) {
    return store.transaction(
        () ->
            kept(run).sums().stream()
                .filter(one -> one.heading().number() == sum)
                .flatMap(one -> one.lines().stream())
                .toList());
  }

  @Override
  public List<Closing> closings() {
    return store.transaction(() -> store.months().closings());
  }
}
