package com.totvs.billing.domain.customer;

import com.totvs.billing.domain.Require;
import java.util.Locale;
import java.util.regex.Pattern;

/// A customer's T-code in its one spelling: trimmed, upper-cased, without a leading T before
/// digits.
public record CustomerCode(String value) implements Comparable<CustomerCode> {
  private static final Pattern T_BEFORE_DIGITS = Pattern.compile("^T(?=[0-9])");

  public CustomerCode {
    value = T_BEFORE_DIGITS.matcher(value.strip().toUpperCase(Locale.ROOT)).replaceFirst("");
    value = Require.text(value, "customer_code", 1, 20);
  }

  @Override
  public int compareTo(CustomerCode other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
