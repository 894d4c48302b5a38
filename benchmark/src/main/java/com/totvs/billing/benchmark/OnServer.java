package com.totvs.billing.benchmark;

import com.totvs.billing.benchmark.Main.Output;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// A benchmark on a server and a database of its own, with months of usage in it. Exits 0 only if
/// nothing speaks against its figures; why it does not goes to standard error.
abstract class OnServer implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--records",
      paramLabel = "N",
      description = "Records of the large month; ${DEFAULT-VALUE} by default.",
      defaultValue = "10000000")
  private long records = 10_000_000;

  @Option(names = "--output", description = "One of ${COMPLETION-CANDIDATES}.")
  private Output output = Output.text;

  @Option(
      names = "--data-parent",
      paramLabel = "FOLDER",
      description = "On the disk to be measured; the data is deleted afterwards.")
  private Path dataParent = Path.of(System.getProperty("billing.home", "."));

  /// Measures, and returns the figures.
  abstract Figures measure(ServerProcess server, long size);

  /// Tells what goes on.
  final void say(String what) {
    PrintWriter progress = new PrintWriter(spec.commandLine().getErr(), true);
    progress.println(what);
  }

  @Override
  public Integer call() throws IOException {
    Path target = dataParent.resolve("benchmark", "target");
    Path data =
        Files.createTempDirectory(Files.isDirectory(target) ? target : dataParent, "bench-");
    try (ServerProcess server = ServerProcess.start(data, Optional.empty())) {
      Figures figures = measure(server, records).put("machine", Machine.here(server.sql()));
      return report(figures);
    } finally {
      Main.delete(data);
    }
  }

  /// Prints the figures and what speaks against them, and returns the exit code.
  final int report(Figures figures) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(output == Output.json ? figures.json() : figures.text());
    out.flush();
    figures.objections().forEach(this::say);
    return figures.objections().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
  }
}
