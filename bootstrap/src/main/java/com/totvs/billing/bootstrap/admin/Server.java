package com.totvs.billing.bootstrap.admin;

import com.totvs.billing.bootstrap.settings.SettingTable;
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
import io.grpc.Metadata;
import io.grpc.TlsChannelCredentials;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine.Option;

/// The server that a command calls, and who calls it.
final class Server {
  /// The variable that holds a token; itself no setting.
  static final String TOKEN_VARIABLE = "BILLING_TOKEN";

  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
  private static final Duration TOKEN_LIFETIME = Duration.ofHours(1);

  private final Map<String, String> environment;

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

  @Option(names = "--tls", description = "Whether the server speaks TLS.")
  private boolean tls;

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description =
          "Certificates that the server's is trusted by (PEM). Default: those of the JDK.")
  private Optional<Path> authority = Optional.empty();

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
    Settings settings = settings();
    ManagedChannel channel =
        Grpc.newChannelBuilder(address.orElseGet(() -> own(settings)), credentials()).build();
    try {
      Metadata headers = new Metadata();
      headers.put(AUTHORIZATION, "Bearer " + token(settings));
      return work.apply(
          ClientInterceptors.intercept(
              channel, MetadataUtils.newAttachHeadersInterceptor(headers)));
    } finally {
      channel.shutdownNow();
    }
  }

  private Settings settings() {
    Map<String, String> ours = new HashMap<>(environment);
    ours.remove(TOKEN_VARIABLE);
    return Settings.read(ours, settingsFile);
  }

  private static String own(Settings settings) {
    return settings.get(SettingTable.HOST) + ":" + settings.get(SettingTable.PORT);
  }

  private ChannelCredentials credentials() throws IOException {
    if (authority.isPresent()) {
      return TlsChannelCredentials.newBuilder().trustManager(authority.get().toFile()).build();
    }
    return tls ? TlsChannelCredentials.create() : InsecureChannelCredentials.create();
  }

  private String token(Settings settings) {
    return token
        .or(() -> Optional.ofNullable(environment.get(TOKEN_VARIABLE)))
        .orElseGet(
            () ->
                TokenIssuer.of(settings, Clock.systemUTC())
                    .issue(
                        new Grant(
                            "command line", EnumSet.allOf(Scope.class), Set.of(), TOKEN_LIFETIME)));
  }
}
