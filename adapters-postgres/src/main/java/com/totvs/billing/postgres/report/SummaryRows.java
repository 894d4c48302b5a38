package com.totvs.billing.postgres.report;

import com.totvs.billing.domain.catalog.Application;
import com.totvs.billing.domain.catalog.ApplicationId;
import com.totvs.billing.domain.catalog.Solution;
import com.totvs.billing.domain.catalog.SolutionId;
import com.totvs.billing.domain.customer.Customer;
import com.totvs.billing.domain.customer.CustomerCode;
import com.totvs.billing.domain.license.LicenseId;
import com.totvs.billing.domain.report.SummaryQuery;
import com.totvs.billing.domain.report.UsageDimension;
import com.totvs.billing.domain.report.UsageGroup;
import com.totvs.billing.domain.report.UsageSummary;
import com.totvs.billing.domain.report.UsageTotals;
import com.totvs.billing.domain.usage.Place;
import com.totvs.billing.domain.usage.Purpose;
import com.totvs.billing.domain.usage.SettlementState;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jooq.Record;

/// Reads the answer to a question about usage.
final class SummaryRows {
  private SummaryRows() {}

  static UsageSummary summary(Record row, SummaryQuery query) {
    return new UsageSummary(group(row, query.groupBy()), totals(row, query.distinctUsers()));
  }

  static UsageTotals totals(Record row, boolean distinctUsers) {
    return totals(row, "", distinctUsers);
  }

  /// The totals of all groups, which a row of a page has beside its own.
  static UsageTotals whole(Record row, boolean distinctUsers) {
    return totals(row, SummarySql.WHOLE, distinctUsers);
  }

  /// The distinct users of all that may be seen, which a row of a page has too if they were
  /// counted.
  static OptionalLong everybody(Record row, boolean distinctUsers) {
    return distinctUsers
        ? OptionalLong.of(row.get(SummarySql.EVERYBODY, Long.class))
        : OptionalLong.empty();
  }

  private static UsageTotals totals(Record row, String prefix, boolean distinctUsers) {
    return new UsageTotals(
        row.get(prefix + SummarySql.CALLS.getName(), Long.class),
        row.get(prefix + SummarySql.INPUT_TOKENS.getName(), Long.class),
        row.get(prefix + SummarySql.OUTPUT_TOKENS.getName(), Long.class),
        row.get(prefix + SummarySql.IMAGE_SIZE_KB.getName(), Long.class),
        row.get(prefix + SummarySql.EMERGENCY_KEY_CALLS.getName(), Long.class),
        row.get(prefix + SummarySql.WAITING_CALLS.getName(), Long.class),
        row.get(prefix + SummarySql.SET_ASIDE_CALLS.getName(), Long.class),
        distinctUsers
            ? OptionalLong.of(row.get(prefix + SummarySql.DISTINCT_USERS.getName(), Long.class))
            : OptionalLong.empty());
  }

  private static UsageGroup group(Record row, List<UsageDimension> by) {
    return new UsageGroup(
        text(row, by, UsageDimension.DAY).map(LocalDate::parse),
        text(row, by, UsageDimension.MONTH).map(YearMonth::parse),
        text(row, by, UsageDimension.CUSTOMER).map(SummaryRows::state),
        customer(row, by),
        text(row, by, UsageDimension.LICENSE).map(LicenseId::new),
        text(row, by, UsageDimension.SOLUTION)
            .map(id -> new Solution(new SolutionId(id), described(row, UsageDimension.SOLUTION))),
        text(row, by, UsageDimension.APPLICATION)
            .map(
                id ->
                    new Application(
                        new ApplicationId(id), described(row, UsageDimension.APPLICATION))),
        text(row, by, UsageDimension.PURPOSE)
            .map(number -> Purpose.of(Integer.parseInt(number)).orElseThrow()),
        text(row, by, UsageDimension.EMERGENCY_KEY).map("1"::equals),
        text(row, by, UsageDimension.PLACE)
            .map(digit -> digit.equals("1") ? Place.HISTORY : Place.ONLINE));
  }

  // The first text of the dimension's key.
  private static Optional<String> text(
      Record row, List<UsageDimension> by, UsageDimension dimension) {
    return by.contains(dimension)
        ? SummaryKeys.of(dimension).findFirst().map(key -> row.get(key.getName(), String.class))
        : Optional.empty();
  }

  /// The state that the first text of a customer's key tells.
  static SettlementState state(String digit) {
    return switch (digit) {
      case "0" -> SettlementState.SETTLED;
      case "1" -> SettlementState.WAITING;
      default -> SettlementState.SET_ASIDE;
    };
  }

  private static Optional<Customer> customer(Record row, List<UsageDimension> by) {
    if (!by.contains(UsageDimension.CUSTOMER)) {
      return Optional.empty();
    }
    String code = row.get("key_customer", String.class);
    return code.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Customer(
                new CustomerCode(code),
                Objects.requireNonNullElse(
                    SummarySql.described(UsageDimension.CUSTOMER).map(row::get).orElse(code),
                    code)));
  }

  private static String described(Record row, UsageDimension dimension) {
    return SummarySql.described(dimension).map(row::get).orElse("");
  }
}
