package com.totvs.billing.bootstrap.settings;

import java.util.List;
import java.util.stream.Collectors;

/// Some settings are wrong. Tells all of them at once, and never a secret.
public final class SettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// One wrong setting.
  ///
  /// @param name the setting, as the operator wrote it
  /// @param wrong what is wrong with it
  /// @param allowed what would be right
  public record Problem(String name, String wrong, String allowed) {
    @Override
    public String toString() {
      return name + " " + wrong + (allowed.isEmpty() ? "" : "; allowed: " + allowed);
    }
  }

  private final transient List<Problem> problems;

  public SettingsException(List<Problem> problems) {
    super(
        problems.stream()
            .map(problem -> "  " + problem)
            .collect(
                Collectors.joining(
                    System.lineSeparator(),
                    (problems.size() == 1 ? "1 setting is" : problems.size() + " settings are")
                        + " wrong:"
                        + System.lineSeparator(),
                    "")));
    this.problems = List.copyOf(problems);
  }

  /// Every wrong setting.
  public List<Problem> problems() {
    return problems;
  }
}
