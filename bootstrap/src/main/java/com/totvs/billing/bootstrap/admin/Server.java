package com.totvs.billing.bootstrap.admin;

import com.totvs.billing.bootstrap.settings.ServerSettings;
import com.totvs.billing.bootstrap.settings.Settings;
import com.totvs.billing.bootstrap.token.Grant;
import com.totvs.billing.bootstrap.token.TokenIssuer;
import com.totvs.billing.domain.access.Scope;
import io.grpc.Channel;
import io.grpc.ChannelCredentials;
import io.grpc.ClientInterceptors;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The server that a command calls, and who calls it.
final class Server {
  private static final Duration TOKEN_LIFETIME = Duration.ofHours(1);
  // Well above what a server permits, and soon enough to notice one that is gone without a word.
  private static final int KEEPALIVE_SECONDS = 30;

  private final Map<String, String> environment;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--settings",
      paramLabel = "FILE",
      description = "Properties file with settings; also BILLING_SETTINGS_FILE.")
  private Path settingsFile = Path.of("");

  @Option(
      names = "--address",
      paramLabel = "HOST:PORT",
      description = "The server. Default: server.host and server.port of the settings.")
  private Optional<String> address = Optional.empty();

  @Option(
      names = "--tls",
      description = "Speak TLS. Default: where the settings have server.tls.certificate.")
  private boolean tls;

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description =
          "Certificates that the server's is trusted by (PEM). Default: those of the JDK.")
  private Optional<Path> authority = Optional.empty();

  @Option(
      names = "--plaintext",
      description = "Speak no TLS, and show the token to the network where it is not loopback.")
  private boolean plaintext;

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description = {
        "The bearer token; better in the variable BILLING_TOKEN.",
        "Default: one issued with token.secret or the development key."
      })
  private Optional<String> token = Optional.empty();

  Server(Map<String, String> environment) {
    this.environment = environment;
  }

  /// Does some work with a connection to the server.
  <T> T call(Function<Channel, T> work) throws IOException {
    Settings settings = Settings.read(environment, settingsFile);
    Address where = address(settings);
    boolean secure = secure(settings);
    if (!secure) {
      requireMayBeShown(where, settings);
    }
    ManagedChannel channel =
        Grpc.newChannelBuilderForAddress(where.host(), where.port(), credentials(secure))
            .keepAliveTime(KEEPALIVE_SECONDS, TimeUnit.SECONDS)
            .build();
    try {
      return work.apply(ClientInterceptors.intercept(channel, new FreshToken(token(settings))));
    } finally {
      channel.shutdownNow();
    }
  }

  private Address address(Settings settings) {
    return address
        .map(text -> Address.read(text).orElseThrow(() -> wrong("--address is no HOST:PORT")))
        .orElseGet(
            () ->
                new Address(settings.get(ServerSettings.HOST), settings.get(ServerSettings.PORT)));
  }

  private boolean secure(Settings settings) {
    boolean asked = tls || authority.isPresent();
    if (asked && plaintext) {
      throw wrong("--plaintext goes without --tls and --ca");
    }
    return asked || (!plaintext && settings.get(ServerSettings.TLS_CERTIFICATE).isPresent());
  }

  private void requireMayBeShown(Address where, Settings settings) {
    boolean asked =
        plaintext || (address.isEmpty() && settings.get(ServerSettings.PLAINTEXT_OFF_LOOPBACK));
    if (!asked && !where.onThisMachine()) {
      throw wrong(
          "the token would be shown to the network on its way to "
              + where
              + ": add --tls, or --plaintext if that is what you want");
    }
  }

  private ChannelCredentials credentials(boolean secure) throws IOException {
    if (authority.isPresent()) {
      return TlsChannelCredentials.newBuilder().trustManager(authority.get().toFile()).build();
    }
    return secure ? TlsChannelCredentials.create() : InsecureChannelCredentials.create();
  }

  private Supplier<String> token(Settings settings) {
    return token
        .or(() -> Optional.ofNullable(environment.get(Settings.TOKEN_VARIABLE)))
        .filter(text -> !text.isBlank())
        .<Supplier<String>>map(text -> text::strip)
        .orElseGet(() -> issued(settings));
  }

  private Supplier<String> issued(Settings settings) {
    TokenIssuer issuer = TokenIssuer.of(settings, Clock.systemUTC());
    Grant grant = new Grant(subject(), EnumSet.allOf(Scope.class), Set.of(), TOKEN_LIFETIME);
    return () -> issuer.issue(grant);
  }

  // So that the audit log tells who it was: under sudo, whoever called it too.
  private String subject() {
    String user = System.getProperty("user.name");
    return "command line (%s)"
        .formatted(
            Optional.ofNullable(environment.get("SUDO_USER"))
                .map(caller -> caller + " as " + user)
                .orElse(user));
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
