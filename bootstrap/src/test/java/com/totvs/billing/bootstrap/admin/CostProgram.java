package com.totvs.billing.bootstrap.admin;

import com.totvs.billing.bootstrap.program.Program;
import com.totvs.billing.bootstrap.program.RunningBilling;
import com.totvs.billing.bootstrap.settings.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/// The whole program, with cost of an Azure that is asked when a test says so.
final class CostProgram {
  static final String GROUPS =
      "11111111-2222-3333-4444-555555555555/rg-dta,"
          + "11111111-2222-3333-4444-555555555555/RG-Shared";

  private CostProgram() {}

  static RunningBilling start(Path folder, URI azure, String groups) {
    return Program.start(
        Settings.of(
            Map.of(
                "server.port",
                "0",
                "data-dir",
                folder.resolve("data").toString(),
                "token.secret",
                Shell.SECRET,
                "azure.url",
                azure.toString(),
                "azure.token",
                "stand-in",
                "azure.resource-groups",
                groups,
                "azure.collect-at",
                "23:59:59",
                "log.level",
                "error")));
  }
}
