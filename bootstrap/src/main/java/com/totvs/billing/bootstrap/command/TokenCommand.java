package com.totvs.billing.bootstrap.command;

import com.totvs.billing.bootstrap.settings.TokenSettings;
import com.totvs.billing.bootstrap.token.Grant;
import com.totvs.billing.bootstrap.token.TokenIssuer;
import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.access.Scope;
import com.totvs.billing.domain.catalog.SolutionId;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Issues a token for trying things out.
@Command(
    name = "token",
    description = {
      "Prints a development token, signed with token.secret or else the development key.",
      "Where keys come from a JWKS, tokens come from whoever holds the private keys."
    })
final class TokenCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private final SettingsSource source;

  @Option(
      names = "--scope",
      paramLabel = "SCOPE",
      description = "What the token allows; may be repeated. Default: everything.")
  private List<String> scopes = List.of();

  @Option(
      names = "--solution",
      paramLabel = "PROJECT_ID",
      description = "The only solution that may be seen; may be repeated. Default: all.")
  private List<String> solutions = List.of();

  @Option(
      names = "--subject",
      paramLabel = "NAME",
      description = "Who calls. Default: ${DEFAULT-VALUE}.")
  private String subject = "developer";

  @Option(
      names = "--valid-for",
      paramLabel = "TIME",
      description = "How long it is good, such as 30m or 8h. Default: ${DEFAULT-VALUE}.")
  private String validFor = "8h";

  TokenCommand(Map<String, String> environment) {
    this.source = new SettingsSource(environment);
  }

  @Override
  public void run() {
    Grant grant = new Grant(subject, scopes(), solutions(), validFor());
    String token = TokenIssuer.of(source.read(), Clock.systemUTC()).issue(grant);
    spec.commandLine().getOut().println(token);
    spec.commandLine().getOut().flush();
  }

  private Set<Scope> scopes() {
    return scopes.isEmpty()
        ? EnumSet.allOf(Scope.class)
        : scopes.stream().map(this::scope).collect(Collectors.toSet());
  }

  private Scope scope(String text) {
    return Scope.of(text)
        .orElseThrow(
            () ->
                wrong(
                    "--scope "
                        + text
                        + " is no scope; allowed: "
                        + Arrays.stream(Scope.values())
                            .map(Scope::text)
                            .collect(Collectors.joining(", "))));
  }

  private Set<SolutionId> solutions() {
    try {
      return solutions.stream().map(SolutionId::new).collect(Collectors.toSet());
    } catch (BillingException e) {
      throw wrong("--solution is no project id: 1 to 64 characters");
    }
  }

  private Duration validFor() {
    try {
      return TokenSettings.LIFETIME.apply(validFor);
    } catch (IllegalArgumentException e) {
      throw wrong("--valid-for " + validFor + " " + e.getMessage());
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
