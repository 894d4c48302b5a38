package com.totvs.billing.bootstrap.demo;

import com.totvs.billing.v1.ListUsageRequest;
import com.totvs.billing.v1.ListUsageResponse;
import com.totvs.billing.v1.SettlementState;
import com.totvs.billing.v1.UsageRecord;
import com.totvs.billing.v1.UsageServiceGrpc.UsageServiceBlockingStub;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What the wire says was recorded: every record read back, page by page, and summed.
final class Findings {
  private static final int PAGE = 1_000;

  private final Set<String> ids = new HashSet<>();
  private final Map<String, Sum> byCustomer = new TreeMap<>();
  private final Map<String, Sum> bySolution = new TreeMap<>();
  private final Map<String, Sum> byApplication = new TreeMap<>();
  private final Map<SettlementState, Long> byState = new TreeMap<>();
  private final Sum sum = new Sum();
  private long rows;

  /// Nothing found yet.
  Findings() {}

  /// Reads everything.
  static Findings read(UsageServiceBlockingStub usage) {
    Findings findings = new Findings();
    ListUsageRequest.Builder request = ListUsageRequest.newBuilder().setPageSize(PAGE);
    do {
      ListUsageResponse page = usage.listUsage(request.build());
      page.getUsageRecordsList().forEach(findings::add);
      request.setPageToken(page.getNextPageToken());
    } while (!request.getPageToken().isEmpty());
    return findings;
  }

  /// Adds a row.
  void add(UsageRecord one) {
    rows++;
    ids.add(one.getUsage().getUsageId());
    byState.merge(one.getSettlement().getState(), 1L, Long::sum);
    sum.add(one.getUsage());
    sum(byCustomer, customer(one)).add(one.getUsage());
    sum(bySolution, one.getUsage().getSolution().getDescription()).add(one.getUsage());
    sum(byApplication, one.getUsage().getApplication().getDescription()).add(one.getUsage());
  }

  private static Sum sum(Map<String, Sum> sums, String key) {
    return sums.computeIfAbsent(key, _ -> new Sum());
  }

  private static String customer(UsageRecord one) {
    return switch (one.getSettlement().getState()) {
      case SETTLEMENT_STATE_SETTLED ->
          one.getSettlement().getCustomer().getCode()
              + " "
              + one.getSettlement().getCustomer().getName();
      case SETTLEMENT_STATE_SET_ASIDE -> "(set aside: nobody holds the license)";
      default -> "(waiting for License Server)";
    };
  }

  /// How many rows the list had.
  long rows() {
    return rows;
  }

  /// The ids of the rows.
  Set<String> ids() {
    return ids;
  }

  /// What all rows add up to.
  Sum sum() {
    return sum;
  }

  /// How many rows are in the state.
  long in(SettlementState state) {
    return byState.getOrDefault(state, 0L);
  }

  Map<String, Sum> byCustomer() {
    return byCustomer;
  }

  Map<String, Sum> bySolution() {
    return bySolution;
  }

  Map<String, Sum> byApplication() {
    return byApplication;
  }
}
