package com.totvs.billing.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class OnServerTest {
  private final StringWriter printed = new StringWriter();
  private final StringWriter said = new StringWriter();
  private final Measured measured = new Measured();

  OnServerTest() {
    var _ =
        new CommandLine(measured)
            .setOut(new PrintWriter(printed, true))
            .setErr(new PrintWriter(said, true));
  }

  @Test
  void figures_that_nothing_speaks_against_exit_with_0() {
    Figures figures = new Figures().put("lines", 12).putZero("difference", 0, "it is lost");

    assertThat(measured.report(figures)).isZero();
    assertThat(printed.toString()).containsPattern("lines +12").containsPattern("difference +0");
    assertThat(said.toString()).isEmpty();
  }

  @Test
  void figures_that_something_speaks_against_exit_with_1_and_say_why() {
    Figures figures =
        new Figures()
            .putZero("difference", -3, "so many centavos are lost")
            .putZero("ingest_failed", 7, "so many calls failed, the first with UNAVAILABLE");

    assertThat(measured.report(figures)).isEqualTo(1);
    assertThat(printed.toString()).containsPattern("difference +-3");
    assertThat(said.toString().lines())
        .containsExactly(
            "difference is -3: so many centavos are lost",
            "ingest_failed is 7: so many calls failed, the first with UNAVAILABLE");
  }

  @Command(name = "measured")
  private static final class Measured extends OnServer {
    @Override
    Figures measure(ServerProcess server, long size) {
      throw new UnsupportedOperationException("nothing is measured in this test");
    }
  }
}
