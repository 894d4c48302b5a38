package com.totvs.billing.grpc;

import io.grpc.ServerBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/// HTTP/2 over TCP, with a bound on everything a peer could pile up.
final class Transport {
  private static final int MAX_MESSAGE_BYTES = 4 << 20;
  private static final int MAX_METADATA_BYTES = 16 << 10;
  private static final int MAX_CALLS_PER_CONNECTION = 1_000;
  private static final int CONNECTION_AGE_MINUTES = 30;
  private static final int CONNECTION_GRACE_SECONDS = 30;
  private static final int HANDSHAKE_SECONDS = 10;
  private static final int KEEPALIVE_SECONDS = 60;
  private static final int PERMITTED_KEEPALIVE_SECONDS = 10;

  // Honest clients reset a stream for every deadline that passes, so while the database is away
  // thousands come; a rapid reset attack sends many times as many.
  private static final int MAX_RESETS = 20_000;
  private static final int RESET_WINDOW_SECONDS = 10;

  private Transport() {}

  /// A server on the configured address, yet without services.
  static ServerBuilder<?> listeningOn(GrpcModule.Config config) {
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(new InetSocketAddress(config.host(), config.port()))
            .maxInboundMessageSize(MAX_MESSAGE_BYTES)
            .maxInboundMetadataSize(MAX_METADATA_BYTES)
            .maxConcurrentCallsPerConnection(MAX_CALLS_PER_CONNECTION)
            .maxConnectionAge(CONNECTION_AGE_MINUTES, TimeUnit.MINUTES)
            .maxConnectionAgeGrace(CONNECTION_GRACE_SECONDS, TimeUnit.SECONDS)
            .maxRstFramesPerWindow(MAX_RESETS, RESET_WINDOW_SECONDS)
            .keepAliveTime(KEEPALIVE_SECONDS, TimeUnit.SECONDS)
            .permitKeepAliveTime(PERMITTED_KEEPALIVE_SECONDS, TimeUnit.SECONDS)
            .permitKeepAliveWithoutCalls(true);
    builder.handshakeTimeout(HANDSHAKE_SECONDS, TimeUnit.SECONDS);
    config
        .tls()
        .ifPresent(
            tls ->
                builder.useTransportSecurity(
                    tls.certificateChain().toFile(), tls.privateKey().toFile()));
    return builder;
  }
}
