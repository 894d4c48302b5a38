package com.totvs.billing.licenseserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.totvs.billing.application.license.Answer;
import com.totvs.billing.application.license.LicenseServer;
import com.totvs.billing.domain.license.LicenseId;
import com.totvs.billing.licenseserver.LicenseServerModule.FieldNames;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How License Server is spared.
class BreakerTest extends LicenseServerTest {
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void stopCallers() {
    server.release();
    callers.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 429, 500, 503, 302})
  void a_license_server_that_keeps_failing_is_left_alone(int status) {
    server.answers(status, "");
    LicenseServer licenseServer = opensAfter(3, Duration.ofHours(1));
    for (int i = 0; i < 3; i++) {
      assertThat(licenseServer.ask(LICENSE)).isNotInstanceOf(Answer.NotAsked.class);
    }

    assertThat(licenseServer.ask(LICENSE))
        .isInstanceOfSatisfying(
            Answer.NotAsked.class,
            notAsked -> {
              assertThat(notAsked.why()).contains("left alone", "answers " + status);
              assertThat(notAsked.retryAfter())
                  .isBetween(Duration.ofMinutes(50), Duration.ofHours(1));
            });
    assertThat(server.asked).hasSize(3);
    assertThat(logged())
        .anyMatch(line -> line.startsWith("WARN") && line.contains("left alone for PT1H"));
  }

  @Test
  void it_is_tried_with_one_question_and_asked_again_once_it_answers() {
    server.answers(503, "");
    LicenseServer licenseServer = opensAfter(1);
    licenseServer.ask(LICENSE);
    server.answers(200, ACME);

    Eventually.holds(() -> licenseServer.ask(LICENSE) instanceof Answer.Held);

    assertThat(licenseServer.ask(LICENSE)).isInstanceOf(Answer.Held.class);
    assertThat(server.asked).hasSize(3);
    assertThat(logged()).anyMatch(line -> line.contains("tried again"));
    assertThat(logged()).anyMatch(line -> line.contains("answers again"));
  }

  @Test
  void a_failed_try_leaves_it_alone_again() {
    server.answers(503, "");
    LicenseServer licenseServer = opensAfter(5);
    IntStream.range(0, 5).forEach(_ -> licenseServer.ask(LICENSE));

    Eventually.holds(() -> licenseServer.ask(LICENSE) instanceof Answer.Silent);

    assertThat(server.asked).hasSize(6);
    assertThat(logged()).filteredOn(line -> line.contains("left alone for")).hasSize(2);
  }

  @Test
  void while_one_question_finds_out_no_other_is_put() throws Exception {
    server.answers(503, "");
    LicenseServer licenseServer = opensAfter(1);
    licenseServer.ask(LICENSE);
    server.does(
        exchange -> {
          server.hold();
          LoopbackServer.send(exchange, 200, ACME);
        });
    Future<Answer> trial =
        callers.submit(
            () -> {
              Answer answer;
              do {
                answer = licenseServer.ask(LICENSE);
              } while (answer instanceof Answer.NotAsked);
              return answer;
            });
    Eventually.holds(() -> server.asked.size() == 2);

    assertThat(licenseServer.ask(new LicenseId("LS-0002"))).isInstanceOf(Answer.NotAsked.class);
    server.release();
    assertThat(trial.get()).isInstanceOf(Answer.Held.class);
    assertThat(server.asked).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 400, 404, 414})
  void what_is_wrong_with_one_license_stops_no_other(int status) {
    server.answers(status, "{}");
    LicenseServer licenseServer = opensAfter(1);

    for (int i = 0; i < 5; i++) {
      assertThat(licenseServer.ask(LICENSE)).isNotInstanceOf(Answer.NotAsked.class);
    }
  }

  @Test
  void one_good_answer_forgives_the_failures_before_it() {
    LicenseServer licenseServer = opensAfter(3);
    for (int i = 0; i < 4; i++) {
      server.answers(503, "");
      licenseServer.ask(LICENSE);
      licenseServer.ask(LICENSE);
      server.answers(404, "");
      assertThat(licenseServer.ask(LICENSE)).isEqualTo(new Answer.Nobody());
    }
  }

  @Test
  void callers_who_ask_about_one_license_share_a_question() throws Exception {
    server.does(
        exchange -> {
          server.hold();
          LoopbackServer.send(exchange, 200, ACME);
        });
    LicenseServer licenseServer = opensAfter(1);
    AtomicInteger arrived = new AtomicInteger();
    List<Future<Answer>> answers =
        IntStream.range(0, 50)
            .mapToObj(_ -> callers.submit(() -> arriving(arrived, licenseServer)))
            .toList();
    Eventually.holds(() -> arrived.get() == 50 && server.asked.size() == 1);
    server.release();

    for (Future<Answer> answer : answers) {
      assertThat(answer.get()).isInstanceOf(Answer.Held.class);
    }
    // Whoever was between arriving and asking when the answer came may have asked anew.
    assertThat(server.asked).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void a_caller_who_gives_up_takes_the_answer_from_nobody() throws Exception {
    server.does(
        exchange -> {
          server.hold();
          LoopbackServer.send(exchange, 200, ACME);
        });
    LicenseServer licenseServer = opensAfter(1);
    Future<Answer> first = callers.submit(() -> licenseServer.ask(LICENSE));
    Eventually.holds(() -> server.asked.size() == 1);
    Future<Answer> second = callers.submit(() -> licenseServer.ask(LICENSE));
    first.cancel(true);
    server.release();

    assertThat(second.get()).isInstanceOf(Answer.Held.class);
  }

  @Test
  void only_a_few_questions_are_under_way_at_once() throws Exception {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    server.does(
        exchange -> {
          most.accumulateAndGet(now.incrementAndGet(), Math::max);
          server.hold();
          now.decrementAndGet();
          LoopbackServer.send(exchange, 404, "");
        });
    LicenseServer licenseServer = opensAfter(1);
    List<Future<Answer>> answers =
        IntStream.range(0, 40)
            .mapToObj(i -> callers.submit(() -> licenseServer.ask(new LicenseId("LS-" + i))))
            .toList();
    Eventually.holds(() -> now.get() == Breaker.AT_ONCE);
    Eventually.holds(() -> answers.stream().filter(Future::isDone).count() == 40 - Breaker.AT_ONCE);
    server.release();

    int notAsked = 0;
    for (Future<Answer> answer : answers) {
      notAsked += answer.get() instanceof Answer.NotAsked ? 1 : 0;
    }
    assertThat(notAsked).isEqualTo(40 - Breaker.AT_ONCE);
    assertThat(most.get()).isEqualTo(Breaker.AT_ONCE);
  }

  private static Answer arriving(AtomicInteger arrived, LicenseServer licenseServer) {
    arrived.incrementAndGet();
    return licenseServer.ask(LICENSE);
  }

  private LicenseServer opensAfter(int failures) {
    return opensAfter(failures, Duration.ofMillis(100));
  }

  private LicenseServer opensAfter(int failures, Duration openFor) {
    return licenseServer(
        config(
            server.address(), PATH, FieldNames.DEFAULT, Duration.ofSeconds(10), failures, openFor));
  }
}
