package com.totvs.billing.azurecost;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.totvs.billing.application.cost.AzureAnswer;
import com.totvs.billing.application.cost.AzureCosts;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What goes wrong on the way.
class ExchangeTest extends AzureCostTest {
  private final List<Thread> reading = new CopyOnWriteArrayList<>();

  @Test
  void an_answer_that_breaks_off_is_asked_for_again() {
    server.does(
        exchange -> {
          exchange.sendResponseHeaders(200, 1_000);
          exchange.getResponseBody().write("{\"properties\":".getBytes(UTF_8));
          exchange.getResponseBody().flush();
        });
    server.answers(200, page(COLUMNS, ROW, NO_LINK));

    assertThat(items(read())).hasSize(1);
    assertThat(waits).containsExactly(Duration.ofSeconds(2));
  }

  @Test
  void answers_that_all_break_off_are_given_up() {
    server.does(exchange -> exchange.sendResponseHeaders(200, 1_000));

    assertThat(why(read())).contains("breaks off");
    assertThat(server.asked).hasSize(4);
  }

  @Test
  void an_azure_that_is_not_there_is_told() {
    AzureCosts costs = costs(config());
    server.close();

    assertThat(why(costs.read(GROUP, MONTH, BY_RESOURCE))).contains("Azure cannot be reached");
    assertThat(waits).hasSize(3);
  }

  @Test
  void an_answer_that_does_not_end_is_not_waited_for() {
    server.does(
        exchange -> {
          exchange.sendResponseHeaders(200, 1_000);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          server.hold();
        });

    assertThat(
            why(
                costs(config(limits(Duration.ofMillis(100), 1, 1_000_000)))
                    .read(GROUP, MONTH, BY_RESOURCE)))
        .contains("does not answer within 100 ms");
  }

  @Test
  void an_interrupt_ends_a_request() throws Exception {
    server.does(
        exchange -> {
          reading.getFirst().interrupt();
          server.hold();
        });

    assertThat(interrupted(costs(config()))).contains("interrupted");
  }

  @Test
  void an_interrupt_ends_a_wait() throws Exception {
    server.answers(429, "");
    Pause interrupted =
        _ -> {
          throw new InterruptedException();
        };

    assertThat(interrupted(costs(config(), interrupted))).contains("interrupted");
  }

  @Test
  void months_are_read_one_after_another() throws Exception {
    AtomicInteger atOnce = new AtomicInteger();
    CountDownLatch overlap = new CountDownLatch(1);
    server.does(
        exchange -> {
          if (atOnce.incrementAndGet() > 1) {
            overlap.countDown();
          }
          awaited(overlap);
          atOnce.decrementAndGet();
          LoopbackServer.send(exchange, 200, page(COLUMNS, ROW, NO_LINK));
        });
    AzureCosts costs = costs(config());
    Callable<AzureAnswer> one = () -> costs.read(GROUP, MONTH, BY_RESOURCE);

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<AzureAnswer> answer : threads.invokeAll(List.of(one, one, one, one))) {
        assertThat(items(answer.get())).hasSize(1);
      }
    }
    assertThat(overlap.getCount()).isEqualTo(1);
  }

  @Test
  void an_interrupt_ends_the_wait_for_a_turn() throws Exception {
    server.answers(204, "");
    AzureCosts costs = costs(config());
    Thread.currentThread().interrupt();

    assertThat(why(costs.read(GROUP, MONTH, BY_RESOURCE))).contains("interrupted");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(server.asked).isEmpty();
  }

  @Test
  void without_a_token_azure_is_not_asked() {
    AccessTokens none =
        () -> {
          throw new Unanswered("there is no token");
        };
    AzureCosts costs = new HttpAzureCosts(config(), none, Clock.systemUTC(), waits::add);

    assertThat(why(costs.read(GROUP, MONTH, BY_RESOURCE))).isEqualTo("there is no token");
    assertThat(server.asked).isEmpty();
  }

  private static void awaited(CountDownLatch latch) {
    try {
      var _ = latch.await(50, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// What a thread is told that was interrupted, and still knows it.
  private String interrupted(AzureCosts costs) throws Exception {
    FutureTask<String> task =
        new FutureTask<>(
            () -> {
              String why = why(costs.read(GROUP, MONTH, BY_RESOURCE));
              assertThat(Thread.currentThread().isInterrupted()).isTrue();
              return why;
            });
    Thread thread = Thread.ofVirtual().unstarted(task);
    reading.add(thread);
    thread.start();
    return task.get();
  }
}
