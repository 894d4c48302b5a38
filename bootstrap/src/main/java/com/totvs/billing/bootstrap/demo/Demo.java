package com.totvs.billing.bootstrap.demo;

import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.v1.LicenseServiceGrpc;
import com.totvs.billing.v1.LicenseServiceGrpc.LicenseServiceBlockingStub;
import com.totvs.billing.v1.LicenseTotals;
import com.totvs.billing.v1.ListLicensesRequest;
import com.totvs.billing.v1.ListUsageRequest;
import com.totvs.billing.v1.SettlementState;
import com.totvs.billing.v1.Usage;
import com.totvs.billing.v1.UsageFilter;
import com.totvs.billing.v1.UsageServiceGrpc;
import com.totvs.billing.v1.UsageServiceGrpc.UsageServiceBlockingStub;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/// The month before this one, played on a stage, and what came of it.
final class Demo {
  private static final Duration SETTLES_WITHIN = Duration.ofSeconds(40);

  private final Stage stage;
  private final PrintWriter out;
  private final YearMonth month = BusinessZone.SAO_PAULO.month(Instant.now()).minusMonths(1);
  private final List<Usage> script;
  private final Ledger ledger = new Ledger();
  private final List<ProductBackend> backends;
  private final UsageServiceBlockingStub usage;
  private final LicenseServiceBlockingStub licenses;

  Demo(Stage stage, int reports, PrintWriter out) {
    this.stage = stage;
    this.out = out;
    this.script = Script.write(month, reports);
    this.backends =
        Cast.SOLUTIONS.stream()
            .map(solution -> new ProductBackend(solution, stage.wire().as(solution), ledger))
            .toList();
    this.usage = UsageServiceGrpc.newBlockingStub(stage.wire().asReader());
    this.licenses = LicenseServiceGrpc.newBlockingStub(stage.wire().asReader());
  }

  /// Reports a month of usage, as the backends of all solutions would.
  void play() {
    Cast.introduce(stage.licenseServer(), BusinessZone.SAO_PAULO.start(month));
    out.printf("Billing answers on %s, on a PostgreSQL of its own.%n", stage.address());
    out.printf(
        "Playing %,d reports of %s: %d solutions, %d applications, %d customers.%n",
        script.size(), month, backends.size(), Cast.APPLICATIONS.size(), Cast.HOLDERS.size());
    try (Progress progress = Progress.of(script.size(), out)) {
      for (int from = 0; from < script.size(); from += Script.SCENE) {
        int to = Math.min(from + Script.SCENE, script.size());
        outage(from / Script.SCENE, progress);
        play(script.subList(from, to));
        progress.to(to);
      }
    }
  }

  /// Waits until License Server has been asked about everything, shows what was recorded, and
  /// proves that it is what was sent.
  boolean proves() throws SQLException {
    awaitSettled();
    Findings findings = Findings.read(usage);
    Tables.print(out, "Customer", findings.byCustomer());
    Tables.print(out, "Solution", findings.bySolution());
    Tables.print(out, "Application", findings.byApplication());
    boolean holds =
        new Proof(Expectation.of(script), ledger, findings, stage.rowsInDatabase()).print(out);
    holds &= new Archive(stage.wire().asAdmin(), month, out).play();
    holds &= new Bill(stage.wire().asAdmin(), stage.azure(), month, out).play();
    out.flush();
    return holds;
  }

  /// Divides what the month cost, closes it, and lets something come late; once only, for the month
  /// stays closed.
  boolean closesTheMonth() {
    boolean holds =
        new MonthEnd(stage.wire().asAdmin(), stage.wire()::as, stage.azure(), month, out).play();
    out.flush();
    return holds;
  }

  // The backends all at once; each is done when its calls of the scene are answered.
  private void play(List<Usage> scene) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      backends.forEach(backend -> threads.execute(() -> backend.report(scene)));
    }
  }

  private void outage(int scene, Progress progress) {
    int scenes = (script.size() + Script.SCENE - 1) / Script.SCENE;
    if (scene == scenes * 2 / 5) {
      stage.licenseServer().goDown();
      progress.say("License Server goes down; recording goes on.");
    }
    if (scene == scenes * 3 / 4) {
      long waiting = totals().getWaiting();
      stage.licenseServer().comeBack();
      progress.say("License Server comes back; %d licenses wait for it.".formatted(waiting));
    }
  }

  private void awaitSettled() {
    long end = System.nanoTime() + SETTLES_WITHIN.toNanos();
    while ((totals().getWaiting() > 0 || usageWaits()) && System.nanoTime() < end) {
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
    LicenseTotals totals = totals();
    out.printf(
        "License Server was asked %d times: %d licenses are known, %d wait, %d are held by"
            + " nobody.%n",
        stage.licenseServer().questions(),
        totals.getKnown(),
        totals.getWaiting(),
        totals.getSetAside());
  }

  private LicenseTotals totals() {
    return licenses
        .listLicenses(ListLicensesRequest.newBuilder().setPageSize(1).build())
        .getTotals();
  }

  // A license is known a moment before its usage is settled.
  private boolean usageWaits() {
    UsageFilter waiting =
        UsageFilter.newBuilder()
            .setSettlementState(SettlementState.SETTLEMENT_STATE_WAITING)
            .build();
    return usage
            .listUsage(ListUsageRequest.newBuilder().setFilter(waiting).setPageSize(1).build())
            .getUsageRecordsCount()
        > 0;
  }
}
