package com.totvs.billing.licenseserver;

import java.io.Serial;

/// License Server answered, but not what the contract says. The text quotes nothing of the answer.
final class UnusableAnswer extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  UnusableAnswer(String why) {
    super("License Server's answer cannot be used: " + why, null, false, false);
  }

  String why() {
    return String.valueOf(getMessage());
  }
}
