package com.totvs.billing.bootstrap.program;

import com.totvs.billing.application.health.Finding;
import com.totvs.billing.application.health.Storage;
import com.totvs.billing.application.license.Answer;
import com.totvs.billing.application.license.LicenseServer;
import com.totvs.billing.bootstrap.settings.LicenseServerSettings;
import com.totvs.billing.bootstrap.settings.Settings;
import com.totvs.billing.domain.license.LicenseId;
import com.totvs.billing.grpc.GrpcModule;
import java.util.ArrayList;
import java.util.List;

/// Looks at everything that must be right before calls can be answered.
public final class Inspection {
  private static final LicenseId NOBODYS = new LicenseId("billing-check");

  private final Settings settings;
  private final List<Finding> findings = new ArrayList<>();

  private Inspection(Settings settings) {
    this.settings = settings;
  }

  /// What was found, good and bad. Without a database set, the embedded one is started for it,
  /// unless it runs already.
  public static List<Finding> of(Settings settings) {
    Inspection inspection = new Inspection(settings);
    inspection.findings.add(new Finding("settings are complete", true, ""));
    inspection.findings.addAll(TlsFiles.inspect(settings));
    try (Assembly assembly = new Assembly(settings, true, List.of())) {
      inspection.inspect(assembly);
    } catch (RuntimeException e) {
      inspection.findings.add(new Finding("program starts", false, String.valueOf(e.getMessage())));
    }
    return inspection.findings;
  }

  private void inspect(Assembly assembly) {
    Storage storage = assembly.part(Storage.class);
    assembly.closeFirst(storage);
    if (assembly.ownDatabase()) {
      storage.open();
    }
    findings.addAll(storage.inspect());
    findings.add(assembly.part(GrpcModule.Keys.class).inspect());
    findings.add(licenseServer(assembly.part(LicenseServer.class)));
  }

  private Finding licenseServer(LicenseServer licenseServer) {
    String what = "License Server answers";
    if (settings.get(LicenseServerSettings.URL).isEmpty()) {
      return new Finding(what, true, "a stand-in, since license-server.url is not set");
    }
    return switch (licenseServer.ask(NOBODYS)) {
      case Answer.Held _ -> new Finding(what, true, "");
      case Answer.Nobody() ->
          new Finding(
              what,
              true,
              "it knows no license "
                  + NOBODYS.value()
                  + ", as expected; a wrong license-server.path would look the same");
      case Answer.Denied(var why) ->
          new Finding(what, false, why + ": mend license-server.credential and its header");
      case Answer.Silent(var why, var _) -> silent(what, why);
      case Answer.NotAsked(var why, var _) -> silent(what, why);
    };
  }

  private static Finding silent(String what, String why) {
    return new Finding(
        what, false, why + ": check license-server.url and license-server.path, and the network");
  }
}
