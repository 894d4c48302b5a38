package com.totvs.billing.bootstrap.admin;

import com.google.type.Money;
import com.totvs.billing.v1.FixedCost;
import com.totvs.billing.v1.Recurrence;
import java.math.BigDecimal;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// A fixed cost, as it is written on the command line.
final class FixedCostOptions {
  @Option(names = "--id", paramLabel = "ID", description = "create, end: the fixed cost.")
  private String id = "";

  @Option(names = "--description", paramLabel = "TEXT", description = "create: what it is for.")
  private String description = "";

  @Option(names = "--amount", paramLabel = "N", description = "create: such as 1500.00.")
  private BigDecimal amount = BigDecimal.ZERO;

  @Option(
      names = "--currency",
      paramLabel = "CODE",
      description = "create: default ${DEFAULT-VALUE}.")
  private String currency = "BRL";

  @Option(names = "--once", description = "create: in its first month only.")
  private boolean once;

  String id() {
    return id;
  }

  /// The fixed cost, without its months and its solution.
  FixedCost.Builder cost(CommandSpec spec) {
    return FixedCost.newBuilder()
        .setFixedCostId(id)
        .setDescription(description)
        .setAmount(money(spec))
        .setRecurrence(once ? Recurrence.RECURRENCE_ONCE : Recurrence.RECURRENCE_MONTHLY);
  }

  private Money money(CommandSpec spec) {
    BigDecimal units = new BigDecimal(amount.toBigInteger());
    try {
      return Money.newBuilder()
          .setCurrencyCode(currency)
          .setUnits(units.longValueExact())
          .setNanos(amount.subtract(units).movePointRight(9).intValueExact())
          .build();
    } catch (ArithmeticException e) {
      throw new ParameterException(spec.commandLine(), "--amount has too many digits", e);
    }
  }
}
