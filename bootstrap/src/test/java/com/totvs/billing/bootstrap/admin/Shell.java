package com.totvs.billing.bootstrap.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.totvs.billing.bootstrap.command.Commands;
import com.totvs.billing.bootstrap.program.RunningBilling;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Where admins type commands, and read what the last one printed.
final class Shell {
  static final String SECRET = "a secret that only this test knows";

  /// Who the audit log says it was.
  static final String SUBJECT = "command line (" + System.getProperty("user.name") + ")";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /// Runs a command against a server.
  int run(RunningBilling billing, String command, String... arguments) {
    List<String> all =
        new ArrayList<>(List.of(command, "--address", billing.host() + ":" + billing.port()));
    all.addAll(List.of(arguments));
    return run(all.toArray(String[]::new));
  }

  int run(RunningBilling billing, String[] words, String last) {
    List<String> arguments = new ArrayList<>(List.of(words).subList(1, words.length));
    arguments.add(last);
    return run(billing, words[0], arguments.toArray(String[]::new));
  }

  int run(String... words) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Commands.line(Map.of("BILLING_TOKEN_SECRET", SECRET, "BILLING_LOG_LEVEL", "error"))
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(words);
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }

  JsonNode json() throws Exception {
    return JsonMapper.builder().build().readTree(out());
  }
}
