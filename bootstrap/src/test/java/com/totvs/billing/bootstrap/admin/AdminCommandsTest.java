package com.totvs.billing.bootstrap.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.Timestamp;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.EnumSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The command line of admins against a server, over the wire.
final class AdminCommandsTest {

  @TempDir private Path folder = Path.of("");

  private final Shell shell = new Shell();
  private final YearMonth month = BusinessZone.SAO_PAULO.month(Instant.now()).minusMonths(1);

  @Test
  void an_admin_voids_purges_reports_exports_and_restores() throws Exception {
    try (RunningBilling billing = start()) {
      String first = record(billing, "dta-vision");
      var _ = record(billing, "dta-vision");
      var _ = record(billing, "carol-chat");

      assertThat(shell.run(billing, "report", "--by", "solution", "--output", "json")).isZero();
      JsonNode report = shell.json();
      assertThat(report.findValuesAsText("solution")).containsExactly("carol-chat", "dta-vision");
      assertThat(report.findValuesAsText("calls")).containsExactly("1", "2");
      assertThat(report.findValuesAsText("share_percent")).containsExactly("33.33", "66.67");

      String[] voids = {"void", first, "--reason", "sent twice", "--output", "csv", "--time"};
      assertThat(shell.run(billing, voids, "October")).isEqualTo(2);
      assertThat(shell.run(billing, voids, time().plusSeconds(1).toString())).isEqualTo(1);
      assertThat(shell.err()).contains("USAGE_NOT_FOUND");
      assertThat(shell.run(billing, voids, time().toString())).isZero();
      assertThat(shell.out()).startsWith("usage_id,voided_by_usage_id,duplicate\r\n" + first);

      assertThat(shell.run(billing, "purge", "--month", month.toString(), "--output", "json"))
          .isZero();
      JsonNode purged = shell.json().get(0);
      assertThat(purged.get("moved").asLong()).isEqualTo(4);
      assertThat(purged.get("online_after").asLong()).isZero();

      assertThat(shell.run(billing, "report", "--by", "place", "--place", "history")).isZero();
      assertThat(shell.out()).contains("history").contains("(all)");

      Path file = folder.resolve("usage.csv");
      assertThat(shell.run(billing, "export", "--file", file.toString())).isZero();
      assertThat(Files.readAllLines(file)).hasSize(5).first().asString().startsWith("usage_id,");
      assertThat(shell.run(billing, "export", "--file", file.toString(), "--month", "2999-99"))
          .isEqualTo(2);
      assertThat(
              shell.run(billing, "export", "--file", file.toString(), "--license", "x".repeat(129)))
          .isEqualTo(1);
      assertThat(Files.readAllLines(file)).as("what was there stays").hasSize(5);

      assertThat(shell.run(billing, "self-check")).isZero();
      assertThat(shell.out()).contains("yes").doesNotContain("NO ");
      assertThat(shell.run(billing, "jobs", "--output", "json")).isZero();
      assertThat(shell.json().findValuesAsText("job"))
          .contains("settling", "summing up", "moving usage");

      assertThat(shell.run(billing, "restore", "--month", month.toString())).isZero();
      assertThat(shell.out()).contains("by partition");
      String operation = purged.get("operation").asText();
      assertThat(shell.run(billing, "operations", operation, "--wait", "--output", "csv")).isZero();
      assertThat(shell.out()).contains(operation + ",PurgeUsage,done,4,4," + Shell.SUBJECT + ",");

      assertThat(shell.run(billing, "rebuild-totals", "--output", "csv")).isZero();
      assertThat(shell.out()).isEqualTo("days,days_changed\r\n1,0\r\n");
      assertThat(shell.run(billing, "audit", "--subject", Shell.SUBJECT, "--output", "json"))
          .isZero();
      assertThat(shell.json().findValuesAsText("action"))
          .containsExactly("rebuild_totals", "restore_usage", "purge_usage", "void_usage");
      assertThat(shell.run(billing, "audit", "--action", "purge_usage", "--output", "json"))
          .isZero();
      assertThat(shell.json().findValuesAsText("target")).containsExactly(operation);
      assertThat(shell.run(billing, "audit", "--action", "unspecified")).isEqualTo(2);
      assertThat(shell.err())
          .contains("--action is 'unspecified', allowed is one of void_usage, purge_usage,");
    }
  }

  @Test
  void what_the_server_refuses_ends_with_1_and_says_every_wrong_field() throws Exception {
    try (RunningBilling billing = start()) {
      assertThat(shell.run(billing, "purge", "--month", "2999-01")).isEqualTo(1);
      assertThat(shell.err()).contains("INVALID_ARGUMENT INVALID_FIELDS").contains("period");
      assertThat(shell.run(billing, "operations", "operations/1")).isEqualTo(1);
      assertThat(shell.err()).contains("OPERATION_NOT_FOUND");
      assertThat(shell.run(billing, "purge")).isEqualTo(2);
      assertThat(shell.run(billing, "purge", "--month", "October")).isEqualTo(2);
      assertThat(shell.run(billing, "report", "--by", "weather")).isEqualTo(2);
      assertThat(shell.run(billing, "export", "--distinct-users")).isEqualTo(2);
      assertThat(shell.run(billing, "export", "--largest-first", "calls")).isEqualTo(2);
      assertThat(shell.err()).contains("--by or --summary");
      assertThat(shell.run(billing, "export", "--summary", "--distinct-users")).isZero();
    }
    assertThat(shell.run("jobs", "--address", "127.0.0.1:1", "--token", "x")).isEqualTo(1);
    assertThat(shell.err()).contains("UNAVAILABLE");
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
                Shell.SECRET,
                "purge.youngest",
                "0s",
                "log.level",
                "error")));
  }

  private Instant time() {
    return BusinessZone.SAO_PAULO.start(month).plus(Duration.ofDays(3));
  }

  private String record(RunningBilling billing, String solution) {
    Instant time = time();
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
