package com.totvs.billing.bootstrap.admin;

import com.totvs.billing.v1.AdminServiceGrpc;
import com.totvs.billing.v1.Job;
import com.totvs.billing.v1.ListJobsRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Shows how the jobs fare.
@Command(name = "jobs", description = "Shows each job's last run, next run and last error.")
final class JobsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private final Server server;
  @Mixin private final Printed printed = new Printed();

  JobsCommand(Map<String, String> environment) {
    this.server = new Server(environment);
  }

  @Override
  public Integer call() throws Exception {
    return server.call(
        channel -> {
          List<List<Object>> rows = new ArrayList<>();
          AdminServiceGrpc.newBlockingStub(channel)
              .listJobs(ListJobsRequest.getDefaultInstance())
              .getJobsList()
              .forEach(job -> rows.add(row(job)));
          printed.print(
              spec.commandLine().getOut(),
              List.of("job", "every", "last_success", "last_failure", "next_run", "last_error"),
              rows);
          return ExitCode.OK;
        });
  }

  private static List<Object> row(Job job) {
    Duration every =
        Duration.ofSeconds(job.getInterval().getSeconds(), job.getInterval().getNanos());
    return List.of(
        job.getName(),
        every.toString().substring(2).toLowerCase(Locale.ROOT),
        job.hasLastSuccessTime() ? OperationsCommand.time(job.getLastSuccessTime()) : "",
        job.hasLastFailureTime() ? OperationsCommand.time(job.getLastFailureTime()) : "",
        job.getRunning()
            ? "runs now"
            : job.hasNextRunTime() ? OperationsCommand.time(job.getNextRunTime()) : "",
        job.getLastError());
  }
}
