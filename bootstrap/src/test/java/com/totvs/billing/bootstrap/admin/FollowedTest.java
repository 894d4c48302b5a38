package com.totvs.billing.bootstrap.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.longrunning.Operation;
import com.google.longrunning.OperationsGrpc.OperationsImplBase;
import com.google.longrunning.WaitOperationRequest;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.InsecureServerCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Waiting for operations of a server that answers what it is told to.
final class FollowedTest {
  private static final Operation RUNNING = Operation.newBuilder().setName("operations/1").build();
  private static final Operation DONE = RUNNING.toBuilder().setDone(true).build();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String GOES_ON =
      "billing: operations/1 goes on; ./billing operations operations/1 --wait";

  private final StringWriter err = new StringWriter();
  private final AtomicInteger asked = new AtomicInteger();
  private final CountDownLatch once = new CountDownLatch(1);
  private final List<String> tokens = new CopyOnWriteArrayList<>();
  private final List<Server> servers = new CopyOnWriteArrayList<>();
  private final List<ManagedChannel> channels = new CopyOnWriteArrayList<>();

  /// What the server does when it is asked for the nth time.
  interface Answers {
    void to(int nth, StreamObserver<Operation> caller);
  }

  @AfterEach
  void stop() {
    channels.forEach(ManagedChannel::shutdownNow);
    servers.forEach(Server::shutdownNow);
  }

  @Test
  void the_name_is_told_first_and_a_server_that_is_away_is_asked_again() throws Exception {
    Server server =
        serve(
            0,
            (nth, caller) -> {
              if (nth < 3) {
                caller.onError(Status.UNAVAILABLE.asRuntimeException());
              } else {
                answer(caller, DONE);
              }
            });

    assertThat(followed(server, PATIENCE).toItsEnd(RUNNING).getDone()).isTrue();
    assertThat(asked).hasValue(3);
    assertThat(err.toString().lines())
        .containsExactly(
            "billing: operations/1 has begun",
            "billing: the server does not answer; it is asked again for 60 s");
  }

  @Test
  void waiting_outlives_a_restart_of_the_server() throws Exception {
    Server first = serve(0, (_, caller) -> answer(caller, RUNNING));
    Followed followed = followed(first, PATIENCE);
    CompletableFuture<Operation> end =
        CompletableFuture.supplyAsync(() -> followed.toItsEnd(RUNNING));
    assertThat(once.await(60, TimeUnit.SECONDS)).isTrue();
    int port = first.getPort();

    assertThat(first.shutdownNow().awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    var _ = serve(port, (_, caller) -> answer(caller, DONE));

    assertThat(end.get(60, TimeUnit.SECONDS).getDone()).isTrue();
  }

  @Test
  void a_question_that_a_stopping_server_breaks_off_is_asked_again() throws Exception {
    Server server =
        serve(
            0,
            (nth, caller) -> {
              if (nth == 1) {
                caller.onError(Status.CANCELLED.asRuntimeException());
              } else {
                answer(caller, DONE);
              }
            });

    assertThat(followed(server, PATIENCE).toItsEnd(RUNNING).getDone()).isTrue();
    assertThat(asked).hasValue(2);
  }

  @Test
  void who_gives_up_says_that_it_goes_on_and_how_to_wait_again() throws Exception {
    Server server =
        serve(0, (_, caller) -> caller.onError(Status.UNAVAILABLE.asRuntimeException()));

    assertThatThrownBy(() -> followed(server, Duration.ofMillis(400)).toItsEnd(RUNNING))
        .isInstanceOf(StatusRuntimeException.class);
    assertThat(asked.get()).isGreaterThan(1);
    assertThat(err.toString().lines()).last().isEqualTo(GOES_ON);
  }

  @Test
  void a_refusal_is_no_reason_to_ask_again() throws Exception {
    Server server = serve(0, (_, caller) -> caller.onError(Status.NOT_FOUND.asRuntimeException()));

    assertThatThrownBy(() -> followed(server, PATIENCE).toItsEnd(RUNNING))
        .hasMessageContaining("NOT_FOUND");
    assertThat(asked).hasValue(1);
  }

  @Test
  void who_is_interrupted_says_so_too() throws Exception {
    Server server = serve(0, (_, caller) -> answer(caller, RUNNING));
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> followed(server, PATIENCE).toItsEnd(RUNNING))
        .hasMessageContaining("CANCELLED");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(err.toString().lines()).last().isEqualTo(GOES_ON);
  }

  @Test
  void every_question_has_a_token_of_its_own() throws Exception {
    Server server = serve(0, (nth, caller) -> answer(caller, nth < 3 ? RUNNING : DONE));
    AtomicInteger issued = new AtomicInteger();
    Channel channel =
        ClientInterceptors.intercept(
            channel(server), new FreshToken(() -> "token " + issued.incrementAndGet()));

    var _ = Followed.toItsEnd(channel, RUNNING, new PrintWriter(err));

    assertThat(tokens).containsExactly("Bearer token 1", "Bearer token 2", "Bearer token 3");
  }

  private Followed followed(Server server, Duration patience) {
    return new Followed(channel(server), new PrintWriter(err), patience);
  }

  private ManagedChannel channel(Server server) {
    ManagedChannel channel =
        Grpc.newChannelBuilderForAddress(
                "127.0.0.1", server.getPort(), InsecureChannelCredentials.create())
            .build();
    channels.add(channel);
    return channel;
  }

  private Server serve(int port, Answers answers) throws IOException {
    Server server =
        Grpc.newServerBuilderForPort(port, InsecureServerCredentials.create())
            .addService(new Operations(answers))
            .intercept(new Tokens())
            .build()
            .start();
    servers.add(server);
    return server;
  }

  private static void answer(StreamObserver<Operation> caller, Operation operation) {
    caller.onNext(operation);
    caller.onCompleted();
  }

  private final class Operations extends OperationsImplBase {
    private final Answers answers;

    Operations(Answers answers) {
      this.answers = answers;
    }

    @Override
    public void waitOperation(WaitOperationRequest request, StreamObserver<Operation> caller) {
      answers.to(asked.incrementAndGet(), caller);
      once.countDown();
    }
  }

  private final class Tokens implements ServerInterceptor {
    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
      tokens.add(
          String.valueOf(
              headers.get(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER))));
      return next.startCall(call, headers);
    }
  }
}
