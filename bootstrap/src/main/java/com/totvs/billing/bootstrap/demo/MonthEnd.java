package com.totvs.billing.bootstrap.demo;

import com.totvs.billing.bootstrap.standin.StandInAzure;
import com.totvs.billing.v1.AdminServiceGrpc;
import com.totvs.billing.v1.RunSelfCheckRequest;
import com.totvs.billing.v1.RunSelfCheckResult;
import com.totvs.billing.v1.Solution;
import io.grpc.Channel;
import java.io.PrintWriter;
import java.time.YearMonth;
import java.util.function.Function;

/// The end of the month: its cost is divided, the month is closed, and what comes late is charged
/// in the next one.
final class MonthEnd {
  private final Channel admin;
  private final Function<Solution, Channel> backends;
  private final StandInAzure azure;
  private final YearMonth month;
  private final PrintWriter out;
  private final Claims claims;

  /// @param backends a solution's own connection
  /// @param month the last one that is over
  MonthEnd(
      Channel admin,
      Function<Solution, Channel> backends,
      StandInAzure azure,
      YearMonth month,
      PrintWriter out) {
    this.admin = admin;
    this.backends = backends;
    this.azure = azure;
    this.month = month;
    this.out = out;
    this.claims = new Claims(out);
  }

  /// Plays it, and returns whether everything came as it must.
  boolean play() {
    Bookkeeper books = new Bookkeeper(admin);
    out.printf("%n  Who pays for it%n");
    new Division(admin, books, month, out, claims).play();
    new Closing(books, month, claims).play();
    new LateArrivals(admin, backends, azure, books, month, claims).play();
    checksItself();
    return claims.hold();
  }

  private void checksItself() {
    RunSelfCheckResult check =
        Ended.result(
            admin,
            AdminServiceGrpc.newBlockingStub(admin)
                .runSelfCheck(RunSelfCheckRequest.getDefaultInstance())
                .getOperation(),
            RunSelfCheckResult.class);
    claims.claim(
        "the self-check finds totals and closed months right",
        "%d findings".formatted(check.getFindingsCount()),
        check.getRight());
  }
}
