package com.totvs.billing.benchmark;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToLongFunction;

/// Keeps a fixed number of calls in flight: each answer sets off the next call.
///
/// @param channels taken in turn
/// @param acknowledged how many records an answer says are on disk
record CallLoop<R>(
    List<Channel> channels,
    MethodDescriptor<byte[], R> method,
    ToLongFunction<R> acknowledged,
    Tally tally) {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /// Calls until time is over, and returns when everything is answered.
  ///
  /// @param records how many records one request holds
  Sample run(List<byte[]> requests, int records, int inFlight, Duration time) {
    return start(requests, records, inFlight, time).finish();
  }

  /// Returns as soon as the first calls are sent.
  Running start(List<byte[]> requests, int records, int inFlight, Duration time) {
    Running running =
        new Running(
            new Timesheet(requests.size(), records, time),
            new CountDownLatch(inFlight),
            new LongAdder());
    for (int i = 0; i < inFlight; i++) {
      new Lane(channels.get(i % channels.size()), requests, running).next();
    }
    return running;
  }

  /// Calls that go on.
  record Running(Timesheet sheet, CountDownLatch idle, LongAdder answers) {

    /// Waits for the last answer.
    Sample finish() {
      try {
        if (!idle.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
          throw new IllegalStateException(idle.getCount() + " calls are never answered");
        }
        return sheet.sample();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  /// One call after the other.
  private final class Lane {
    private final Channel channel;
    private final List<byte[]> requests;
    private final Running running;

    Lane(Channel channel, List<byte[]> requests, Running running) {
      this.channel = channel;
      this.requests = requests;
      this.running = running;
    }

    void next() {
      int piece = running.sheet().take();
      if (piece < 0) {
        running.idle().countDown();
        return;
      }
      ClientCalls.asyncUnaryCall(
          channel.newCall(method, CallOptions.DEFAULT), requests.get(piece), new Answer(piece));
    }

    private final class Answer implements StreamObserver<R> {
      private final int piece;

      Answer(int piece) {
        this.piece = piece;
      }

      @Override
      public void onNext(R response) {
        tally.acknowledge(acknowledged.applyAsLong(response));
      }

      @Override
      public void onError(Throwable why) {
        tally.fail(why);
        running.answers().increment();
        next();
      }

      @Override
      public void onCompleted() {
        running.sheet().done(piece);
        running.answers().increment();
        next();
      }
    }
  }
}
