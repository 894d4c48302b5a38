package com.totvs.billing.grpc.call;

import com.google.protobuf.ByteString;
import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.Reason;
import com.totvs.billing.grpc.telemetry.FollowedCall;
import io.grpc.Context;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/// Answers a call with a stream of bytes, never faster than the caller reads: what is produced
/// ahead is one message, and what the connection holds.
public final class Streamed {
  /// How long a caller may read nothing before the call is given up.
  static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);

  private static final Duration POLL = Duration.ofSeconds(1);

  private final ServerCallStreamObserver<?> caller;
  private final Consumer<ByteString> send;
  private final Duration longestSilence;
  private final Semaphore ready = new Semaphore(0);

  private Streamed(
      ServerCallStreamObserver<?> caller, Consumer<ByteString> send, Duration longestSilence) {
    this.caller = caller;
    this.send = send;
    this.longestSilence = longestSilence;
    caller.setOnReadyHandler(ready::release);
    caller.setOnCancelHandler(ready::release);
  }

  /// Answers with what the work writes, and with the status of the failure it throws.
  public static <A> void answer(
      StreamObserver<A> observer, Function<ByteString, A> message, Consumer<Streamed> work) {
    answer(observer, message, LONGEST_SILENCE, work);
  }

  static <A> void answer(
      StreamObserver<A> observer,
      Function<ByteString, A> message,
      Duration longestSilence,
      Consumer<Streamed> work) {
    ServerCallStreamObserver<A> caller = (ServerCallStreamObserver<A>) observer;
    Streamed stream =
        new Streamed(caller, bytes -> caller.onNext(message.apply(bytes)), longestSilence);
    FollowedCall call = FollowedCall.current();
    // The handlers are called between the messages of a call; this thread has to let go of it
    // first.
    var _ =
        Thread.ofVirtual()
            .name("export")
            .start(Context.current().wrap(() -> call.run(() -> stream.run(work))));
  }

  private void run(Consumer<Streamed> work) {
    try {
      work.accept(this);
      caller.onCompleted();
    } catch (Cancelled e) {
      // Nobody is left to be told.
    } catch (RuntimeException | Error e) {
      caller.onError(Failure.of(e).exception());
    }
  }

  private void awaitReady() {
    long end = System.nanoTime() + longestSilence.toNanos();
    while (!caller.isReady() || caller.isCancelled()) {
      if (caller.isCancelled()) {
        throw new Cancelled();
      }
      if (System.nanoTime() - end > 0) {
        throw BillingException.of(
            Reason.EXPORT_TOO_SLOW,
            "nothing was read for " + longestSilence.toSeconds() + " seconds");
      }
      try {
        var _ = ready.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        throw new Cancelled();
      }
    }
  }

  /// Sends one message, as soon as the caller is ready for it.
  public void send(ByteString bytes) {
    awaitReady();
    send.accept(bytes);
  }

  /// The caller has gone.
  private static final class Cancelled extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Cancelled() {
      super(null, null, false, false);
    }
  }
}
