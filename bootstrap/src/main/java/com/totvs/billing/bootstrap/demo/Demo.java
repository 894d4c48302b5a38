package com.totvs.billing.bootstrap.demo;

import com.totvs.billing.bootstrap.program.Program;
import com.totvs.billing.bootstrap.program.RunningBilling;
import com.totvs.billing.bootstrap.settings.Settings;
import com.totvs.billing.bootstrap.standin.StandInLicenseServer;
import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.postgres.PostgresModule;
import com.totvs.billing.v1.LicenseServiceGrpc;
import com.totvs.billing.v1.LicenseTotals;
import com.totvs.billing.v1.ListLicensesRequest;
import com.totvs.billing.v1.Solution;
import com.totvs.billing.v1.Usage;
import com.totvs.billing.v1.UsageServiceGrpc;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/// A Billing of its own with a License Server that it holds in its hand, and the month played on
/// it.
final class Demo implements AutoCloseable {
  private static final Duration SETTLES_WITHIN = Duration.ofSeconds(40);

  private final PrintWriter out;
  private final TemporaryFolder folder;
  private final StandInLicenseServer licenseServer;
  private final RunningBilling billing;
  private final Wire wire;
  private final Ledger ledger = new Ledger();
  private final int reports;

  private Demo(
      PrintWriter out,
      TemporaryFolder folder,
      StandInLicenseServer licenseServer,
      RunningBilling billing,
      int reports) {
    this.out = out;
    this.folder = folder;
    this.licenseServer = licenseServer;
    this.billing = billing;
    this.wire = new Wire(billing);
    this.reports = reports;
  }

  /// Starts everything on free loopback ports, in a folder that goes when it is closed.
  static Demo start(int reports, PrintWriter out) throws IOException {
    TemporaryFolder folder = TemporaryFolder.create();
    StandInLicenseServer licenseServer = StandInLicenseServer.answersWhatItIsTold();
    RunningBilling billing =
        Program.start(
            Settings.of(
                Map.of(
                    "server.port", "0",
                    "data-dir", folder.path().toString(),
                    "license-server.url", licenseServer.address().toString(),
                    "license-server.open-for", "1s",
                    "lookup.first-delay", "200ms",
                    "lookup.longest-delay", "1s",
                    "log.level", "error")));
    out.printf(
        "Billing answers on %s:%d, on a PostgreSQL of its own.%n", billing.host(), billing.port());
    return new Demo(out, folder, licenseServer, billing, reports);
  }

  /// Reports a month of usage, as the backends of all solutions would.
  void play() {
    YearMonth month = BusinessZone.SAO_PAULO.month(Instant.now()).minusMonths(1);
    Cast.introduce(licenseServer, BusinessZone.SAO_PAULO.start(month));
    List<Usage> script = Script.write(month, reports);
    List<ProductBackend> backends =
        Cast.SOLUTIONS.stream()
            .map(one -> new ProductBackend(wire.as(one), inBatches(one), ledger))
            .toList();
    out.printf(
        "Playing %,d reports of %s: %d solutions, %d applications, %d customers.%n",
        script.size(), month, backends.size(), Cast.APPLICATIONS.size(), Cast.HOLDERS.size());
    try (Progress progress = Progress.of(script.size(), out)) {
      for (int from = 0; from < script.size(); from += Script.SCENE) {
        outage(from, progress);
        play(script.subList(from, Math.min(from + Script.SCENE, script.size())), backends);
        progress.to(Math.min(from + Script.SCENE, script.size()));
      }
    }
  }

  /// Waits until License Server has been asked about everything, shows what was recorded, and
  /// proves that it is what was sent.
  boolean proves() throws SQLException {
    awaitSettled();
    Findings findings = Findings.read(UsageServiceGrpc.newBlockingStub(wire.asReader()));
    Tables.print(out, "Customer", findings.byCustomer());
    Tables.print(out, "Solution", findings.bySolution());
    Tables.print(out, "Application", findings.byApplication());
    boolean holds = new Proof(ledger, findings, rowsInDatabase()).print(out);
    out.printf(
        """

          To look further:
            ./billing serve                  a Billing that stays
            ./billing token                  a token for it
            grpcurl -plaintext -H "authorization: Bearer $(./billing token)" 127.0.0.1:50051 \
        totvs.billing.v1.UsageService/ListUsage
        """);
    out.flush();
    return holds;
  }

  @Override
  public void close() throws IOException {
    wire.close();
    billing.close();
    licenseServer.close();
    folder.close();
  }

  /// The database, so that a test can tamper with it.
  PostgresModule.Config database() {
    return billing.database();
  }

  private void play(List<Usage> scene, List<ProductBackend> backends) {
    for (int i = 0; i < backends.size(); i++) {
      String solution = Cast.SOLUTIONS.get(i).getProjectId();
      boolean first = i == 0;
      backends
          .get(i)
          .report(
              scene.stream()
                  .filter(
                      call ->
                          call.hasSolution()
                              ? call.getSolution().getProjectId().equals(solution)
                              : first)
                  .toList());
    }
  }

  private void outage(int from, Progress progress) {
    int scene = from / Script.SCENE;
    int scenes = (reports + Script.SCENE - 1) / Script.SCENE;
    if (scene == scenes * 2 / 5) {
      licenseServer.goDown();
      progress.say("License Server goes down; recording goes on.");
    }
    if (scene == scenes * 3 / 4) {
      LicenseTotals totals = totals();
      licenseServer.comeBack();
      progress.say(
          "License Server comes back; %d licenses wait for it.".formatted(totals.getWaiting()));
    }
  }

  private void awaitSettled() {
    long end = System.nanoTime() + SETTLES_WITHIN.toNanos();
    while (totals().getWaiting() > 0 && System.nanoTime() < end) {
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
    LicenseTotals totals = totals();
    out.printf(
        "License Server was asked %d times: %d licenses are known, %d wait, %d are held by"
            + " nobody.%n",
        licenseServer.questions(), totals.getKnown(), totals.getWaiting(), totals.getSetAside());
  }

  private LicenseTotals totals() {
    return LicenseServiceGrpc.newBlockingStub(wire.asReader())
        .listLicenses(ListLicensesRequest.newBuilder().setPageSize(1).build())
        .getTotals();
  }

  private long rowsInDatabase() throws SQLException {
    PostgresModule.Config database = billing.database();
    try (Connection connection =
            DriverManager.getConnection(database.url(), database.user(), database.password());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT count(*) FROM billing.usage")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static boolean inBatches(Solution solution) {
    return !solution.equals(Cast.SOLUTIONS.getFirst());
  }
}
