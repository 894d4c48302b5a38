package com.totvs.billing.bootstrap.admin;

import java.util.List;
import java.util.Map;

/// The commands that call a server.
public final class AdminCommands {
  private AdminCommands() {}

  /// All of them, for a program with this environment.
  public static List<Object> of(Map<String, String> environment) {
    return List.of(
        new PurgeCommand(environment),
        new RestoreCommand(environment),
        new VoidCommand(environment),
        new ReportCommand(environment),
        new ExportCommand(environment),
        new CostCommand(environment),
        new AllocateCommand(environment),
        new CloseCommand(environment),
        new OperationsCommand(environment),
        new JobsCommand(environment),
        new SelfCheckCommand(environment),
        new RebuildTotalsCommand(environment),
        new AuditCommand(environment));
  }
}
