package com.totvs.billing.bootstrap.demo;

import java.io.PrintWriter;

/// What the demo claims, line by line.
final class Claims {
  private final PrintWriter out;
  private boolean hold = true;

  Claims(PrintWriter out) {
    this.out = out;
  }

  /// Prints a claim, and whether it is so.
  void claim(String what, String figures, boolean right) {
    hold &= right;
    out.printf("    %-3s  %-54s %s%n", right ? "yes" : "NO", what, figures);
    out.flush();
  }

  /// Whether all of them are so.
  boolean hold() {
    return hold;
  }
}
