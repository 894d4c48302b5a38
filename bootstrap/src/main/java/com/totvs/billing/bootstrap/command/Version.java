package com.totvs.billing.bootstrap.command;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/// The version that the build wrote down.
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() throws IOException {
    Properties build = new Properties();
    try (InputStream file = Version.class.getResourceAsStream("/billing-build.properties")) {
      if (file != null) {
        build.load(file);
      }
    }
    return new String[] {"billing " + build.getProperty("version", "unknown")};
  }
}
