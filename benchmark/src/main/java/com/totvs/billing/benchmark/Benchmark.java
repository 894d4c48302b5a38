package com.totvs.billing.benchmark;

import com.totvs.billing.benchmark.Report.Heap;
import com.totvs.billing.benchmark.Report.Rows;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/// One benchmark: all contenders on one server and one table, in turns.
final class Benchmark {
  private static final List<Integer> CALLS_IN_FLIGHT = List.of(1, 64, Report.FULL_LOAD);
  private static final List<Integer> SQL_CLIENTS = List.of(1, 8, 32);
  private static final int BATCHES_IN_FLIGHT = 4;
  // As many rows as a batch holds, and more, in case a larger COPY is faster.
  private static final List<Integer> COPY_ROWS = List.of(GrpcLoad.BATCH, 5 * GrpcLoad.BATCH);
  private static final List<Integer> COPY_WRITERS = List.of(1, 2);

  private final Plan plan;
  private final ServerProcess server;
  private final GrpcLoad load;
  private final Tally tally;
  private final PrintWriter progress;
  private final Map<Integer, Contender> noop;
  private final Map<Integer, Contender> unary;
  private final Map<Integer, Contender> inserts;
  private final Contender batch;
  private final Map<String, Contender> copies = new LinkedHashMap<>();

  /// @param progress is told what goes on
  Benchmark(Plan plan, ServerProcess server, GrpcLoad load, Tally tally, PrintWriter progress) {
    this.plan = plan;
    this.server = server;
    this.load = load;
    this.tally = tally;
    this.progress = progress;
    SqlLoad sql = new SqlLoad(server.sql());
    this.noop = contenders(CALLS_IN_FLIGHT, load::noop);
    this.unary = contenders(CALLS_IN_FLIGHT, load::recordUsage);
    this.inserts = contenders(SQL_CLIENTS, sql::inserts);
    this.batch = load.batchRecordUsage(BATCHES_IN_FLIGHT);
    for (int rows : COPY_ROWS) {
      COPY_WRITERS.stream()
          .map(writers -> sql.copies(writers, rows))
          .forEach(copy -> copies.put(copy.name(), copy));
    }
  }

  /// Measures everything.
  Report run() {
    new Preparation(server.sql(), load).run();
    Contest contest = new Contest(contenders());
    progress.println("warming up");
    contest.warmUp(busiest(), plan.warmUp());
    for (int round = 0; round < plan.rounds(); round++) {
      progress.println("round " + (round + 1) + " of " + plan.rounds());
      contest.round(round, plan.time());
    }
    progress.println("weighing what waits");
    ServerProcess.Peaks peaks = server.heapPeaks();
    QueueWeight weight = new QueueWeight(server, load);
    return new Report(
        plan,
        Machine.here(server.sql()),
        medians(contest, noop),
        medians(contest, unary),
        medians(contest, inserts),
        contest.median(batch),
        medians(contest, copies),
        new Heap(peaks, weight.ofCall(), weight.ofBatchedRecord()),
        rows());
  }

  private List<Contender> busiest() {
    return Stream.concat(
            Stream.of(noop, unary, inserts).map(kind -> List.copyOf(kind.values()).getLast()),
            Stream.of(batch, List.copyOf(copies.values()).getLast()))
        .toList();
  }

  // Durable calls stand beside what they are compared with.
  private List<Contender> contenders() {
    Stream<Contender> calls =
        CALLS_IN_FLIGHT.stream()
            .flatMap(inFlight -> Stream.of(noop, unary).map(kind -> kind.get(inFlight)))
            .map(Objects::requireNonNull);
    return Stream.of(calls, inserts.values().stream(), Stream.of(batch), copies.values().stream())
        .flatMap(Function.identity())
        .toList();
  }

  private Rows rows() {
    long onDisk =
        server
            .sql()
            .number(
                "SELECT count(DISTINCT usage_id) FROM billing.usage WHERE user_name LIKE '"
                    + GrpcLoad.MARK
                    + "-%'");
    return new Rows(tally.acknowledged(), onDisk, tally.failed(), tally.firstFailure());
  }

  private static Map<Integer, Contender> contenders(
      List<Integer> loads, Function<Integer, Contender> contender) {
    Map<Integer, Contender> byLoad = new LinkedHashMap<>();
    loads.forEach(one -> byLoad.put(one, contender.apply(one)));
    return byLoad;
  }

  private static <K> Map<K, Sample> medians(Contest contest, Map<K, Contender> contenders) {
    Map<K, Sample> medians = new LinkedHashMap<>();
    contenders.forEach((key, contender) -> medians.put(key, contest.median(contender)));
    return medians;
  }
}
