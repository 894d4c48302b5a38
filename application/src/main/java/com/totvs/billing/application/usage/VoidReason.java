package com.totvs.billing.application.usage;

import com.totvs.billing.domain.Require;

/// Why a record is wrong: 1 to 500 code points.
public record VoidReason(String text) {
  public VoidReason {
    text = Require.text(text, "reason", 1, 500);
  }
}
