package com.totvs.billing.bootstrap.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// How many rows of a list are shown.
final class Limit {
  private static final int PAGE = 1_000;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Most rows. Default: ${DEFAULT-VALUE}.")
  private int limit;

  Limit(int usual) {
    this.limit = usual;
  }

  /// The rows of as many pages as it takes, as a list of the caller. Says on standard error when
  /// there are more of them.
  ///
  /// @param ask for the page of a size and with a token, which is empty for the first one
  <P, R> List<R> rows(
      BiFunction<Integer, String, P> ask, Function<P, List<R>> rows, Function<P, String> next) {
    int size = Math.min(required(), PAGE);
    List<R> read = new ArrayList<>();
    String token = "";
    do {
      P page = ask.apply(size, token);
      read.addAll(rows.apply(page));
      token = next.apply(page);
    } while (!token.isEmpty() && read.size() < limit);
    if (!token.isEmpty() || read.size() > limit) {
      spec.commandLine()
          .getErr()
          .println("billing: there are more rows than these " + limit + ": see --limit");
    }
    return new ArrayList<>(read.subList(0, Math.min(limit, read.size())));
  }

  private int required() {
    if (limit < 1) {
      throw new ParameterException(
          spec.commandLine(), "--limit is " + limit + ", allowed is 1 or more");
    }
    return limit;
  }
}
