package com.totvs.billing.bootstrap.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.protobuf.Timestamp;
import com.totvs.billing.bootstrap.command.Commands;
import com.totvs.billing.bootstrap.program.Program;
import com.totvs.billing.bootstrap.program.RunningBilling;
import com.totvs.billing.bootstrap.settings.Settings;
import com.totvs.billing.bootstrap.token.Grant;
import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.domain.access.Scope;
import com.totvs.billing.domain.usage.UsageId;
import com.totvs.billing.v1.Application;
import com.totvs.billing.v1.RecordUsageRequest;
import com.totvs.billing.v1.Solution;
import com.totvs.billing.v1.Usage;
import com.totvs.billing.v1.UsageServiceGrpc;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// The command line of admins against a server, over the wire.
final class AdminCommandsTest {
  private static final String SECRET = "a secret that only this test knows";

  @TempDir private Path folder = Path.of("");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final YearMonth month = BusinessZone.SAO_PAULO.month(Instant.now()).minusMonths(1);

  @Test
  void an_admin_voids_purges_reports_exports_and_restores() throws Exception {
    try (RunningBilling billing = start()) {
      String first = record(billing, "dta-vision");
      var _ = record(billing, "dta-vision");
      var _ = record(billing, "carol-chat");

      assertThat(run(billing, "report", "--by", "solution", "--output", "json")).isZero();
      JsonNode report = json();
      assertThat(report.findValuesAsText("solution")).containsExactly("carol-chat", "dta-vision");
      assertThat(report.findValuesAsText("calls")).containsExactly("1", "2");

      assertThat(run(billing, "void", first, "--reason", "sent twice", "--output", "csv")).isZero();
      assertThat(out.toString()).startsWith("usage_id,voided_by_usage_id,duplicate\r\n" + first);

      assertThat(run(billing, "purge", "--month", month.toString(), "--output", "json")).isZero();
      JsonNode purged = json().get(0);
      assertThat(purged.get("moved").asLong()).isEqualTo(4);
      assertThat(purged.get("online_after").asLong()).isZero();

      assertThat(run(billing, "report", "--by", "place", "--place", "history")).isZero();
      assertThat(out.toString()).contains("history").contains("(all)");

      Path file = folder.resolve("usage.csv");
      assertThat(run(billing, "export", "--file", file.toString())).isZero();
      assertThat(Files.readAllLines(file)).hasSize(5).first().asString().startsWith("usage_id,");

      assertThat(run(billing, "self-check")).isZero();
      assertThat(out.toString()).contains("yes").doesNotContain("NO ");
      assertThat(run(billing, "jobs", "--output", "json")).isZero();
      assertThat(json().findValuesAsText("job")).contains("settling", "summing up", "moving usage");

      assertThat(run(billing, "restore", "--month", month.toString())).isZero();
      assertThat(out.toString()).contains("by partition");
      String operation = purged.get("operation").asText();
      assertThat(run(billing, "operations", operation, "--wait", "--output", "csv")).isZero();
      assertThat(out.toString()).contains(operation + ",PurgeUsage,done,4,4,command line,");
    }
  }

  @Test
  void what_the_server_refuses_ends_with_1_and_says_every_wrong_field() throws Exception {
    try (RunningBilling billing = start()) {
      assertThat(run(billing, "purge", "--month", "2999-01")).isEqualTo(1);
      assertThat(err.toString()).contains("INVALID_ARGUMENT INVALID_FIELDS").contains("period");
      assertThat(run(billing, "operations", "operations/1")).isEqualTo(1);
      assertThat(err.toString()).contains("OPERATION_NOT_FOUND");
      assertThat(run(billing, "purge")).isEqualTo(2);
      assertThat(run(billing, "purge", "--month", "October")).isEqualTo(2);
      assertThat(run(billing, "report", "--by", "weather")).isEqualTo(2);
    }
    assertThat(line().execute("jobs", "--address", "127.0.0.1:1", "--token", "x")).isEqualTo(1);
    assertThat(err.toString()).contains("UNAVAILABLE");
  }

  private RunningBilling start() {
    return Program.start(
        Settings.of(
            Map.of(
                "server.port",
                "0",
                "data-dir",
                folder.resolve("data").toString(),
                "token.secret",
                SECRET,
                "purge.youngest",
                "0s",
                "log.level",
                "error")));
  }

  private int run(RunningBilling billing, String command, String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    List<String> all =
        new java.util.ArrayList<>(
            List.of(command, "--address", billing.host() + ":" + billing.port()));
    all.addAll(List.of(arguments));
    return line().execute(all.toArray(String[]::new));
  }

  private CommandLine line() {
    return Commands.line(Map.of("BILLING_TOKEN_SECRET", SECRET, "BILLING_LOG_LEVEL", "error"))
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err));
  }

  private JsonNode json() throws Exception {
    return JsonMapper.builder().build().readTree(out.toString());
  }

  private String record(RunningBilling billing, String solution) {
    Instant time = BusinessZone.SAO_PAULO.start(month).plus(Duration.ofDays(3));
    String id = UsageId.create(time, new Random()).toString();
    ManagedChannel channel =
        Grpc.newChannelBuilder(
                billing.host() + ":" + billing.port(), InsecureChannelCredentials.create())
            .build();
    Metadata headers = new Metadata();
    headers.put(
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER),
        "Bearer "
            + billing
                .tokens()
                .issue(
                    new Grant(
                        "backend",
                        EnumSet.of(Scope.USAGE_WRITE),
                        Set.of(),
                        Duration.ofMinutes(5))));
    var _ =
        UsageServiceGrpc.newBlockingStub(channel)
            .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
            .recordUsage(
                RecordUsageRequest.newBuilder()
                    .setUsage(
                        Usage.newBuilder()
                            .setUsageId(id)
                            .setOccurredTime(
                                Timestamp.newBuilder().setSeconds(time.getEpochSecond()))
                            .setLicenseServerId("LS-1")
                            .setSolution(Solution.newBuilder().setProjectId(solution))
                            .setApplication(Application.newBuilder().setProjectId("rm")))
                    .build());
    channel.shutdownNow();
    return id;
  }
}
