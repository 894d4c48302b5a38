package com.totvs.billing.bootstrap.command;

import com.totvs.billing.bootstrap.settings.SettingTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Prints what can be set.
@Command(name = "settings", description = "Prints every setting, as a table in Markdown.")
final class SettingsCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().getOut().print(SettingTable.markdown());
    spec.commandLine().getOut().flush();
  }
}
