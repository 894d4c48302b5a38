package com.totvs.billing.bootstrap.admin;

import com.google.type.Date;
import com.totvs.billing.v1.AllocationRule;
import com.totvs.billing.v1.AllocationServiceGrpc;
import com.totvs.billing.v1.AllocationServiceGrpc.AllocationServiceBlockingStub;
import com.totvs.billing.v1.CreateAllocationRuleRequest;
import com.totvs.billing.v1.EndAllocationRuleRequest;
import com.totvs.billing.v1.ListAllocationRulesRequest;
import com.totvs.billing.v1.ListAllocationRulesResponse;
import io.grpc.Channel;
import java.util.List;

/// The rules that cost is divided by. Each action returns the exit code.
final class AllocationRules {
  private final AllocationServiceBlockingStub allocations;
  private final Limit limit;
  private final Printed printed;

  AllocationRules(Channel channel, Limit limit, Printed printed) {
    this.allocations = AllocationServiceGrpc.newBlockingStub(channel);
    this.limit = limit;
    this.printed = printed;
  }

  int list() {
    ListAllocationRulesRequest.Builder request = ListAllocationRulesRequest.newBuilder();
    return print(
        limit.rows(
            (size, token) ->
                allocations.listAllocationRules(
                    request.setPageSize(size).setPageToken(token).build()),
            ListAllocationRulesResponse::getAllocationRulesList,
            ListAllocationRulesResponse::getNextPageToken));
  }

  int create(AllocationRule.Builder rule) {
    return print(
        List.of(
            allocations
                .createAllocationRule(
                    CreateAllocationRuleRequest.newBuilder().setAllocationRule(rule).build())
                .getAllocationRule()));
  }

  int end(String id, Date lastMonth) {
    return print(
        List.of(
            allocations
                .endAllocationRule(
                    EndAllocationRuleRequest.newBuilder()
                        .setRuleId(id)
                        .setLastMonth(lastMonth)
                        .build())
                .getAllocationRule()));
  }

  private int print(List<AllocationRule> rules) {
    return printed.print(AllocationRow.RULES, rules.stream().map(AllocationRow::of).toList());
  }
}
