package com.totvs.billing.benchmark;

import com.google.inject.Binder;
import com.google.inject.multibindings.Multibinder;
import com.totvs.billing.bootstrap.program.Logging;
import com.totvs.billing.bootstrap.program.Program;
import com.totvs.billing.bootstrap.program.RunningBilling;
import com.totvs.billing.bootstrap.settings.Settings;
import com.totvs.billing.bootstrap.token.Grant;
import com.totvs.billing.domain.access.Scope;
import com.totvs.billing.postgres.PostgresModule;
import io.grpc.BindableService;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/// The measured process: Billing as `serve` starts it without settings, and the no-op endpoint.
///
/// Says on standard output where it listens, then answers questions about its heap, a line each,
/// until standard input ends.
final class ServerMain {
  static final String READY = "ready";
  static final String IN_USE = "in use";
  static final String PEAKS = "peaks";

  private ServerMain() {}

  static void main(String[] args) throws IOException {
    System.setProperty("org.jooq.no-logo", "true");
    System.setProperty("org.jooq.no-tips", "true");
    HeapWatch heap = new HeapWatch();
    Settings settings =
        Settings.of(
            Map.ofEntries(
                Map.entry("server.port", "0"),
                Map.entry("data-dir", args[0]),
                Map.entry("log.level", "warn"),
                // The last month is purged, also on the first of the next one.
                Map.entry("purge.youngest", "0s")));
    Logging.configure(settings);
    try (RunningBilling billing = Program.start(settings, ServerMain::bindNoop)) {
      greet(billing, System.out);
      answer(heap, System.out);
    }
  }

  private static void bindNoop(Binder binder) {
    binder.bind(NoopEndpoint.class).toInstance(new NoopEndpoint());
    Multibinder.newSetBinder(binder, BindableService.class).addBinding().to(NoopEndpoint.class);
  }

  private static void greet(RunningBilling billing, PrintStream out) {
    PostgresModule.Config database = billing.database();
    Grant grant = new Grant("benchmark", EnumSet.allOf(Scope.class), Set.of(), Duration.ofHours(2));
    out.println(
        String.join(
            "\t",
            READY,
            billing.host(),
            String.valueOf(billing.port()),
            billing.tokens().issue(grant),
            database.url(),
            database.user(),
            database.password()));
  }

  private static void answer(HeapWatch heap, PrintStream out) throws IOException {
    BufferedReader questions =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = questions.readLine(); line != null; line = questions.readLine()) {
      out.println(
          line.equals(PEAKS)
              ? heap.peak() + "\t" + heap.peakAfterCollection() + "\t" + heap.limit()
              : String.valueOf(HeapWatch.inUse()));
    }
  }
}
