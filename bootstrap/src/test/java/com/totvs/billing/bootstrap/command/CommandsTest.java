package com.totvs.billing.bootstrap.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.JWT;
import com.auth0.jwt.interfaces.DecodedJWT;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class CommandsTest {
  private static final String SECRET = "0123456789abcdef0123456789abcdef";

  @TempDir private Path folder = Path.of("");

  private final Map<String, String> environment = new HashMap<>();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void help_and_version_are_there_for_all() {
    assertThat(run("--version")).isZero();
    assertThat(out.toString()).matches("billing \\d+\\.\\d+.*\\s*");
    for (String command : List.of("serve", "check", "token", "settings")) {
      assertThat(run(command, "--help")).isZero();
      assertThat(out.toString()).contains("Usage: billing " + command);
    }
  }

  @Test
  void a_wrong_option_ends_with_2() {
    assertThat(run("serve", "--fast")).isEqualTo(2);
    assertThat(err.toString()).contains("--fast");
    assertThat(run()).isEqualTo(2);
    assertThat(run("token", "--scope", "usage:all")).isEqualTo(2);
    assertThat(err.toString()).contains("usage:all", "usage:write, usage:read, usage:void");
    assertThat(run("token", "--valid-for", "ever")).isEqualTo(2);
  }

  @Test
  void an_option_that_would_do_nothing_ends_with_2() {
    assertThat(run("operations", "--cancel")).isEqualTo(2);
    assertThat(err.toString()).contains("--cancel needs a NAME");
    assertThat(run("operations", "operations/1", "--limit", "5")).isEqualTo(2);
    assertThat(err.toString()).contains("--limit goes without a NAME");
    assertThat(run("cost", "post", "--month", "2026-10")).isEqualTo(2);
    assertThat(err.toString()).contains("--month is not for cost post");
    assertThat(run("allocate", "--month", "2026-10", "--carrier", "solution/a")).isEqualTo(2);
    assertThat(err.toString()).contains("--carrier is not for allocate run");
    assertThat(run("close", "months", "--force")).isEqualTo(2);
    assertThat(err.toString()).contains("--force is not for close months");
  }

  @Test
  void less_than_one_row_is_no_limit() {
    for (String command : List.of("report", "operations", "cost items", "allocate rules")) {
      assertThat(run((command + " --limit -1").split(" "))).as(command).isEqualTo(2);
      assertThat(err.toString()).contains("--limit is -1, allowed is 1 or more");
    }
  }

  @Test
  void what_does_not_come_through_ends_with_1() {
    PrintWriter broken = new PrintWriter(new StringWriter());
    broken.close();

    CommandLine line = Commands.line(environment).setOut(broken).setErr(new PrintWriter(err));

    assertThat(line.execute("settings")).isEqualTo(1);
    assertThat(err.toString()).contains("standard output cannot be written to");
  }

  @Test
  void the_token_of_other_commands_is_no_setting() {
    environment.put("BILLING_TOKEN", "a token for a server");

    assertThat(run("token")).isZero();
    assertThat(run("check")).isZero();
  }

  @Test
  void the_help_tells_what_all_of_it_is_for() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).contains("divides what the platform costs", "closes months");
    assertThat(run("cost", "--help")).isZero();
    assertThat(out.toString()).contains("report and export need it");
  }

  @Test
  void a_wrong_setting_ends_with_2() {
    environment.put("BILLING_SERVER_PORT", "none");

    assertThat(run("serve")).isEqualTo(2);
    assertThat(run("token")).isEqualTo(2);
    assertThat(err.toString()).contains("BILLING_SERVER_PORT: 'none' is no such number");
  }

  @Test
  void check_says_which_settings_are_wrong_and_ends_with_1() {
    environment.put("BILLING_SERVER_PORT", "none");

    assertThat(run("check")).isEqualTo(1);
    assertThat(out.toString()).startsWith("NO").contains("BILLING_SERVER_PORT");
    assertThat(run("check", "--output", "json")).isEqualTo(1);
    assertThat(out.toString()).contains("\"right\" : false");
  }

  @Test
  void a_token_says_who_may_do_what_and_for_how_long() {
    environment.put("BILLING_TOKEN_SECRET", SECRET);

    assertThat(
            run(
                "token",
                "--subject=vision",
                "--scope=usage:write",
                "--scope=usage:read",
                "--solution=DTA",
                "--valid-for=5m"))
        .isZero();

    DecodedJWT token = JWT.decode(out.toString().strip());
    assertThat(token.getAlgorithm()).isEqualTo("HS256");
    assertThat(token.getSubject()).isEqualTo("vision");
    assertThat(token.getClaim("scope").asString()).isEqualTo("usage:read usage:write");
    assertThat(token.getClaim("solution_project_ids").asList(String.class)).containsExactly("DTA");
    assertThat(Duration.between(token.getIssuedAtAsInstant(), token.getExpiresAtAsInstant()))
        .isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void a_token_allows_everything_unless_limited() {
    assertThat(run("token")).isZero();

    DecodedJWT token = JWT.decode(out.toString().strip());
    assertThat(token.getClaim("scope").asString())
        .isEqualTo(
            "admin:read admin:write cost:read cost:write license:read month:close month:force"
                + " month:reopen usage:purge usage:read usage:void usage:write");
    assertThat(token.getClaim("solution_project_ids").isMissing()).isTrue();
  }

  @Test
  void no_token_is_issued_for_keys_of_others() {
    environment.put("BILLING_TOKEN_JWKS", "https://keys.example/jwks.json");

    assertThat(run("token")).isEqualTo(2);
    assertThat(err.toString()).contains("token.jwks").contains("private keys");
  }

  private int run(String... args) {
    environment.put("BILLING_DATA_DIR", folder.resolve("data").toString());
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    CommandLine line = Commands.line(environment);
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return line.execute(args);
  }
}
