package com.totvs.billing.bootstrap.demo;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Shows the main job, end to end.
@Command(
    name = "demo",
    description = {
      "Plays a month of usage over gRPC on a PostgreSQL of its own, and proves that nothing was"
          + " lost or doubled; purges and restores it, divides its cost and closes it. Leaves"
          + " nothing behind."
    })
public final class DemoCommand implements Callable<Integer> {
  private static final String FURTHER =
      """

        To look further:
          ./billing serve                         a Billing that stays, on 127.0.0.1:50051
          ./billing report --by customer,solution sums, in another terminal
          export TOKEN=$(./billing token)         a token for it
          grpcurl -plaintext -H "authorization: Bearer $TOKEN" 127.0.0.1:50051 list
          grpcurl -plaintext -H "authorization: Bearer $TOKEN" -d '{"page_size": 5}' \
      127.0.0.1:50051 totvs.billing.v1.UsageService/ListUsage
      """;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--records",
      description = "Calls to play, 1000 to 200000; ${DEFAULT-VALUE} by default.",
      paramLabel = "N",
      defaultValue = "24000")
  private int records = 24_000;

  @Override
  public Integer call() throws Exception {
    if (records < 1_000 || records > 200_000) {
      throw new ParameterException(
          spec.commandLine(), "--records is " + records + ", allowed are 1000 to 200000");
    }
    PrintWriter out = spec.commandLine().getOut();
    try (Stage stage = Stage.set()) {
      Demo demo = new Demo(stage, records, out);
      demo.play();
      boolean proven = demo.proves();
      boolean closed = demo.closesTheMonth();
      out.print(FURTHER);
      out.flush();
      return proven && closed ? ExitCode.OK : ExitCode.SOFTWARE;
    }
  }
}
