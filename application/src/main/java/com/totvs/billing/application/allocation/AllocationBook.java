package com.totvs.billing.application.allocation;

import com.totvs.billing.application.operation.Claim;
import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.Reason;
import com.totvs.billing.domain.allocation.AllocatedLine;
import com.totvs.billing.domain.allocation.ChargedSum;
import com.totvs.billing.domain.allocation.ChargedSum.Heading;
import com.totvs.billing.domain.allocation.Correction;
import com.totvs.billing.domain.allocation.MonthInputs;
import com.totvs.billing.domain.allocation.MonthSum;
import com.totvs.billing.domain.allocation.Origin;
import com.totvs.billing.domain.allocation.UsageShare;
import com.totvs.billing.domain.catalog.ApplicationId;
import com.totvs.billing.domain.catalog.SolutionId;
import com.totvs.billing.domain.cost.FixedCostId;
import com.totvs.billing.domain.customer.CustomerCode;
import com.totvs.billing.domain.month.CloseTerms;
import com.totvs.billing.domain.month.Closing;
import com.totvs.billing.domain.month.Obstacle;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Every allocation that was kept, with what it was made from. Its lines never change. Each method
/// is one transaction.
public interface AllocationBook {

  /// What an allocation of a month is made from, all of it as it was at one instant.
  ///
  /// @param own of the month itself
  /// @param corrected of the closed months that are other ones than these were charged with last,
  ///   oldest first; of none unless [#chargesWhatCameLate]
  /// @param closings those that hold, oldest first
  /// @param firstWithCost the first month that cost anything
  /// @param notPosted fixed costs that are due in the month and not posted
  /// @param newestRevision of Azure's cost, whatever its month; 0 if there is none
  record Inputs(
      MonthInputs own,
      List<MonthInputs> corrected,
      List<Closing> closings,
      Optional<YearMonth> firstWithCost,
      List<FixedCostId> notPosted,
      long newestRevision) {
    public Inputs {
      corrected = List.copyOf(corrected);
      closings = List.copyOf(closings);
      notPosted = List.copyOf(notPosted);
    }

    /// The latest month that is closed.
    public Optional<YearMonth> latestClosed() {
      return closings.isEmpty() ? Optional.empty() : Optional.of(closings.getLast().month());
    }

    /// Whether what came late for closed months is charged in a month: in the oldest open one, and
    /// in no other.
    ///
    /// @param closings those that hold, oldest first
    public static boolean chargesWhatCameLate(YearMonth month, List<Closing> closings) {
      return !closings.isEmpty() && closings.getLast().month().plusMonths(1).equals(month);
    }
  }

  /// A month sum as it was charged: what every closing that holds charges for it, added up.
  ///
  /// @param amount in minor units
  record Charged(MonthSum sum, BigInteger amount) {

    /// What two runs charge for the same origin, together.
    public Charged plus(Charged later) {
      return new Charged(
          new MonthSum(
              sum.origin(),
              sum.currency(),
              sum.amount().add(later.sum.amount()),
              later.sum.solution()),
          amount.add(later.amount));
    }
  }

  /// What had been charged when a correction was made.
  ///
  /// @param exact for its sum, not rounded
  /// @param sum for its sum, in minor units
  /// @param line for its line, in minor units
  record ChargedBefore(BigDecimal exact, BigInteger sum, BigInteger line) {}

  /// What is to be kept.
  ///
  /// @param inputs what it was made from
  /// @param closing whether it closes the month, and what was overlooked
  record Draft(Inputs inputs, Optional<CloseTerms> closing, List<Obstacle> obstacles) {}

  /// Which lines are wanted.
  ///
  /// @param run of this run
  /// @param visible of these solutions only, and the total of what is divided by is that of theirs:
  ///   of all their lines of the month sum that had the same total; empty means all
  record LineFilter(
      long run,
      Optional<SolutionId> solution,
      Optional<ApplicationId> application,
      Optional<CustomerCode> customer,
      Optional<Set<SolutionId>> visible) {}

  /// The place of a line.
  ///
  /// @param sum the number of its month sum
  /// @param line its place among the lines of the sum, from 1
  record LinePlace(long run, int sum, int line) implements Comparable<LinePlace> {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,18})-(\\d{1,9})-(\\d{1,9})");
    private static final Comparator<LinePlace> ORDER =
        Comparator.comparingLong(LinePlace::run)
            .thenComparingInt(LinePlace::sum)
            .thenComparingInt(LinePlace::line);

    @Override
    public int compareTo(LinePlace other) {
      return ORDER.compare(this, other);
    }

    /// Its three numbers, as [#parse] reads them.
    @Override
    public String toString() {
      return run + "-" + sum + "-" + line;
    }

    /// Reads `run-sum-line`.
    ///
    /// @throws BillingException `INVALID_FIELDS` when it is no such text
    public static LinePlace parse(String text) {
      Matcher numbers = TEXT.matcher(text);
      if (!numbers.matches()) {
        throw BillingException.invalid(
            "allocation_id", "must be an id of an allocation, such as 7-1-3");
      }
      return new LinePlace(
          Long.parseLong(numbers.group(1)),
          Integer.parseInt(numbers.group(2)),
          Integer.parseInt(numbers.group(3)));
    }
  }

  /// A line that was kept.
  ///
  /// @param sum the month sum it is a part of
  /// @param use what its payer used in the month; empty for what is unallocated
  record KeptLine(LinePlace place, Heading sum, AllocatedLine line, Optional<UsageShare> use) {}

  /// Everything that an allocation of the month is made from now.
  ///
  /// @param alive is called before each closed month that is read, which may be many
  Inputs inputs(YearMonth month, Runnable alive);

  /// What some closings charge for a closed month, by origin and currency. Their lines never
  /// change, so that the answer does not either when one of them is taken back.
  List<Charged> charged(List<Closing> closings, YearMonth month);

  /// The same of one of its sums, line by line, in minor units.
  Map<Correction.Line, BigInteger> charged(
      List<Closing> closings, YearMonth month, Origin origin, Currency currency);

  /// What had been charged when a correction was made: for its sum, and for its line.
  ///
  /// @param correction a line that corrects a closed month
  ChargedBefore chargedBefore(KeptLine correction);

  /// Keeps an allocation with all of its lines, closes the month if it is to, and ends the
  /// operation: all of it or nothing.
  ///
  /// @param sums in order; they are read once or, when the database asks for that, again
  /// @return whether it was kept; not, when months were closed or reopened since the inputs were
  ///   read, or the cost of the month, its rules or the fixed costs due in it changed
  /// @throws com.totvs.billing.application.operation.ClaimLostException when another node works on
  ///   the operation
  boolean keep(Claim claim, Draft draft, Iterable<ChargedSum> sums);

  /// A run, if there is one of that number.
  Optional<AllocationRun> run(long number);

  /// Runs, newest first: at most `limit` older than the one of the given number.
  List<AllocationRun> runs(Optional<YearMonth> month, OptionalLong before, int limit);

  /// Lines, in order: at most `limit` behind `after`.
  List<KeptLine> lines(LineFilter filter, Optional<LinePlace> after, int limit);

  /// One line, if it is there.
  Optional<KeptLine> line(LinePlace place);

  /// What was used in the month of a run, or in a closed month that it corrects, as it was divided
  /// by: in the order of the payers.
  List<UsageShare> usage(long run, Optional<YearMonth> forMonth);

  /// The sums of a run, in order.
  List<Heading> sums(long run);

  /// The lines of one of its sums, in order.
  List<AllocatedLine> lines(long run, int sum);

  /// Every sum of a run with its lines, in order, without holding them all in memory.
  void each(long run, Consumer<ChargedSum> reader);

  /// Whether what reports read is what the lines of a run add up to.
  boolean addsUp(long run);

  /// Whether what each payer of a run used is what it was when the run was made.
  boolean dividedByTheSameUse(long run);

  /// The closings that hold, oldest first.
  List<Closing> closings();

  /// What the audit log tells of a closing.
  static String detail(AllocationRun run, CloseTerms terms) {
    return "run %d, digest %s%s%s"
        .formatted(
            run.number(),
            run.digest(),
            terms.acceptUnsettled() ? ", unsettled usage accepted" : "",
            terms.force() ? ", forced: " + terms.reason() : "");
  }

  /// The failure of asking for a run or line that is not there.
  static BillingException notFound(String what) {
    return BillingException.of(
        Reason.ALLOCATION_NOT_FOUND, "there is no " + what, Map.of("name", what));
  }
}
