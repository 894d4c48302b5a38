package com.totvs.billing.application.allocation;

import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.Reason;
import com.totvs.billing.domain.allocation.AllocationRule;
import com.totvs.billing.domain.allocation.RuleId;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The rules by which cost is divided. A rule never changes but for its end. Each method is one
/// transaction.
public interface AllocationRules {

  /// Adds one, and writes that into the audit log. One that is there already, alike in everything,
  /// changes nothing.
  ///
  /// @throws BillingException `ALLOCATION_RULE_EXISTS` when another one has its id; `MONTH_CLOSED`
  ///   when its first month is closed
  AllocationRule create(AllocationRule rule, String subject);

  /// Lets one end with a month, and writes that into the audit log.
  ///
  /// @throws BillingException `ALLOCATION_RULE_NOT_FOUND`; `INVALID_FIELDS` when the month lies
  ///   before its first; `MONTH_CLOSED` when that changes what holds for a closed month
  AllocationRule end(RuleId id, YearMonth last, String subject);

  /// A rule, if there is one of that id.
  Optional<AllocationRule> find(RuleId id);

  /// The rules, by id: at most `limit` behind `after`.
  List<AllocationRule> list(Optional<RuleId> after, int limit);

  /// The failure of adding one under an id that another one has.
  static BillingException exists(RuleId id) {
    return BillingException.of(
        Reason.ALLOCATION_RULE_EXISTS,
        "another allocation rule has the id " + id,
        Map.of("ruleId", id.value()));
  }

  /// The failure of asking for one that is not there.
  static BillingException notFound(RuleId id) {
    return BillingException.of(
        Reason.ALLOCATION_RULE_NOT_FOUND,
        "there is no allocation rule " + id,
        Map.of("ruleId", id.value()));
  }

  /// What the audit log tells of one.
  static String detail(AllocationRule rule) {
    return "%s from %s, place %d"
        .formatted(
            rule.division().getClass().getSimpleName().toUpperCase(Locale.ROOT),
            rule.first(),
            rule.place());
  }
}
