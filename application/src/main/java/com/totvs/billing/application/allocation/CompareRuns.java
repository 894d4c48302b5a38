package com.totvs.billing.application.allocation;

import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.allocation.AllocatedLine;
import com.totvs.billing.domain.allocation.ChargedSum.Heading;
import com.totvs.billing.domain.allocation.Correction;
import com.totvs.billing.domain.allocation.Origin;
import com.totvs.billing.domain.allocation.Payer;
import java.math.BigInteger;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Finds the lines that two runs differ in, month sum by month sum, so that no more than the lines
/// of one sum are in memory, however many there are.
public final class CompareRuns {
  // Somebody waits for the page; the next one goes on where this one ends.
  private static final Duration LONGEST = Duration.ofSeconds(2);

  private final AllocationBook book;

  /// A line of two runs.
  ///
  /// @param before in minor units; zero where the run has no such line
  public record Difference(
      Optional<YearMonth> forMonth, Correction.Line line, BigInteger before, BigInteger after) {}

  /// Where a page begins. Runs never change, so that it stays the same place.
  ///
  /// @param sum so many sums are compared already
  /// @param lines so many differing lines of the next one are told already
  public record Place(int sum, int lines) {

    /// Where the first page begins.
    public static final Place FIRST = new Place(0, 0);

    public Place {
      if (sum < 0 || lines < 0) {
        throw new IllegalArgumentException("a place is not before the first");
      }
    }
  }

  /// A page of differences.
  ///
  /// @param next where the next one begins; empty on the last one
  public record Page(List<Difference> differences, Optional<Place> next) {
    public Page {
      differences = List.copyOf(differences);
    }
  }

  // What sums of two runs are the same by.
  private record Key(Optional<YearMonth> forMonth, Currency currency, Origin origin)
      implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparing((Key key) -> key.forMonth().map(YearMonth::toString).orElse(""))
            .thenComparing(key -> key.currency().getCurrencyCode())
            .thenComparing(Key::origin);

    static Key of(Heading heading) {
      return new Key(heading.forMonth(), heading.sum().currency(), heading.sum().origin());
    }

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  // The numbers of a sum in both runs.
  private record Pair(Optional<Integer> before, Optional<Integer> after) {}

  public CompareRuns(AllocationBook book) {
    this.book = book;
  }

  /// Differences in order, corrections after all others: at most `limit`, fewer where few are found
  /// in two seconds.
  ///
  /// @throws BillingException `ALLOCATION_NOT_FOUND` when one of the runs is not there
  public Page compare(long run, long other, Place from, int limit) {
    if (required(run).digest().equals(required(other).digest())) {
      return new Page(List.of(), Optional.empty());
    }
    List<Map.Entry<Key, Pair>> pairs = List.copyOf(pairs(run, other).entrySet());
    long end = System.nanoTime() + LONGEST.toNanos();
    List<Difference> found = new ArrayList<>();
    for (int i = from.sum(); i < pairs.size(); i++) {
      List<Difference> all =
          differences(run, other, pairs.get(i).getKey(), pairs.get(i).getValue());
      int told = i == from.sum() ? Math.min(from.lines(), all.size()) : 0;
      int until = Math.min(all.size(), told + limit - found.size());
      found.addAll(all.subList(told, until));
      boolean full = found.size() == limit || System.nanoTime() - end > 0;
      if (until < all.size() || (full && i + 1 < pairs.size())) {
        return new Page(
            found, Optional.of(until < all.size() ? new Place(i, until) : new Place(i + 1, 0)));
      }
    }
    return new Page(found, Optional.empty());
  }

  private AllocationRun required(long run) {
    return book.run(run).orElseThrow(() -> AllocationBook.notFound("allocation run " + run));
  }

  private SortedMap<Key, Pair> pairs(long run, long other) {
    SortedMap<Key, Pair> pairs = new TreeMap<>();
    for (Heading sum : book.sums(run)) {
      pairs.put(Key.of(sum), new Pair(Optional.of(sum.number()), Optional.empty()));
    }
    for (Heading sum : book.sums(other)) {
      pairs.merge(
          Key.of(sum),
          new Pair(Optional.empty(), Optional.of(sum.number())),
          (one, two) -> new Pair(one.before(), two.after()));
    }
    return pairs;
  }

  private List<Difference> differences(long run, long other, Key key, Pair pair) {
    Map<Correction.Line, BigInteger> before = amounts(run, pair.before(), key);
    Map<Correction.Line, BigInteger> after = amounts(other, pair.after(), key);
    return Correction.of(after, before).keySet().stream()
        .map(
            line ->
                new Difference(
                    key.forMonth(),
                    line,
                    before.getOrDefault(line, BigInteger.ZERO),
                    after.getOrDefault(line, BigInteger.ZERO)))
        .toList();
  }

  private Map<Correction.Line, BigInteger> amounts(long run, Optional<Integer> sum, Key key) {
    Map<Correction.Line, BigInteger> amounts = new HashMap<>();
    for (AllocatedLine line : sum.map(number -> book.lines(run, number)).orElse(List.of())) {
      Optional<Payer> payer = line.payer();
      amounts.put(new Correction.Line(key.origin(), key.currency(), payer), line.amount());
    }
    return amounts;
  }
}
