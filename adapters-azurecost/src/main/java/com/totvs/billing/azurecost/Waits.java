package com.totvs.billing.azurecost;

import com.totvs.billing.azurecost.AzureCostModule.Limits;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The waits of one month: what they may come to altogether is limited.
final class Waits {
  // So that a delay of 0, or a date that has passed, uses the time up too.
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final int MENDS = 3;
  private static final Logger log = LoggerFactory.getLogger(Waits.class);

  private final String about;
  private final Limits limits;
  private final Pause pause;
  private Duration left;
  private int broken;

  Waits(String about, Limits limits, Pause pause) {
    this.about = about;
    this.limits = limits;
    this.pause = pause;
    left = limits.totalWait();
  }

  /// Waits before Azure is asked again.
  void before(Reply.Busy again) throws Unanswered, InterruptedException {
    pause(again.why(), again.delay().orElse(limits.unnamedWait()));
  }

  /// Waits a little longer from one break of a page to the next.
  void before(Reply.Broken again) throws Unanswered, InterruptedException {
    if (broken == MENDS) {
      throw new Unanswered(again.why() + ", and so it was " + MENDS + " times before");
    }
    broken++;
    pause(again.why(), again.delay().orElse(Duration.ofSeconds(1L << broken)));
  }

  /// A page has come: what breaks after it is another matter.
  void mended() {
    broken = 0;
  }

  private void pause(String why, Duration asked) throws Unanswered, InterruptedException {
    Duration wait = asked.compareTo(SHORTEST) < 0 ? SHORTEST : asked;
    if (wait.compareTo(limits.singleWait()) > 0) {
      throw new Unanswered(
          why + ", and asks for a wait of " + wait.toSeconds() + " s, which is too long");
    }
    if (wait.compareTo(left) > 0) {
      throw new Unanswered(
          why + ", and the " + limits.totalWait().toSeconds() + " s to wait for it are used up");
    }
    left = left.minus(wait);
    log.warn("{}: {}; asked again in {} s", about, why, wait.toSeconds());
    pause.of(wait);
  }
}
