package com.totvs.billing.bootstrap.system;

import com.google.longrunning.GetOperationRequest;
import com.google.longrunning.Operation;
import com.google.longrunning.OperationsGrpc;
import com.totvs.billing.v1.CatalogServiceGrpc;
import com.totvs.billing.v1.LicenseServiceGrpc;
import com.totvs.billing.v1.UsageServiceGrpc;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.stub.MetadataUtils;
import java.util.concurrent.TimeUnit;

/// A connection to one server, with a token.
final class Client implements AutoCloseable {
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
  private static final int HEALTH_SECONDS = 5;

  private final ManagedChannel channel;
  private final String token;

  Client(int port, String token) {
    this.channel =
        Grpc.newChannelBuilder("127.0.0.1:" + port, InsecureChannelCredentials.create()).build();
    this.token = token;
  }

  /// The bare connection: calls carry no token.
  Channel channel() {
    return channel;
  }

  /// The connection; calls carry this as their `authorization`.
  Channel as(String authorization) {
    Metadata headers = new Metadata();
    headers.put(AUTHORIZATION, authorization);
    return ClientInterceptors.intercept(
        channel, MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  /// The connection; calls carry the client's token.
  Channel authorized() {
    return as("Bearer " + token);
  }

  UsageServiceGrpc.UsageServiceBlockingStub usage() {
    return UsageServiceGrpc.newBlockingStub(authorized());
  }

  LicenseServiceGrpc.LicenseServiceBlockingStub licenses() {
    return LicenseServiceGrpc.newBlockingStub(authorized());
  }

  CatalogServiceGrpc.CatalogServiceBlockingStub catalog() {
    return CatalogServiceGrpc.newBlockingStub(authorized());
  }

  /// An operation, as soon as the server answers.
  Operation operation(String name) throws Exception {
    return Eventually.answered(
        () ->
            OperationsGrpc.newBlockingStub(authorized())
                .getOperation(GetOperationRequest.newBuilder().setName(name).build()));
  }

  ServingStatus health() {
    return HealthGrpc.newBlockingStub(channel)
        .withDeadlineAfter(HEALTH_SECONDS, TimeUnit.SECONDS)
        .check(HealthCheckRequest.getDefaultInstance())
        .getStatus();
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
