package com.totvs.billing.grpc.call;

import com.totvs.billing.application.call.Patience;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/// One answer or one status for each call.
public final class Unary {
  private static final Duration MOST_PATIENCE = Duration.ofSeconds(5);
  private static final Duration MOST_FOR_THE_WAY_BACK = Duration.ofMillis(100);
  private static final int PART_FOR_THE_WAY_BACK = 10;
  private static final Duration LAST_LOOK = Duration.ofMillis(300);

  private Unary() {}

  /// Answers with what the work returns, or with the status of the failure it throws. The work
  /// waits for nothing beyond [#patience()].
  public static <A> void answer(StreamObserver<A> caller, Supplier<A> work) {
    answer(caller, MOST_PATIENCE, work);
  }

  /// The same for work that may take longer: until the call's deadline, and never more than `most`.
  public static <A> void answer(StreamObserver<A> caller, Duration most, Supplier<A> work) {
    answerPatiently(caller, most, patience -> Patience.within(patience, work));
  }

  /// Answers like [#answer], but the work is one that waits for something of itself, and is told
  /// for how long: until the call's deadline, less what a last look at it may take, and never more
  /// than `most`.
  public static <A> void answerPatiently(
      StreamObserver<A> caller, Duration most, Function<Duration, A> work) {
    A answer;
    try {
      Duration patience = patience(most.plus(LAST_LOOK));
      Duration wait = patience.compareTo(LAST_LOOK) < 0 ? Duration.ZERO : patience.minus(LAST_LOOK);
      answer = Patience.within(patience, () -> work.apply(wait));
    } catch (RuntimeException | Error e) {
      caller.onError(Failure.of(e).exception());
      return;
    }
    caller.onNext(answer);
    caller.onCompleted();
  }

  /// How long the call may wait for something: until its deadline, less a tenth (at most 100 ms) in
  /// which a status can still reach the caller, and never more than 5 s.
  public static Duration patience() {
    return patience(MOST_PATIENCE);
  }

  private static Duration patience(Duration most) {
    Deadline deadline = Context.current().getDeadline();
    if (deadline == null) {
      return most;
    }
    Duration left = Duration.ofNanos(Math.max(0, deadline.timeRemaining(TimeUnit.NANOSECONDS)));
    Duration wayBack = min(left.dividedBy(PART_FOR_THE_WAY_BACK), MOST_FOR_THE_WAY_BACK);
    return min(left.minus(wayBack), most);
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
