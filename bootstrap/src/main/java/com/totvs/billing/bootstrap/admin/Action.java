package com.totvs.billing.bootstrap.admin;

import java.util.Arrays;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/// One of several things that a command does.
interface Action {

  /// The options that are for it, of those that are for some actions only.
  Set<String> options();

  /// Refuses the options that are for other actions: who gave one expects it to count.
  static <A extends Enum<A> & Action> void requireOwnOptions(CommandSpec spec, A action) {
    spec.commandLine().getParseResult().matchedOptions().stream()
        .map(OptionSpec::longestName)
        .filter(option -> !action.options().contains(option))
        .filter(option -> isOfAnother(action, option))
        .findFirst()
        .ifPresent(
            option -> {
              throw new ParameterException(
                  spec.commandLine(),
                  "%s is not for %s %s".formatted(option, spec.name(), action.name()));
            });
  }

  private static <A extends Enum<A> & Action> boolean isOfAnother(A action, String option) {
    return Arrays.stream(action.getDeclaringClass().getEnumConstants())
        .anyMatch(other -> other.options().contains(option));
  }
}
