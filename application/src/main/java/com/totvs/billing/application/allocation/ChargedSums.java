package com.totvs.billing.application.allocation;

import com.totvs.billing.application.allocation.AllocationBook.Charged;
import com.totvs.billing.application.allocation.AllocationBook.Inputs;
import com.totvs.billing.domain.allocation.AllocatedLine;
import com.totvs.billing.domain.allocation.AllocatedSum;
import com.totvs.billing.domain.allocation.Allocation;
import com.totvs.billing.domain.allocation.AllocationRule;
import com.totvs.billing.domain.allocation.ChargedSum;
import com.totvs.billing.domain.allocation.ChargedSum.Heading;
import com.totvs.billing.domain.allocation.Correction;
import com.totvs.billing.domain.allocation.Driver;
import com.totvs.billing.domain.allocation.Fraction;
import com.totvs.billing.domain.allocation.MonthInputs;
import com.totvs.billing.domain.allocation.MonthSum;
import com.totvs.billing.domain.allocation.Origin;
import com.totvs.billing.domain.allocation.Payer;
import com.totvs.billing.domain.allocation.RoundedSum;
import com.totvs.billing.domain.catalog.SolutionId;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// The sums that a run charges: those of its own month, divided, then the corrections of closed
/// months. One is divided at a time, so that their lines are never in memory all at once.
final class ChargedSums implements Iterable<ChargedSum> {
  private final AllocationBook book;
  private final Inputs inputs;

  // One sum yet to be divided; empty if nothing of it is to be charged.
  private interface Piece {
    Optional<ChargedSum> divided(int number);
  }

  // What a sum is told apart by.
  private record Key(Origin origin, Currency currency) implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparing((Key key) -> key.currency().getCurrencyCode())
            .thenComparing(Key::origin);

    static Key of(MonthSum sum) {
      return new Key(sum.origin(), sum.currency());
    }

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  // A sum as it would be charged now, and as it was charged.
  private record Change(Optional<RoundedSum> now, Optional<Charged> before) {
    BigDecimal exact() {
      return now.map(one -> one.sum().amount())
          .orElse(BigDecimal.ZERO)
          .subtract(before.map(one -> one.sum().amount()).orElse(BigDecimal.ZERO));
    }

    BigInteger amount() {
      return now.map(RoundedSum::rounded)
          .orElse(BigInteger.ZERO)
          .subtract(before.map(Charged::amount).orElse(BigInteger.ZERO));
    }

    Optional<SolutionId> solution() {
      return now.map(RoundedSum::sum).or(() -> before.map(Charged::sum)).orElseThrow().solution();
    }
  }

  ChargedSums(AllocationBook book, Inputs inputs) {
    this.book = book;
    this.inputs = inputs;
  }

  @Override
  public Iterator<ChargedSum> iterator() {
    List<Piece> pieces = new ArrayList<>(ofOwn());
    inputs.corrected().forEach(month -> pieces.addAll(ofClosed(month)));
    return IntStream.range(0, pieces.size())
        .mapToObj(i -> pieces.get(i).divided(i + 1))
        .flatMap(Optional::stream)
        .iterator();
  }

  private List<Piece> ofOwn() {
    Allocation allocation = inputs.own().allocation();
    return RoundedSum.of(inputs.own().sums()).stream()
        .map(sum -> (Piece) number -> Optional.of(charged(number, allocation, sum)))
        .toList();
  }

  private static ChargedSum charged(int number, Allocation allocation, RoundedSum sum) {
    AllocatedSum divided = allocation.divide(sum);
    AllocationRule rule = allocation.ruleFor(sum.sum().origin());
    return new ChargedSum(
        new Heading(
            number,
            Optional.empty(),
            sum.sum(),
            sum.rounded(),
            rule.id(),
            Driver.of(rule.division())),
        divided.lines());
  }

  private List<Piece> ofClosed(MonthInputs month) {
    Allocation allocation = month.allocation();
    SortedMap<Key, Change> changes = new TreeMap<>();
    book.charged(inputs.closings(), month.month())
        .forEach(
            one -> changes.put(Key.of(one.sum()), new Change(Optional.empty(), Optional.of(one))));
    RoundedSum.of(month.sums())
        .forEach(
            one ->
                changes.merge(
                    Key.of(one.sum()),
                    new Change(Optional.of(one), Optional.empty()),
                    (before, now) -> new Change(now.now(), before.before())));
    return changes.entrySet().stream()
        .map(
            change ->
                (Piece)
                    number ->
                        correction(
                            number, month.month(), allocation, change.getKey(), change.getValue()))
        .toList();
  }

  private Optional<ChargedSum> correction(
      int number, YearMonth month, Allocation allocation, Key key, Change change) {
    List<AllocatedLine> now =
        change.now().map(one -> allocation.divide(one).lines()).orElse(List.of());
    Map<Correction.Line, BigInteger> before =
        change.before().isPresent()
            ? book.charged(inputs.closings(), month, key.origin(), key.currency())
            : Map.of();
    List<AllocatedLine> lines = lines(key, now, before);
    if (lines.isEmpty() && change.exact().signum() == 0) {
      return Optional.empty();
    }
    AllocationRule rule = allocation.ruleFor(key.origin());
    return Optional.of(
        new ChargedSum(
            new Heading(
                number,
                Optional.of(month),
                new MonthSum(key.origin(), key.currency(), change.exact(), change.solution()),
                change.amount(),
                rule.id(),
                Driver.of(rule.division())),
            lines));
  }

  private static List<AllocatedLine> lines(
      Key key, List<AllocatedLine> now, Map<Correction.Line, BigInteger> before) {
    Map<Optional<Payer>, Fraction> drivers = new HashMap<>();
    Map<Correction.Line, BigInteger> amounts = new TreeMap<>();
    for (AllocatedLine line : now) {
      drivers.put(line.payer(), line.driver());
      amounts.put(new Correction.Line(key.origin(), key.currency(), line.payer()), line.amount());
    }
    return Correction.of(amounts, before).entrySet().stream()
        .map(
            one ->
                new AllocatedLine(
                    one.getKey().payer(),
                    drivers.getOrDefault(one.getKey().payer(), Fraction.NOTHING),
                    one.getValue()))
        .toList();
  }
}
