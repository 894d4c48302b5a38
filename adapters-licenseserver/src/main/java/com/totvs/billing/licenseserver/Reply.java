package com.totvs.billing.licenseserver;

import com.totvs.billing.application.license.Answer;
import java.time.Duration;
import java.util.Optional;

/// How a question ended.
///
/// @param failure what is wrong with License Server itself; empty when it is well, whatever it says
///   of this license
record Reply(Answer answer, Optional<String> failure) {

  static Reply of(Answer answer) {
    return new Reply(answer, Optional.empty());
  }

  /// It is well, but says nothing that could be used about this license.
  static Reply unusable(String why) {
    return of(new Answer.Silent(why, Optional.empty()));
  }

  static Reply denied(String why) {
    return new Reply(new Answer.Denied(why), Optional.of(why));
  }

  static Reply failing(String why, Optional<Duration> retryAfter) {
    return new Reply(new Answer.Silent(why, retryAfter), Optional.of(why));
  }
}
