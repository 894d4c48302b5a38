package com.totvs.billing.azurecost;

import java.io.Serial;

/// The month cannot be read. The text is for operators, and holds no secret.
final class Unanswered extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  Unanswered(String why) {
    super(why, null, false, false);
  }

  /// Azure answered, but not what its documentation says.
  static Unanswered unusable(String why) {
    return new Unanswered("Azure's answer cannot be used: " + why);
  }

  String why() {
    return String.valueOf(getMessage());
  }
}
