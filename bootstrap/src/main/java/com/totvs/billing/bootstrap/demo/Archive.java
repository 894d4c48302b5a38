package com.totvs.billing.bootstrap.demo;

import com.google.type.Date;
import com.totvs.billing.v1.DateRange;
import com.totvs.billing.v1.MoveMethod;
import com.totvs.billing.v1.Period;
import com.totvs.billing.v1.PurgeServiceGrpc;
import com.totvs.billing.v1.PurgeServiceGrpc.PurgeServiceBlockingStub;
import com.totvs.billing.v1.PurgeUsageRequest;
import com.totvs.billing.v1.PurgeUsageResult;
import com.totvs.billing.v1.ReportServiceGrpc;
import com.totvs.billing.v1.RestoreUsageRequest;
import com.totvs.billing.v1.RestoreUsageResult;
import com.totvs.billing.v1.SummarizeUsageRequest;
import com.totvs.billing.v1.SummarizeUsageResponse;
import com.totvs.billing.v1.UsageDimension;
import com.totvs.billing.v1.UsageMoveResult;
import io.grpc.Channel;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Moves the month to history and back, and sees that every report stays the same.
final class Archive {
  /// What reports are compared by: everything but the place, which is what a move changes.
  static final Set<UsageDimension> DIMENSIONS =
      EnumSet.complementOf(
          EnumSet.of(
              UsageDimension.USAGE_DIMENSION_UNSPECIFIED,
              UsageDimension.USAGE_DIMENSION_PLACE,
              UsageDimension.UNRECOGNIZED));

  private static final int TENTH = 11;

  private final Channel admin;
  private final YearMonth month;
  private final PrintWriter out;
  private final Claims claims;

  Archive(Channel admin, YearMonth month, PrintWriter out) {
    this.admin = admin;
    this.month = month;
    this.out = out;
    this.claims = new Claims(out);
  }

  /// Plays it, and returns whether everything came as it must.
  boolean play() {
    List<SummarizeUsageResponse> before = reports();
    long records = before.getFirst().getTotal().getCalls();
    PurgeServiceBlockingStub purge = PurgeServiceGrpc.newBlockingStub(admin);
    out.printf("%n  To history and back%n");

    UsageMoveResult whole = purged(purge, whole());
    claims.claim(
        "the whole month goes by partition, every report stays",
        "%,d records, %,d left online".formatted(whole.getRecordsMoved(), whole.getOnlineAfter()),
        whole.getRecordsMoved() == records
            && whole.getOnlineAfter() == 0
            && whole.getMonths(0).getMethod() == MoveMethod.MOVE_METHOD_PARTITION
            && reports().equals(before));
    UsageMoveResult back =
        Ended.result(
                admin,
                purge
                    .restoreUsage(RestoreUsageRequest.newBuilder().setPeriod(whole()).build())
                    .getOperation(),
                RestoreUsageResult.class)
            .getResult();
    claims.claim(
        "it comes back, every report stays",
        "%,d records, %,d left in history"
            .formatted(back.getRecordsMoved(), back.getHistoryAfter()),
        back.getRecordsMoved() == records
            && back.getHistoryAfter() == 0
            && reports().equals(before));
    UsageMoveResult part = purged(purge, tenDays());
    claims.claim(
        "ten days go in batches, every report stays",
        "%,d records, %,d left online".formatted(part.getRecordsMoved(), part.getOnlineAfter()),
        part.getRecordsMoved() > 0
            && part.getRecordsMoved() < records
            && part.getOnlineAfter() == 0
            && part.getMonths(0).getMethod() == MoveMethod.MOVE_METHOD_BATCHES
            && reports().equals(before));
    return claims.hold();
  }

  private List<SummarizeUsageResponse> reports() {
    return DIMENSIONS.stream()
        .map(
            dimension ->
                ReportServiceGrpc.newBlockingStub(admin)
                    .summarizeUsage(
                        SummarizeUsageRequest.newBuilder()
                            .addGroupBy(dimension)
                            .setCountDistinctUsers(true)
                            .setPageSize(1_000)
                            .build()))
        .toList();
  }

  private UsageMoveResult purged(PurgeServiceBlockingStub purge, Period period) {
    return Ended.result(
            admin,
            purge
                .purgeUsage(PurgeUsageRequest.newBuilder().setPeriod(period).build())
                .getOperation(),
            PurgeUsageResult.class)
        .getResult();
  }

  private Period whole() {
    return Period.newBuilder().setMonth(date(month.atDay(1)).toBuilder().setDay(0)).build();
  }

  private Period tenDays() {
    return Period.newBuilder()
        .setDays(
            DateRange.newBuilder()
                .setStartDate(date(month.atDay(1)))
                .setEndDate(date(month.atDay(TENTH))))
        .build();
  }

  private static Date date(LocalDate day) {
    return Date.newBuilder()
        .setYear(day.getYear())
        .setMonth(day.getMonthValue())
        .setDay(day.getDayOfMonth())
        .build();
  }
}
