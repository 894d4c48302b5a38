package com.totvs.billing.benchmark;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The load: starts the server in another process, measures it, and reports.
@Command(
    name = "billing bench",
    mixinStandardHelpOptions = true,
    subcommands = {PurgeBenchmark.class, ReportBenchmark.class, AllocateBenchmark.class},
    description = {
      "Measures RecordUsage against calls that do nothing and against plain SQL, on a server and a"
          + " database of its own.",
      "Exits 0 only if every acknowledged record is on disk and no call failed."
    })
final class Main implements Callable<Integer> {

  /// How the report is printed.
  enum Output {
    text,
    json
  }

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--quick", description = "Ends within two minutes; its figures vary more.")
  private boolean quick;

  @Option(names = "--output", description = "One of ${COMPLETION-CANDIDATES}.")
  private Output output = Output.text;

  @Option(
      names = "--profile",
      paramLabel = "FILE",
      description = "Records the server with Java Flight Recorder, which slows it a little.")
  private Optional<Path> profile = Optional.empty();

  @Option(
      names = "--data-parent",
      paramLabel = "FOLDER",
      description = "On the disk to be measured; the data is deleted afterwards.")
  private Path dataParent = Path.of(System.getProperty("billing.home", "."));

  private Main() {}

  static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    Path target = dataParent.resolve("benchmark", "target");
    Path data =
        Files.createTempDirectory(Files.isDirectory(target) ? target : dataParent, "bench-");
    try {
      Report report = measure(data);
      PrintWriter out = spec.commandLine().getOut();
      out.println(output == Output.json ? JsonReport.of(report) : TextReport.of(report));
      out.flush();
      return report.sound() ? ExitCode.OK : ExitCode.SOFTWARE;
    } finally {
      delete(data);
    }
  }

  private Report measure(Path data) {
    Tally tally = new Tally();
    PrintWriter progress = new PrintWriter(spec.commandLine().getErr(), true);
    try (ServerProcess server = ServerProcess.start(data, profile);
        GrpcLoad load = new GrpcLoad(server.host(), server.port(), server.token(), tally)) {
      Plan plan = quick ? Plan.QUICK : Plan.FULL;
      return new Benchmark(plan, server, load, tally, progress).run();
    }
  }

  static void delete(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.walk(folder)) {
      files = found.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
  }
}
