package com.totvs.billing.licenseserver;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.google.inject.Guice;
import com.google.inject.Stage;
import com.totvs.billing.application.license.Answer;
import com.totvs.billing.application.license.LicenseServer;
import com.totvs.billing.domain.license.LicenseId;
import com.totvs.billing.licenseserver.LicenseServerModule.Config;
import com.totvs.billing.licenseserver.LicenseServerModule.Credential;
import com.totvs.billing.licenseserver.LicenseServerModule.FieldNames;
import io.opentelemetry.api.OpenTelemetry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.slf4j.LoggerFactory;

/// The module on a real HTTP server, with all its log kept.
abstract class LicenseServerTest {
  static final String SECRET = "s3cr3t-t0ken";
  static final String PATH = "/v1/license-servers/{licenseServerId}";
  static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  static final LicenseId LICENSE = new LicenseId("LS-0001");
  static final String ACME =
      """
      {"licenseServerId": "LS-0001", "tcode": "T12345", "customerDescription": "Acme SA",
       "active": true, "emergencyKey": {"active": false}}
      """;

  LoopbackServer server;
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @BeforeEach
  void start() throws Exception {
    server = new LoopbackServer();
    logger().setLevel(Level.TRACE);
    logger().setAdditive(false);
    log.start();
    logger().addAppender(log);
  }

  @AfterEach
  void stop() {
    server.close();
    logger().detachAppender(log);
  }

  private static Logger logger() {
    return (Logger) LoggerFactory.getLogger("com.totvs.billing.licenseserver");
  }

  List<String> logged() {
    return List.copyOf(log.list).stream()
        .map(event -> event.getLevel() + " " + event.getFormattedMessage())
        .toList();
  }

  Config config() {
    return config(server.address(), PATH, FieldNames.DEFAULT, Duration.ofSeconds(10), 1_000);
  }

  static Config config(
      URI baseUrl, String path, FieldNames fields, Duration timeout, int failuresToOpen) {
    return config(baseUrl, path, fields, timeout, failuresToOpen, Duration.ofMillis(100));
  }

  static Config config(
      URI baseUrl,
      String path,
      FieldNames fields,
      Duration timeout,
      int failuresToOpen,
      Duration openFor) {
    return new Config(
        baseUrl,
        path,
        Optional.of(new Credential("Authorization", "Bearer " + SECRET)),
        fields,
        Duration.ofSeconds(2),
        timeout,
        failuresToOpen,
        openFor);
  }

  static LicenseServer licenseServer(Config config) {
    return licenseServer(config, OpenTelemetry.noop());
  }

  static LicenseServer licenseServer(Config config, OpenTelemetry telemetry) {
    return Guice.createInjector(
            Stage.PRODUCTION,
            new LicenseServerModule(config),
            binder -> {
              binder.bind(Clock.class).toInstance(Clock.fixed(NOW, ZoneOffset.UTC));
              binder.bind(OpenTelemetry.class).toInstance(telemetry);
            })
        .getInstance(LicenseServer.class);
  }

  Answer ask() {
    return licenseServer(config()).ask(LICENSE);
  }

  static String why(Answer answer) {
    return switch (answer) {
      case Answer.Silent(var why, var _) -> why;
      case Answer.NotAsked(var why, var _) -> why;
      case Answer.Denied(var why) -> why;
      case Answer.Held _, Answer.Nobody() -> "";
    };
  }
}
