package com.totvs.billing.bootstrap.admin;

import com.google.longrunning.Operation;
import io.grpc.Channel;
import java.io.PrintWriter;
import java.util.List;
import java.util.UUID;
import java.util.function.ToIntFunction;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Whether a command waits for the work it asks for, and what it prints then.
final class Waiting {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--no-wait",
      description = "Print the operation's name, and leave it to the server.")
  private boolean noWait;

  @Option(
      names = "--request-id",
      paramLabel = "UUID",
      description = "Makes a repeat of the same command safe. Default: a new one.")
  private String requestId = UUID.randomUUID().toString();

  String requestId() {
    return requestId;
  }

  /// Waits for the operation, unless it was said not to, and returns the command's exit code.
  ///
  /// @param result prints what came of it, once it is done
  int end(Channel channel, Operation begun, Printed printed, ToIntFunction<Operation> result) {
    PrintWriter err = spec.commandLine().getErr();
    Operation operation = noWait ? begun : Followed.toItsEnd(channel, begun, err);
    if (operation.hasError()) {
      err.println("billing: " + operation.getName() + ": " + operation.getError().getMessage());
      return ExitCode.SOFTWARE;
    }
    return operation.getDone() ? result.applyAsInt(operation) : begun(operation, printed);
  }

  private int begun(Operation operation, Printed printed) {
    PrintWriter out = spec.commandLine().getOut();
    if (printed.forPeople()) {
      out.println(operation.getName());
      out.flush();
    } else {
      printed.print(out, List.of("operation"), List.of(List.of(operation.getName())));
    }
    return ExitCode.OK;
  }
}
