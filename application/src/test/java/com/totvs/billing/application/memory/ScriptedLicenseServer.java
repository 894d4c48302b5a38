package com.totvs.billing.application.memory;

import com.totvs.billing.application.Examples;
import com.totvs.billing.application.license.Answer;
import com.totvs.billing.application.license.LicenseServer;
import com.totvs.billing.domain.customer.Customer;
import com.totvs.billing.domain.license.LicenseId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// A License Server that says what a test wants. Nobody holds a license that no test has issued.
public final class ScriptedLicenseServer implements LicenseServer {
  /// The licenses that the server was really asked about, in order.
  public final List<LicenseId> asked = new CopyOnWriteArrayList<>();

  private final Map<LicenseId, Answer> answers = new ConcurrentHashMap<>();
  private volatile Optional<Answer> trouble = Optional.empty();

  /// From now on the customer holds the license, which is active.
  public void issues(LicenseId license, Customer customer) {
    issues(license, Examples.heldBy(customer));
  }

  /// From now on this is the answer about the license.
  public void issues(LicenseId license, Answer.Held held) {
    answers.put(license, held);
  }

  /// From now on nobody holds the license.
  public void nobodyHolds(LicenseId license) {
    answers.put(license, new Answer.Nobody());
  }

  /// From now on no question brings an answer, until [#comesBack].
  public void goesSilent(String why, Optional<Duration> retryAfter) {
    trouble = Optional.of(new Answer.Silent(why, retryAfter));
  }

  /// From now on no question is even sent, until [#comesBack].
  public void isNotAsked(String why, Duration retryAfter) {
    trouble = Optional.of(new Answer.NotAsked(why, retryAfter));
  }

  /// From now on the server refuses our credential, until [#comesBack].
  public void denies(String why) {
    trouble = Optional.of(new Answer.Denied(why));
  }

  /// From now on questions are answered again.
  public void comesBack() {
    trouble = Optional.empty();
  }

  @Override
  public Answer ask(LicenseId license) {
    Answer answer = trouble.orElseGet(() -> answers.getOrDefault(license, new Answer.Nobody()));
    if (!(answer instanceof Answer.NotAsked)) {
      asked.add(license);
    }
    return answer;
  }
}
