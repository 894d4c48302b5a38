package com.totvs.billing.domain.customer;

import com.totvs.billing.domain.Require;

/// Who pays: code and name as License Server tells them. The internal client's name is a constant
/// that no answer of License Server changes.
public record Customer(CustomerCode code, String name) {

  /// Answers for all usage whose purpose is support or development.
  public static final Customer INTERNAL =
      new Customer(new CustomerCode("99700"), "TOTVS – QUALIDADE");

  public Customer {
    name = code.value().equals("99700") ? "TOTVS – QUALIDADE" : Require.text(name, "name", 1, 255);
  }
}
