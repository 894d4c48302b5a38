package com.totvs.billing.bootstrap.demo;

import com.google.protobuf.Timestamp;
import com.google.type.Date;
import com.google.type.Money;
import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.v1.Allocation;
import com.totvs.billing.v1.Application;
import com.totvs.billing.v1.CostFilter;
import com.totvs.billing.v1.CostTotals;
import com.totvs.billing.v1.ListAllocationsRequest;
import com.totvs.billing.v1.Period;
import com.totvs.billing.v1.ReportServiceGrpc;
import com.totvs.billing.v1.Solution;
import com.totvs.billing.v1.SummarizeCostRequest;
import com.totvs.billing.v1.SummarizeUsageRequest;
import com.totvs.billing.v1.SummarizeUsageResponse;
import com.totvs.billing.v1.Usage;
import com.totvs.billing.v1.UsageFilter;
import io.grpc.Channel;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;

/// Who used more in a month than was known when it was closed, and what Billing says of it.
///
/// @param month the closed one
record LatePayer(Channel admin, Bookkeeper books, YearMonth month) {
  static final Solution SOLUTION = Cast.SOLUTIONS.getFirst();
  private static final Application APPLICATION = Cast.APPLICATIONS.getFirst();
  private static final String LICENSE = Cast.LICENSES.getFirst();
  private static final String CUSTOMER = Cast.holder(LICENSE).code().value();

  /// One of the calls that come late.
  Usage call(int number) {
    long second = BusinessZone.SAO_PAULO.start(month.atDay(20)).getEpochSecond() + number;
    return Usage.newBuilder()
        .setUsageId(UUID.randomUUID().toString())
        .setOccurredTime(Timestamp.newBuilder().setSeconds(second))
        .setLicenseServerId(LICENSE)
        .setSolution(SOLUTION)
        .setApplication(APPLICATION)
        .setInputTokens(5_000)
        .setOutputTokens(1_000)
        .build();
  }

  /// What the payer has used in the closed month, and everybody.
  SummarizeUsageResponse usage() {
    return ReportServiceGrpc.newBlockingStub(admin)
        .summarizeUsage(
            SummarizeUsageRequest.newBuilder()
                .setFilter(
                    UsageFilter.newBuilder()
                        .setPeriod(Period.newBuilder().setMonth(Bookkeeper.date(month)))
                        .setSolutionProjectId(SOLUTION.getProjectId())
                        .setApplicationProjectId(APPLICATION.getProjectId())
                        .setCustomerCode(CUSTOMER))
                .build());
  }

  /// What the payer is charged for closed months in the next one, as a report tells it.
  Money corrections() {
    return ReportServiceGrpc.newBlockingStub(admin)
        .summarizeCost(
            SummarizeCostRequest.newBuilder()
                .setFilter(
                    CostFilter.newBuilder()
                        .setFirstMonth(next())
                        .setSolutionProjectId(SOLUTION.getProjectId())
                        .setApplicationProjectId(APPLICATION.getProjectId())
                        .setCustomerCode(CUSTOMER))
                .build())
        .getTotalsList()
        .stream()
        .findFirst()
        .map(CostTotals::getCorrections)
        .orElseGet(Money::getDefaultInstance);
  }

  /// The payer's lines in the next month that are marked with the closed one.
  List<Allocation> lines() {
    return books
        .lines(
            ListAllocationsRequest.newBuilder()
                .setMonth(next())
                .setSolutionProjectId(SOLUTION.getProjectId())
                .setApplicationProjectId(APPLICATION.getProjectId())
                .setCustomerCode(CUSTOMER)
                .build())
        .stream()
        .filter(line -> line.getForMonth().equals(Bookkeeper.date(month)))
        .toList();
  }

  private Date next() {
    return Bookkeeper.date(month.plusMonths(1));
  }
}
