package com.totvs.billing.licenseserver;

import com.totvs.billing.application.call.Patience;
import com.totvs.billing.application.license.Answer;
import com.totvs.billing.application.license.LicenseServer;
import com.totvs.billing.domain.license.LicenseId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks License Server over HTTP, at most one question for an ask: when to ask again is decided
/// where all nodes can see it. Callers who ask about one license at the same time share a question.
final class HttpLicenseServer implements LicenseServer {
  private static final Logger log = LoggerFactory.getLogger(HttpLicenseServer.class);

  private final ConcurrentMap<LicenseId, CompletableFuture<Answer>> underWay =
      new ConcurrentHashMap<>();
  private final Question question;
  private final Breaker breaker;
  private final QuestionTelemetry telemetry;

  HttpLicenseServer(Question question, Breaker breaker, QuestionTelemetry telemetry) {
    this.question = question;
    this.breaker = breaker;
    this.telemetry = telemetry;
  }

  @Override
  public Answer ask(LicenseId license) {
    CompletableFuture<Answer> mine = new CompletableFuture<>();
    CompletableFuture<Answer> others = underWay.putIfAbsent(license, mine);
    if (others != null) {
      return await(others);
    }
    // On a thread of its own: a caller who gives up must not take the answer from those who wait
    // with it, nor look like a failure of License Server.
    Thread.ofVirtual()
        .name("license-server-question")
        .start(CallerSurroundings.around(() -> put(license, mine)));
    return await(mine);
  }

  private void put(LicenseId license, CompletableFuture<Answer> answer) {
    Answer told = silent("the question to License Server broke off inside Billing");
    try {
      told =
          telemetry.timed(() -> breaker.ask(() -> telemetry.traced(() -> question.put(license))));
    } catch (RuntimeException e) {
      log.error("license {} could not be asked about", license, e);
    } finally {
      underWay.remove(license, answer);
      answer.complete(told);
    }
  }

  private static Answer await(CompletableFuture<Answer> answer) {
    try {
      Optional<Duration> patience = Patience.left();
      return patience.isEmpty()
          ? answer.get()
          : answer.get(patience.get().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException _) {
      return silent("License Server did not answer before the caller's deadline");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return silent("the caller stopped waiting for License Server");
    } catch (ExecutionException e) {
      throw new IllegalStateException("an answer is completed with an answer only", e);
    }
  }

  private static Answer silent(String why) {
    return new Answer.Silent(why, Optional.empty());
  }
}
