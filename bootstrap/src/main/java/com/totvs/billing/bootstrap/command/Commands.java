package com.totvs.billing.bootstrap.command;

import com.totvs.billing.bootstrap.admin.AdminCommands;
import com.totvs.billing.bootstrap.admin.Refused;
import com.totvs.billing.bootstrap.demo.DemoCommand;
import com.totvs.billing.bootstrap.settings.SettingsException;
import io.grpc.StatusRuntimeException;
import java.util.Map;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.Spec;

/// The command line: every command stands in [#line].
@Command(
    name = "billing",
    description = {
      "Records what AI solutions consume, finds the customer who answers for it, divides what the"
          + " platform costs among those who used it, and closes months."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:failed; standard error says why",
      "2:wrong options or settings",
      "130:stopped by SIGINT",
      "143:stopped by SIGTERM"
    },
    scope = CommandLine.ScopeType.INHERIT)
public final class Commands implements Runnable {

  // Set by picocli when the command line is made.
  @Spec private CommandSpec spec;

  private Commands() {
    this.spec = CommandSpec.create();
  }

  /// The command line of a program with this environment.
  public static CommandLine line(Map<String, String> environment) {
    CommandLine line =
        new CommandLine(new Commands())
            .addSubcommand(new DemoCommand())
            .addSubcommand(new ServeCommand(environment))
            .addSubcommand(new CheckCommand(environment))
            .addSubcommand(new TokenCommand(environment))
            .addSubcommand(new SettingsCommand());
    AdminCommands.of(environment).forEach(line::addSubcommand);
    return line.setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionStrategy(Commands::execute)
        .setExecutionExceptionHandler((e, failed, _) -> explain(e, failed));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do: name a command.");
  }

  // What was printed must have come through: a PrintWriter tells so only when it is asked.
  private static int execute(ParseResult parsed) {
    int code = new RunLast().execute(parsed);
    CommandLine line = parsed.commandSpec().commandLine();
    if (code == ExitCode.OK && line.getOut().checkError()) {
      line.getErr().println("billing: standard output cannot be written to");
      return ExitCode.SOFTWARE;
    }
    return code;
  }

  // Operators get the message; the stack trace is for those who asked for more log lines.
  private static int explain(Exception e, CommandLine failed) {
    LoggerFactory.getLogger(Commands.class).debug("failed", e);
    failed
        .getErr()
        .println(
            "billing: "
                + (e instanceof StatusRuntimeException refused
                    ? Refused.text(refused)
                    : e.getMessage() == null ? e : e.getMessage()));
    return e instanceof SettingsException ? ExitCode.USAGE : ExitCode.SOFTWARE;
  }
}
