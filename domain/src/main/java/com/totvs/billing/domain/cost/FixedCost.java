package com.totvs.billing.domain.cost;

import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.Require;
import com.totvs.billing.domain.Violations;
import com.totvs.billing.domain.catalog.SolutionId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Currency;
import java.util.Optional;
import java.util.stream.Stream;

/// A cost that does not come from Azure's bill, but is known beforehand.
///
/// @param description what it is for, 1 to 255 code points
/// @param amount of one month; at most 999,999,999,999, in whole minor units; not 0, and below 0
///   only for one that is posted once: a credit note
/// @param last the last month it is posted for; empty while a monthly one has no end, and the first
///   month for one that is posted once. A month before the first takes it back: it is never posted
/// @param solution whose cost it is; empty for cost that all solutions share
public record FixedCost(
    FixedCostId id,
    String description,
    Currency currency,
    BigDecimal amount,
    Recurrence recurrence,
    YearMonth first,
    Optional<YearMonth> last,
    Optional<SolutionId> solution) {
  private static final BigDecimal MOST = BigDecimal.valueOf(999_999_999_999L);
  private static final YearMonth EARLIEST = YearMonth.of(2000, 1);
  private static final YearMonth LATEST = YearMonth.of(2199, 12);

  /// How often it is posted.
  public enum Recurrence {
    MONTHLY,
    ONCE
  }

  public FixedCost {
    Violations found = new Violations("");
    String text = description;
    found.check(() -> requireDescription(text));
    BigDecimal told = amount;
    found.check(() -> requireDecimals(currency, requireSign(recurrence, requireAmount(told))));
    boolean once = recurrence == Recurrence.ONCE;
    last = once ? Optional.of(last.orElse(first)) : last;
    Optional<YearMonth> end = last.filter(month -> !month.isBefore(first));
    found.check(() -> requireFirst(first));
    found.check(() -> requireLast(once, first, end));
    found.throwIfAny();
    amount = amount.setScale(decimals(currency));
  }

  /// Makes sure that a text can describe one.
  public static String requireDescription(String text) {
    return Require.text(text, "description", 1, 255);
  }

  /// Makes sure that an amount can be one's, in whatever currency.
  public static BigDecimal requireAmount(BigDecimal amount) {
    if (amount.signum() == 0 || amount.abs().compareTo(MOST) > 0) {
      throw BillingException.invalid("amount", "must not be 0, and at most " + MOST);
    }
    return amount;
  }

  /// Makes sure that only what is posted once is taken back.
  public static BigDecimal requireSign(Recurrence recurrence, BigDecimal amount) {
    if (amount.signum() < 0 && recurrence == Recurrence.MONTHLY) {
      throw BillingException.invalid("amount", "must be above 0 for a cost posted every month");
    }
    return amount;
  }

  /// Makes sure that an amount is in whole minor units.
  public static BigDecimal requireDecimals(Currency currency, BigDecimal amount) {
    if (amount.stripTrailingZeros().scale() > decimals(currency)) {
      throw BillingException.invalid(
          "amount", currency.getCurrencyCode() + " has " + decimals(currency) + " decimals");
    }
    return amount;
  }

  /// Makes sure that one can be posted from a month on.
  public static YearMonth requireFirst(YearMonth first) {
    if (first.isBefore(EARLIEST) || first.isAfter(LATEST)) {
      throw BillingException.invalid(
          "first_month", "must lie between " + EARLIEST + " and " + LATEST);
    }
    return first;
  }

  /// Makes sure that one can be posted until a month.
  ///
  /// @param once whether it is posted once
  public static Optional<YearMonth> requireLast(
      boolean once, YearMonth first, Optional<YearMonth> last) {
    if (last.isPresent() && last.get().isBefore(first)) {
      throw BillingException.invalid("last_month", "lies before first_month");
    }
    if (once && last.isPresent() && !last.get().equals(first)) {
      throw BillingException.invalid(
          "last_month", "must not be another than first_month for a cost posted once");
    }
    return last;
  }

  private static int decimals(Currency currency) {
    return Math.max(0, currency.getDefaultFractionDigits());
  }

  /// The same, ending with a month. One that ended earlier goes on until then; a month before the
  /// first takes it back.
  public FixedCost endingWith(YearMonth month) {
    return new FixedCost(
        id, description, currency, amount, recurrence, first, Optional.of(month), solution);
  }

  /// The first month that costs something else when it ends with another month.
  public YearMonth changedBy(YearMonth otherLast) {
    YearMonth changed = last.filter(otherLast::isAfter).orElse(otherLast).plusMonths(1);
    return changed.isBefore(first) ? first : changed;
  }

  /// The same, as the cost of another solution, or of all.
  public FixedCost of(Optional<SolutionId> other) {
    return new FixedCost(id, description, currency, amount, recurrence, first, last, other);
  }

  /// What is posted of it for a month.
  public PostedCost posted(YearMonth month, Instant now) {
    return new PostedCost(id, month, currency, amount, solution, now);
  }

  /// Whether it is posted for a month.
  public boolean isDueIn(YearMonth month) {
    return !month.isBefore(first) && last.map(end -> !month.isAfter(end)).orElse(true);
  }

  /// The months it is due in, up to and including `now`, in order.
  public Stream<YearMonth> dueUntil(YearMonth now) {
    YearMonth end = last.filter(month -> month.isBefore(now)).orElse(now);
    return Stream.iterate(first, month -> !month.isAfter(end), month -> month.plusMonths(1));
  }
}
