package com.totvs.billing.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.totvs.billing.bootstrap.command.Commands;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.util.Locale;

/// Where the program begins.
final class Main {
  private Main() {}

  static void main(String[] args) {
    System.setProperty("org.jooq.no-logo", "true");
    System.setProperty("org.jooq.no-tips", "true");
    // One way to write figures, whatever the machine's: amounts are written so too.
    Locale.setDefault(Locale.ROOT);
    System.exit(Commands.line(System.getenv()).setOut(standardOutput()).execute(args));
  }

  // Not System.out, which keeps to itself that a disk is full; and exports are UTF-8 everywhere.
  private static PrintWriter standardOutput() {
    return new PrintWriter(new FileOutputStream(FileDescriptor.out), true, UTF_8);
  }
}
