package com.totvs.billing.bootstrap.admin;

import com.totvs.billing.v1.UsageServiceGrpc;
import com.totvs.billing.v1.VoidUsageRequest;
import com.totvs.billing.v1.VoidUsageResponse;
import java.time.DateTimeException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Takes a wrong usage record out of all totals.
@Command(name = "void", description = "Takes a wrong usage record out of all totals.")
final class VoidCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private final Server server;
  @Mixin private final Printed printed = new Printed();

  @Parameters(paramLabel = "USAGE_ID", description = "The record to take out.")
  private String usageId = "";

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why it is wrong.")
  private String reason = "";

  @Option(
      names = "--license",
      paramLabel = "ID",
      description = "Its license, where several records share the id.")
  private String license = "";

  @Option(
      names = "--time",
      paramLabel = "TIME",
      description =
          "When it happened, such as 2026-10-01T03:00:00Z, where records of one license share the"
              + " id.")
  private Optional<String> time = Optional.empty();

  VoidCommand(Map<String, String> environment) {
    this.server = new Server(environment);
  }

  @Override
  public Integer call() throws Exception {
    VoidUsageRequest request = request();
    return server.call(
        channel -> {
          VoidUsageResponse voided = UsageServiceGrpc.newBlockingStub(channel).voidUsage(request);
          printed.print(
              spec.commandLine().getOut(),
              List.of("usage_id", "voided_by_usage_id", "duplicate"),
              List.of(List.of(usageId, voided.getVoidedByUsageId(), voided.getDuplicate())));
          return ExitCode.OK;
        });
  }

  private VoidUsageRequest request() {
    VoidUsageRequest.Builder request =
        VoidUsageRequest.newBuilder()
            .setUsageId(usageId)
            .setLicenseServerId(license)
            .setReason(reason);
    try {
      time.map(When::instant).ifPresent(request::setOccurredTime);
    } catch (DateTimeException e) {
      throw new ParameterException(spec.commandLine(), "--time: " + e.getMessage(), e);
    }
    return request.build();
  }
}
