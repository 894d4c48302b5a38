package com.totvs.billing.application.cost;

import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.Reason;
import com.totvs.billing.domain.cost.FixedCost;
import com.totvs.billing.domain.cost.FixedCostId;
import com.totvs.billing.domain.cost.PostedCost;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Fixed costs, and what was posted of them. Each method is one transaction.
public interface FixedCosts {

  /// Adds one, and writes that into the audit log. One that is there already, alike in everything,
  /// changes nothing.
  ///
  /// @throws com.totvs.billing.domain.BillingException `FIXED_COST_EXISTS` when another one has its
  ///   id; `MONTH_CLOSED` when its first month is closed
  FixedCost create(FixedCost cost, String subject);

  /// Provides one that every installation has. Where it is there already, only whose cost it is
  /// follows, for the months not posted yet; a person may have ended it.
  void provide(FixedCost cost);

  /// Lets one end with a month, and writes that into the audit log. While nothing of it is posted,
  /// a month before its first takes it back.
  ///
  /// @throws com.totvs.billing.domain.BillingException `FIXED_COST_NOT_FOUND`; `INVALID_FIELDS`
  ///   when the month lies before one that is posted already; `MONTH_CLOSED` when that changes the
  ///   cost of a closed month
  FixedCost end(FixedCostId id, YearMonth last, String subject);

  /// The fixed costs, by id: at most `limit` behind `after`.
  List<FixedCost> list(Optional<FixedCostId> after, int limit);

  /// The most that is posted in one transaction.
  int AT_ONCE = 1_000;

  /// Posts what is due up to and including a month and is not posted yet, oldest month first, at
  /// most [#AT_ONCE] of it; each fixed cost and month once, whatever runs at the same time.
  ///
  /// @return what was posted by this, in the order of month and id; as many as [#AT_ONCE] mean that
  ///   there may be more to post
  List<PostedCost> postUntil(YearMonth month, Instant now);

  /// What was posted for a month, by id.
  List<PostedCost> posted(YearMonth month);

  /// The failure of adding one under an id that another one has.
  static BillingException exists(FixedCostId id) {
    return BillingException.of(
        Reason.FIXED_COST_EXISTS,
        "another fixed cost has the id " + id,
        Map.of("fixedCostId", id.value()));
  }

  /// The failure of asking for one that is not there.
  static BillingException notFound(FixedCostId id) {
    return BillingException.of(
        Reason.FIXED_COST_NOT_FOUND,
        "there is no fixed cost " + id,
        Map.of("fixedCostId", id.value()));
  }

  /// Makes sure that one may end with a month.
  ///
  /// @param lastPosted the last month it is posted for, if it is for any
  static void requireNotPosted(Optional<YearMonth> lastPosted, YearMonth last) {
    if (lastPosted.isPresent() && last.isBefore(lastPosted.get())) {
      throw BillingException.invalid(
          "last_month", "lies before " + lastPosted.get() + ", which is posted already");
    }
  }

  /// What the audit log tells of one.
  static String detail(FixedCost cost) {
    return "%s %s, %s from %s%s: %s"
        .formatted(
            cost.currency().getCurrencyCode(),
            cost.amount().toPlainString(),
            cost.recurrence() == FixedCost.Recurrence.ONCE ? "once" : "monthly",
            cost.first(),
            cost.solution().map(id -> ", of " + id).orElse(""),
            cost.description());
  }
}
