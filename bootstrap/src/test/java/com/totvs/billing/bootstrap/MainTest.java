package com.totvs.billing.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.longrunning.GetOperationRequest;
import com.google.longrunning.Operation;
import com.google.longrunning.OperationsGrpc.OperationsImplBase;
import com.google.longrunning.WaitOperationRequest;
import com.totvs.billing.v1.ReportServiceGrpc.ReportServiceImplBase;
import com.totvs.billing.v1.SummarizeUsageRequest;
import com.totvs.billing.v1.SummarizeUsageResponse;
import com.totvs.billing.v1.UsageGroup;
import com.totvs.billing.v1.UsageSummary;
import com.totvs.billing.v1.UsageTotals;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.stub.StreamObserver;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program in a process of its own, on a machine set to Portuguese and to no encoding, with a
/// server that says little.
final class MainTest {
  @TempDir private Path folder = Path.of("");

  private Server server =
      Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create()).build();

  @BeforeEach
  void start() throws IOException {
    server =
        Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
            .addService(new Reports())
            .addService(new Operations())
            .build()
            .start();
  }

  @AfterEach
  void stop() {
    server.shutdownNow();
  }

  @Test
  void figures_and_texts_are_the_same_on_every_machine() throws Exception {
    Process process = run(new File("report.out"), "report", "--by", "solution");

    assertThat(exitCode(process)).isZero();
    assertThat(folder.resolve("report.out")).content().contains("Visão", "2,400");
  }

  @Test
  void a_full_disk_behind_standard_output_is_a_failure() throws Exception {
    for (String command : List.of("report", "settings")) {
      Process process = run(new File("/dev/full"), command);

      assertThat(exitCode(process)).as(command).isEqualTo(1);
      assertThat(process.errorReader().readLine())
          .isEqualTo("billing: standard output cannot be written to");
    }
  }

  @Test
  void who_stops_waiting_is_told_how_to_wait_again() throws Exception {
    Process process = run(new File("wait.out"), "operations", "operations/1", "--wait");
    BufferedReader err = process.errorReader();
    assertThat(err.readLine()).isEqualTo("billing: operations/1 has begun");

    // Not through the process, which would close its standard error with it.
    assertThat(process.toHandle().destroy()).isTrue();

    assertThat(err.readLine())
        .isEqualTo("billing: operations/1 goes on; ./billing operations operations/1 --wait");
    assertThat(exitCode(process)).isEqualTo(143);
  }

  private Process run(File out, String command, String... options) throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Duser.language=pt",
                "-Duser.country=BR",
                "-cp",
                System.getProperty("java.class.path"),
                "com.totvs.billing.bootstrap.Main",
                command));
    words.addAll(List.of(options));
    if (!command.equals("settings")) {
      words.addAll(List.of("--address", "127.0.0.1:" + server.getPort(), "--token", "any"));
    }
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().put("LC_ALL", "C");
    File to = out.isAbsolute() ? out : folder.resolve(out.toPath()).toFile();
    return builder.redirectOutput(to).start();
  }

  private static int exitCode(Process process) throws InterruptedException {
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private static final class Reports extends ReportServiceImplBase {
    @Override
    public void summarizeUsage(
        SummarizeUsageRequest request, StreamObserver<SummarizeUsageResponse> caller) {
      UsageGroup.Builder group = UsageGroup.newBuilder();
      group.getSolutionBuilder().setProjectId("Visão");
      caller.onNext(
          SummarizeUsageResponse.newBuilder()
              .addSummaries(
                  UsageSummary.newBuilder()
                      .setGroup(group)
                      .setTotals(UsageTotals.newBuilder().setCalls(2_400)))
              .build());
      caller.onCompleted();
    }
  }

  private static final class Operations extends OperationsImplBase {
    private static final Operation RUNNING = Operation.newBuilder().setName("operations/1").build();

    @Override
    public void getOperation(GetOperationRequest request, StreamObserver<Operation> caller) {
      caller.onNext(RUNNING);
      caller.onCompleted();
    }

    @Override
    public void waitOperation(WaitOperationRequest request, StreamObserver<Operation> caller) {
      getOperation(GetOperationRequest.getDefaultInstance(), caller);
    }
  }
}
