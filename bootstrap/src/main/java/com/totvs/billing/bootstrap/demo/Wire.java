package com.totvs.billing.bootstrap.demo;

import com.totvs.billing.bootstrap.program.RunningBilling;
import com.totvs.billing.bootstrap.token.Grant;
import com.totvs.billing.domain.access.Scope;
import com.totvs.billing.domain.catalog.SolutionId;
import com.totvs.billing.v1.Solution;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/// One connection to Billing, as callers with different tokens see it.
final class Wire implements AutoCloseable {
  private static final Duration TOKEN_LIFETIME = Duration.ofHours(1);
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private final RunningBilling billing;
  private final ManagedChannel channel;

  Wire(RunningBilling billing) {
    this.billing = billing;
    this.channel =
        ManagedChannelBuilder.forAddress(billing.host(), billing.port()).usePlaintext().build();
  }

  /// As the backend of a solution: it may report, for its own solution only.
  Channel as(Solution solution) {
    return with(
        new Grant(
            solution.getProjectId(),
            EnumSet.of(Scope.USAGE_WRITE),
            Set.of(new SolutionId(solution.getProjectId())),
            TOKEN_LIFETIME));
  }

  /// As somebody who may see everything.
  Channel asReader() {
    return with(
        new Grant(
            "reader", EnumSet.of(Scope.USAGE_READ, Scope.LICENSE_READ), Set.of(), TOKEN_LIFETIME));
  }

  /// As somebody who looks after Billing.
  Channel asAdmin() {
    return with(
        new Grant(
            "admin",
            EnumSet.of(
                Scope.USAGE_READ,
                Scope.USAGE_PURGE,
                Scope.COST_READ,
                Scope.COST_WRITE,
                Scope.MONTH_CLOSE,
                Scope.MONTH_FORCE,
                Scope.ADMIN_WRITE),
            Set.of(),
            TOKEN_LIFETIME));
  }

  private Channel with(Grant grant) {
    Metadata headers = new Metadata();
    headers.put(AUTHORIZATION, "Bearer " + billing.tokens().issue(grant));
    return ClientInterceptors.intercept(
        channel, MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
