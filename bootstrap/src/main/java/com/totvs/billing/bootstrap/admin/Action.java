package com.totvs.billing.bootstrap.admin;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/// One of several things that a command does.
interface Action {

  /// The options that are for it, of those that are for some actions only, separated by spaces.
  String options();

  private boolean has(String option) {
    return List.of(options().split(" ")).contains(option);
  }

  /// Refuses the options that are for other actions: who gave one expects it to count.
  static <A extends Enum<A> & Action> void requireOwnOptions(CommandSpec spec, A action) {
    Action own = action;
    List<Action> all = List.of(action.getDeclaringClass().getEnumConstants());
    spec.commandLine().getParseResult().matchedOptions().stream()
        .map(OptionSpec::longestName)
        .filter(option -> !own.has(option))
        .filter(option -> all.stream().anyMatch(other -> other.has(option)))
        .findFirst()
        .ifPresent(
            option -> {
              throw new ParameterException(
                  spec.commandLine(),
                  "%s is not for %s %s".formatted(option, spec.name(), action.name()));
            });
  }
}
