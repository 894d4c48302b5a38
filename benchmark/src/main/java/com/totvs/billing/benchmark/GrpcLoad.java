package com.totvs.billing.benchmark;

import com.totvs.billing.v1.BatchRecordUsageResponse;
import com.totvs.billing.v1.RecordUsageResponse;
import io.grpc.Channel;
import io.grpc.ClientInterceptor;
import io.grpc.ClientInterceptors;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/// Calls the server as product backends do: over a few connections, with a bearer token.
final class GrpcLoad implements AutoCloseable {
  static final String MARK = "call";
  static final int BATCH = 1_000;
  private static final int CONNECTIONS = 4;

  private final List<ManagedChannel> connections;
  private final List<Channel> channels;
  private final Tally tally;

  GrpcLoad(String host, int port, String token, Tally tally) {
    this.tally = tally;
    this.connections =
        IntStream.range(0, CONNECTIONS)
            .mapToObj(
                _ ->
                    Grpc.newChannelBuilderForAddress(
                            host, port, InsecureChannelCredentials.create())
                        .directExecutor()
                        .build())
            .toList();
    ClientInterceptor bearer = bearer(token);
    this.channels =
        connections.stream()
            .map(connection -> ClientInterceptors.intercept(connection, bearer))
            .toList();
  }

  Contender noop(int inFlight) {
    CallLoop<RecordUsageResponse> loop = new CallLoop<>(channels, Methods.noop(), _ -> 0, tally);
    return new Contender(
        "no-op, " + inFlight + " in flight",
        most(inFlight),
        load -> loop.run(requests(load.pieces()), 1, inFlight, load.time()));
  }

  Contender recordUsage(int inFlight) {
    return new Contender(
        "RecordUsage, " + inFlight + " in flight",
        most(inFlight),
        load -> recordUsage().run(requests(load.pieces()), 1, inFlight, load.time()));
  }

  Contender batchRecordUsage(int inFlight) {
    return new Contender(
        "BatchRecordUsage of 1,000, " + inFlight + " in flight",
        80,
        load -> batchRecordUsage().run(batches(load.pieces()), BATCH, inFlight, load.time()));
  }

  CallLoop<RecordUsageResponse> recordUsage() {
    return new CallLoop<>(
        channels, Methods.recordUsage(), response -> response.getDuplicate() ? 0 : 1, tally);
  }

  CallLoop<BatchRecordUsageResponse> batchRecordUsage() {
    return new CallLoop<>(channels, Methods.batchRecordUsage(), this::recorded, tally);
  }

  /// One of the connections, with the token.
  Channel channel() {
    return channels.getFirst();
  }

  /// Returns once each connection has answered: what was sent on them before has then arrived.
  void knock() {
    new CallLoop<>(channels, Methods.noop(), _ -> 0, tally)
        .run(requests(CONNECTIONS), 1, CONNECTIONS, Duration.ofSeconds(10));
  }

  static List<byte[]> requests(int count) {
    return Row.fresh(MARK, count).map(Methods::request).toList();
  }

  static List<byte[]> batches(int count) {
    return IntStream.range(0, count)
        .mapToObj(_ -> Methods.request(Row.fresh(MARK, BATCH).toList()))
        .toList();
  }

  @Override
  public void close() {
    connections.forEach(ManagedChannel::shutdownNow);
  }

  private static int most(int inFlight) {
    return Math.min(25_000, inFlight * 4_000);
  }

  private long recorded(BatchRecordUsageResponse response) {
    response.getResultsList().stream()
        .filter(result -> result.hasError())
        .forEach(result -> tally.fail(new IllegalStateException(result.getError().getMessage())));
    return response.getResultsList().stream()
        .filter(result -> result.hasRecorded() && !result.getRecorded().getDuplicate())
        .count();
  }

  private static ClientInterceptor bearer(String token) {
    Metadata headers = new Metadata();
    headers.put(
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token);
    return MetadataUtils.newAttachHeadersInterceptor(headers);
  }
}
