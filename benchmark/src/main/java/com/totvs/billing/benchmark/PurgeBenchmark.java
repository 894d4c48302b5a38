package com.totvs.billing.benchmark;

import com.totvs.billing.domain.BusinessZone;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import picocli.CommandLine.Command;

/// Measures how long usage takes to history, and what recording feels of it.
@Command(
    name = "purge",
    mixinStandardHelpOptions = true,
    description = {
      "Purges a whole month of many records and one of a hundredth of them while usage is recorded,"
          + " and half a month in batches beside plain SQL over the same rows.",
      "Exits 0 only if all records were moved and no call failed."
    })
final class PurgeBenchmark extends OnServer {
  private static final int ROUNDS = 5;
  private static final int ROUNDS_OF_HALF = 3;

  @Override
  Figures measure(ServerProcess server, long size) {
    YearMonth last = BusinessZone.SAO_PAULO.month(Instant.now()).minusMonths(1);
    FilledMonth large = new FilledMonth(last, size);
    FilledMonth small = new FilledMonth(last.minusMonths(1), Math.max(1, size / 100));
    FilledMonth halved = new FilledMonth(last.minusMonths(2), Math.max(2, size / 10));
    for (FilledMonth month : List.of(large, small, halved)) {
      say("filling %s with %,d records".formatted(month.month(), month.records()));
      month.fill(server.sql());
    }
    Tally tally = new Tally();
    try (GrpcLoad load = new GrpcLoad(server.host(), server.port(), server.token(), tally)) {
      new Preparation(server.sql(), load).run();
      AdminCalls admin = new AdminCalls(load.channel());
      say("summing up");
      admin.rebuildTotals();
      Recording recording = new Recording(load);
      say("warming up");
      var _ = recording.p99Alone();
      Figures figures = whole(new WholeMonths(large, small, recording, admin, server.sql()));
      figures.putZero(
          "ingest_failed",
          tally.failed(),
          "so many calls failed, the first with " + tally.firstFailure());
      return half(figures, new HalfMonth(halved.month(), admin, server.sql()));
    }
  }

  private Figures whole(WholeMonths months) {
    for (int round = 1; round <= ROUNDS; round++) {
      say("recording and moving, round " + round);
      months.round();
    }
    return months.figures();
  }

  private Figures half(Figures figures, HalfMonth month) {
    for (int round = 1; round <= ROUNDS_OF_HALF; round++) {
      say("moving half a month in batches and by plain SQL, round " + round);
      month.round();
    }
    return month.addTo(figures);
  }
}
