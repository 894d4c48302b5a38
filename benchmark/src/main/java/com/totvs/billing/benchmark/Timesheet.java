package com.totvs.billing.benchmark;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Hands out prepared work until time is over or nothing is left, and keeps when each piece was
/// begun and done. Used by many threads at once.
final class Timesheet {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double NANOS_PER_SECOND = 1e9;

  private final long[] begun;
  private final long[] done;
  private final int records;
  private final LongSupplier clock;
  private final AtomicInteger next = new AtomicInteger();
  private final long start;
  private final AtomicLong end;

  /// Time runs from here on.
  ///
  /// @param pieces how much work is prepared
  /// @param records how many records one piece stands for
  Timesheet(int pieces, int records, Duration time) {
    this(pieces, records, time, System::nanoTime);
  }

  /// @param clock tells nanoseconds, as [System#nanoTime] does
  Timesheet(int pieces, int records, Duration time, LongSupplier clock) {
    this.begun = new long[pieces];
    this.done = new long[pieces];
    this.records = records;
    this.clock = clock;
    this.start = clock.getAsLong();
    this.end = new AtomicLong(time.toNanos());
  }

  /// The next piece to do; negative once there is none.
  int take() {
    long now = elapsed();
    if (now >= end.get()) {
      return -1;
    }
    int piece = next.getAndIncrement();
    if (piece >= begun.length) {
      // Whoever finds nothing left ends the measurement: what follows would not be full load.
      end.accumulateAndGet(now, Math::min);
      return -1;
    }
    begun[piece] = now;
    return piece;
  }

  void done(int piece) {
    done[piece] = elapsed();
  }

  /// Time is over now, if it was not before.
  void stop() {
    end.accumulateAndGet(elapsed(), Math::min);
  }

  /// How many milliseconds each piece took that was under way at some moment of something else. For
  /// when nobody works any more.
  ///
  /// @throws IllegalStateException when that lasted longer than the work did
  double[] during(Moments other) {
    long first = other.first() - start;
    long last = other.last() - start;
    if (first < 0 || last > end.get()) {
      throw new IllegalStateException("there was not work enough to measure all the while");
    }
    return IntStream.range(0, done.length)
        .filter(i -> done[i] > 0 && begun[i] <= last && done[i] >= first)
        .mapToDouble(i -> (done[i] - begun[i]) / NANOS_PER_MILLI)
        .toArray();
  }

  /// What was done in time; how long it took is told by all that was begun. For when nobody works
  /// any more.
  Sample sample() {
    double[] millis =
        IntStream.range(0, done.length)
            .filter(i -> done[i] > 0)
            .mapToDouble(i -> (done[i] - begun[i]) / NANOS_PER_MILLI)
            .toArray();
    if (millis.length == 0) {
      throw new IllegalStateException("nothing was done");
    }
    long whole = LongStream.of(done).filter(time -> time > 0 && time <= end.get()).count();
    return new Sample(
        (whole + underWay()) * records / (end.get() / NANOS_PER_SECOND),
        Sample.percentile(millis, 0.5),
        Sample.percentile(millis, 0.99));
  }

  // What was under way when time was over counts for the part of its own time that had passed:
  // few large pieces are then measured as fairly as many small ones.
  private double underWay() {
    return IntStream.range(0, done.length)
        .filter(i -> done[i] > end.get())
        .mapToDouble(i -> Math.max(0, end.get() - begun[i]) / (double) (done[i] - begun[i]))
        .sum();
  }

  private long elapsed() {
    return clock.getAsLong() - start;
  }
}
