package com.totvs.billing.bootstrap.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.google.protobuf.ByteString;
import com.totvs.billing.bootstrap.program.Program;
import com.totvs.billing.bootstrap.program.RunningBilling;
import com.totvs.billing.bootstrap.settings.Settings;
import com.totvs.billing.bootstrap.standin.StandInLicenseServer;
import com.totvs.billing.bootstrap.token.Grant;
import com.totvs.billing.domain.access.Scope;
import com.totvs.billing.domain.customer.Customer;
import com.totvs.billing.domain.customer.CustomerCode;
import com.totvs.billing.domain.license.LicenseId;
import com.totvs.billing.v1.UsageServiceGrpc;
import com.totvs.billing.v1.ValidateLicenseRequest;
import io.grpc.ClientInterceptor;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// What operators see of the whole program: over HTTP as Prometheus does, and at a collector.
final class MetricsAndTracesTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String CALLERS_SPAN = "b7ad6b7169203331";
  private static final LicenseId HELD = new LicenseId("LS-HELD");

  @TempDir private Path folder = Path.of("");
  private final StandInLicenseServer licenseServer = StandInLicenseServer.answersWhatItIsTold();

  @AfterEach
  void stop() {
    licenseServer.close();
  }

  @Test
  void prometheus_is_shown_what_happened() throws Exception {
    licenseServer.holds(HELD, new Customer(new CustomerCode("12345"), "Acme"));
    try (RunningBilling billing = start(Map.of("telemetry.prometheus-port", "0"));
        Client client = client(billing)) {
      record(client, HELD.value());
      record(client, HELD.value());
      record(client, "LS-NOBODY");
      assertThatThrownBy(
              () ->
                  UsageServiceGrpc.newBlockingStub(client.channel())
                      .recordUsage(Sample.request(Sample.usage())))
          .isInstanceOf(StatusRuntimeException.class);
      URI metrics = billing.metrics().orElseThrow();

      Eventually.holds(
          "both licenses were asked about",
          () -> question(scrape(metrics), "held") >= 1 && question(scrape(metrics), "nobody") >= 1);
      Eventually.holds(
          "licenses were counted", () -> scrape(metrics).contains("billing_licenses{"));
      Eventually.holds(
          "open moves were looked at",
          () -> scrape(metrics).contains("billing_move_planned{billing_operation_kind="));
      Eventually.holds(
          "it is known to serve", () -> value(scrape(metrics), "billing_serving") == 1);

      String page = scrape(metrics);
      assertThat(calls(page, "OK")).isEqualTo(3);
      assertThat(calls(page, "UNAUTHENTICATED")).isEqualTo(1);
      assertThat(value(page, "billing_journal_commit_records_sum")).isEqualTo(3);
      assertThat(value(page, "billing_journal_queue_records")).isZero();
      assertThat(value(page, "billing_journal_queue_capacity")).isEqualTo(20_000);
      assertThat(page)
          .contains(
              "billing_journal_commit_duration_seconds_count",
              "billing_licenses_waiting_age_seconds",
              "billing_license_state=\"set_aside\"",
              "billing_job_runs_total{billing_job_name=\"settling\"",
              "billing_job_failures_total{billing_job_name=\"settling\"",
              "billing_operation_records_total{billing_operation_kind=\"PurgeUsage\"",
              "billing_operation_ended_total{billing_operation_kind=\"CloseMonth\"",
              "jvm_memory_used_bytes",
              "jvm_thread_count",
              "# HELP rpc_server_call_duration_seconds");
    }
  }

  @Test
  void nothing_listens_unless_it_is_asked_for() {
    try (RunningBilling billing = start(Map.of())) {
      assertThat(billing.metrics()).isEmpty();
    }
  }

  @Test
  void a_collector_sees_the_callers_trace_and_the_commit_linked_to_it() throws Exception {
    try (Collector collector = new Collector()) {
      try (RunningBilling billing =
              start(
                  Map.of(
                      "telemetry.otlp-endpoint", collector.address().toString(),
                      "telemetry.otlp-headers", "api-key=hunter2",
                      "telemetry.trace-ratio", "0"));
          Client client = client(billing)) {
        var _ = client.usage().recordUsage(Sample.request(Sample.usage()));
        var _ =
            client.usage().withInterceptors(traced()).recordUsage(Sample.request(Sample.usage()));
      }

      Span call = span(collector, "totvs.billing.v1.UsageService/RecordUsage");
      assertThat(hex(call.getTraceId())).isEqualTo(TRACE);
      assertThat(hex(call.getParentSpanId())).isEqualTo(CALLERS_SPAN);
      assertThat(span(collector, "journal queue").getParentSpanId()).isEqualTo(call.getSpanId());
      assertThat(span(collector, "journal commit").getParentSpanId()).isEqualTo(call.getSpanId());
      Span commit = span(collector, "journal group commit");
      assertThat(commit.getLinksList())
          .extracting(link -> hex(link.getTraceId()))
          .containsExactly(TRACE);
      assertThat(collector.posts()).contains("/otlp/v1/traces hunter2", "/otlp/v1/metrics hunter2");
    }
  }

  @Test
  void log_lines_say_which_call_and_trace_they_belong_to() throws Exception {
    licenseServer.goDown();
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    Logger logger = (Logger) LoggerFactory.getLogger("com.totvs.billing.licenseserver");
    logger.setLevel(Level.INFO);
    lines.start();
    logger.addAppender(lines);
    try (RunningBilling billing = start(Map.of());
        Client client = client(billing)) {
      assertThatThrownBy(
              () ->
                  client
                      .licenses()
                      .withInterceptors(traced())
                      .validateLicense(
                          ValidateLicenseRequest.newBuilder()
                              .setLicenseServerId("LS-SILENT")
                              .build()))
          .isInstanceOf(StatusRuntimeException.class);
    } finally {
      logger.detachAppender(lines);
    }

    assertThat(List.copyOf(lines.list))
        .filteredOn(line -> line.getFormattedMessage().contains("LS-SILENT"))
        .isNotEmpty()
        .allSatisfy(
            line ->
                assertThat(line.getMDCPropertyMap())
                    .containsEntry("trace_id", TRACE)
                    .containsEntry("request_id", "order-66")
                    .containsKey("span_id"));
  }

  private RunningBilling start(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("server.port", "0");
    settings.put("data-dir", folder.resolve("data").toString());
    settings.put("license-server.url", licenseServer.address().toString());
    return Program.start(Settings.of(settings));
  }

  private static Client client(RunningBilling billing) {
    Grant everything =
        new Grant("test", EnumSet.allOf(Scope.class), Set.of(), Duration.ofMinutes(10));
    return new Client(billing.port(), billing.tokens().issue(everything));
  }

  private static void record(Client client, String license) {
    var _ = client.usage().recordUsage(Sample.request(Sample.usage(Sample.id(), license)));
  }

  private static ClientInterceptor traced() {
    Metadata headers = new Metadata();
    headers.put(key("traceparent"), "00-" + TRACE + "-" + CALLERS_SPAN + "-01");
    headers.put(key("x-request-id"), "order-66");
    return MetadataUtils.newAttachHeadersInterceptor(headers);
  }

  private static Metadata.Key<String> key(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }

  private static String scrape(URI metrics) throws IOException {
    try (InputStream page = metrics.toURL().openStream()) {
      return new String(page.readAllBytes(), UTF_8);
    }
  }

  private static double calls(String page, String code) {
    return value(
        page,
        "rpc_server_call_duration_seconds_count",
        "rpc_method=\"totvs.billing.v1.UsageService/RecordUsage\"",
        "rpc_response_status_code=\"" + code + "\"");
  }

  private static double question(String page, String outcome) {
    return value(
        page,
        "billing_license_server_question_duration_seconds_count",
        "billing_outcome=\"" + outcome + "\"");
  }

  // 0 while there is no such series.
  private static double value(String page, String name, String... labels) {
    return page.lines()
        .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
        .filter(line -> List.of(labels).stream().allMatch(line::contains))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private static Span span(Collector collector, String name) {
    List<Span> named =
        collector.spans().stream().filter(span -> span.getName().equals(name)).toList();
    assertThat(named).as(name).hasSize(1);
    return named.getFirst();
  }

  private static String hex(ByteString bytes) {
    return HexFormat.of().formatHex(bytes.toByteArray());
  }
}
