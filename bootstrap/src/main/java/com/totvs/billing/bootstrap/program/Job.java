package com.totvs.billing.bootstrap.program;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Work that is repeated whatever happens: a failure is logged, once until it works again.
final class Job implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(Job.class);

  private final String name;
  private final Runnable work;
  private boolean failing;

  Job(String name, Runnable work) {
    this.name = name;
    this.work = work;
  }

  // An error as well: a schedule that one escapes from never runs again.
  @Override
  public void run() {
    try {
      work.run();
      if (failing) {
        failing = false;
        log.info("{} works again", name);
      }
    } catch (RuntimeException | Error e) {
      if (!failing) {
        failing = true;
        log.error("{} failed and is tried again: {}", name, e.toString(), e);
      }
    }
  }
}
