package com.totvs.billing.bootstrap.admin;

import static java.util.concurrent.TimeUnit.SECONDS;

import com.google.longrunning.Operation;
import com.google.longrunning.OperationsGrpc;
import com.google.longrunning.OperationsGrpc.OperationsBlockingStub;
import com.google.longrunning.WaitOperationRequest;
import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/// An operation that is watched until it is over, with a bar on a terminal. A server that restarts
/// meanwhile is waited for: the operation goes on without us and without that server.
final class Followed {
  private static final com.google.protobuf.Duration LOOK_EVERY =
      com.google.protobuf.Duration.newBuilder().setNanos(500_000_000).build();
  private static final int ANSWERED_WITHIN_SECONDS = 30;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final OperationsBlockingStub operations;
  private final PrintWriter err;
  private final Duration patience;

  /// @param patience how long the server may be away, each time
  Followed(Channel channel, PrintWriter err, Duration patience) {
    this.operations = OperationsGrpc.newBlockingStub(channel);
    this.err = err;
    this.patience = patience;
  }

  /// The operation, once it is over. Its name is told first, and how to wait again if this ends
  /// before.
  static Operation toItsEnd(Channel channel, Operation begun, PrintWriter err) {
    return new Followed(channel, err, PATIENCE).toItsEnd(begun);
  }

  Operation toItsEnd(Operation begun) {
    if (begun.getDone()) {
      return begun;
    }
    say(begun.getName() + " has begun");
    Thread whenInterrupted = new Thread(() -> sayThatItGoesOn(begun));
    Runtime.getRuntime().addShutdownHook(whenInterrupted);
    try {
      return watched(begun);
    } catch (StatusRuntimeException e) {
      sayThatItGoesOn(begun);
      throw e;
    } finally {
      forget(whenInterrupted);
    }
  }

  private Operation watched(Operation begun) {
    if (!onTerminal()) {
      return follow(begun, Optional.empty());
    }
    try (ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName(begun.getName())
            .setStyle(ProgressBarStyle.UNICODE_BLOCK)
            .build()) {
      return follow(begun, Optional.of(bar));
    }
  }

  private Operation follow(Operation begun, Optional<ProgressBar> bar) {
    Operation operation = begun;
    while (!operation.getDone()) {
      operation = next(begun.getName());
      Progress now = Progress.of(operation);
      bar.ifPresent(one -> one.maxHint(now.total()).stepTo(now.done()));
    }
    return operation;
  }

  private Operation next(String name) {
    long end = System.nanoTime() + patience.toNanos();
    Duration pause = FIRST_PAUSE;
    while (true) {
      try {
        return ask(name);
      } catch (StatusRuntimeException e) {
        if (!mayPass(e) || System.nanoTime() + pause.toNanos() - end > 0) {
          throw e;
        }
      }
      if (pause.equals(FIRST_PAUSE)) {
        say("the server does not answer; it is asked again for " + patience.toSeconds() + " s");
      }
      // Returns at once where this thread is interrupted; the next question then fails.
      LockSupport.parkNanos(pause.toNanos());
      pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
    }
  }

  private Operation ask(String name) {
    return operations
        .withDeadlineAfter(ANSWERED_WITHIN_SECONDS, SECONDS)
        .waitOperation(
            WaitOperationRequest.newBuilder().setName(name).setTimeout(LOOK_EVERY).build());
  }

  private static boolean mayPass(StatusRuntimeException e) {
    return switch (e.getStatus().getCode()) {
      case UNAVAILABLE, DEADLINE_EXCEEDED -> true;
      // A server that stops breaks off the calls it has; we do so only when we are interrupted.
      case CANCELLED -> !Thread.currentThread().isInterrupted();
      default -> false;
    };
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private void sayThatItGoesOn(Operation begun) {
    say(begun.getName() + " goes on; ./billing operations " + begun.getName() + " --wait");
  }

  private void say(String text) {
    err.println("billing: " + text);
    err.flush();
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // The program is being ended, and the hook has its say.
    }
  }

  static <M extends Message> Optional<M> unpacked(Any any, Class<M> type) {
    try {
      return any.is(type) ? Optional.of(any.unpack(type)) : Optional.empty();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("the server speaks another version", e);
    }
  }

  // Whether there is a console without a terminal depends on the JDK: some have none then.
  @SuppressWarnings("SystemConsoleNull")
  private static boolean onTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }
}
