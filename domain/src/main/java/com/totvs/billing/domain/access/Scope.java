package com.totvs.billing.domain.access;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What a token may do; the text is what the claim `scope` holds.
public enum Scope {
  USAGE_WRITE("usage:write"),
  USAGE_READ("usage:read"),
  USAGE_VOID("usage:void"),
  USAGE_PURGE("usage:purge"),
  LICENSE_READ("license:read"),
  COST_READ("cost:read"),
  COST_WRITE("cost:write"),
  MONTH_CLOSE("month:close"),
  MONTH_FORCE("month:force"),
  MONTH_REOPEN("month:reopen"),
  ADMIN_READ("admin:read"),
  ADMIN_WRITE("admin:write");

  private static final Map<String, Scope> BY_TEXT =
      Arrays.stream(values()).collect(Collectors.toMap(Scope::text, Function.identity()));

  private final String text;

  Scope(String text) {
    this.text = text;
  }

  /// The scope as tokens write it.
  public String text() {
    return text;
  }

  /// The scope of this text, if Billing knows it.
  public static Optional<Scope> of(String text) {
    return Optional.ofNullable(BY_TEXT.get(text));
  }
}
