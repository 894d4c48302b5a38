package com.totvs.billing.bootstrap.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/// A file with one random secret, which only its user can read.
public record SecretFile(Path folder, String name) {
  private static final int BYTES = 32;

  /// Where it stands.
  public Path path() {
    return folder.resolve(name);
  }

  /// The secret; made at random where there is none yet. Several processes may do so at once and
  /// get the same one.
  public String readOrCreate() {
    try {
      if (!Files.exists(path())) {
        create();
      }
      return Files.readString(path()).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("the secret in " + path() + " cannot be read or made", e);
    }
  }

  // Written beside its place and linked into it, so that nobody ever reads half a secret and the
  // first of several writers wins.
  private void create() throws IOException {
    Path draft =
        Files.createTempFile(
            PrivateFolder.create(folder),
            "secret",
            ".new",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.writeString(draft, random());
      Files.createLink(path(), draft);
    } catch (FileAlreadyExistsException e) {
      return; // Another process was first: its secret counts.
    } finally {
      Files.delete(draft);
    }
  }

  private static String random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
