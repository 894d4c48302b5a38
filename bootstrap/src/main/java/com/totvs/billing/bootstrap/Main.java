package com.totvs.billing.bootstrap;

import com.totvs.billing.bootstrap.command.Commands;

/// Where the program begins.
final class Main {
  private Main() {}

  static void main(String[] args) {
    System.setProperty("org.jooq.no-logo", "true");
    System.setProperty("org.jooq.no-tips", "true");
    System.exit(Commands.line(System.getenv()).execute(args));
  }
}
