package com.totvs.billing.bootstrap.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// Makes folders that only their user may enter.
public final class PrivateFolder {
  private PrivateFolder() {}

  /// Makes the folder and those above it; one that is there already stays as it is.
  ///
  /// @throws UncheckedIOException when it cannot be made or written, with what to do about it
  public static Path create(Path folder) {
    try {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      if (Files.isWritable(folder)) {
        return folder;
      }
      throw new IOException("it is not writable");
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the data directory "
              + folder
              + " cannot be used: set data-dir to a folder that this user may write ("
              + e.getMessage()
              + ")",
          e);
    }
  }
}
