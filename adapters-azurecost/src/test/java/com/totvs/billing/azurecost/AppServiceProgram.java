package com.totvs.billing.azurecost;

import com.totvs.billing.azurecost.AzureCostModule.Config;
import com.totvs.billing.azurecost.AzureCostModule.Credential;
import java.net.URI;
import java.util.Optional;

/// Reads a month as the managed identity that the environment of the process has.
final class AppServiceProgram {
  private AppServiceProgram() {}

  /// @param args where Azure is
  public static void main(String[] args) {
    Config config =
        Config.usual(URI.create(args[0]), new Credential.ManagedIdentity(Optional.empty()));
    System.out.println(
        AzureCostTest.costs(config, _ -> {})
            .read(AzureCostTest.GROUP, AzureCostTest.MONTH, AzureCostTest.BY_RESOURCE));
  }
}
