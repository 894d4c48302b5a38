package com.totvs.billing.bootstrap.embedded;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// PostgreSQL's programs, unpacked from the archive on the class path.
final class Binaries {
  private Binaries() {}

  /// The folder with the programs, below `parent`. Unpacked once for each version.
  static Path unpack(Path parent) throws IOException {
    byte[] archive = archive();
    Path folder = parent.resolve("postgresql-" + digest(archive));
    if (!Files.exists(folder)) {
      Path draft = Files.createTempDirectory(parent, "postgresql-new-");
      extract(archive, draft);
      Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
    }
    return folder;
  }

  private static byte[] archive() throws IOException {
    try (InputStream archive =
        DefaultPostgresBinaryResolver.INSTANCE.getPgBinary("Linux", architecture())) {
      return archive.readAllBytes();
    }
  }

  private static String architecture() {
    String name = System.getProperty("os.arch");
    return name.equals("amd64") ? "x86_64" : name;
  }

  private static void extract(byte[] archive, Path folder) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        extract(tar, entry, folder.resolve(entry.getName()).normalize());
      }
    }
  }

  private static void extract(InputStream tar, TarArchiveEntry entry, Path place)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(place);
      return;
    }
    Files.createDirectories(place.resolveSibling("."));
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(place, Path.of(entry.getLinkName()));
    } else {
      Files.copy(tar, place);
      boolean program = entry.getName().contains("bin/");
      Files.setPosixFilePermissions(
          place, PosixFilePermissions.fromString(program ? "rwx------" : "rw-------"));
    }
  }

  private static String digest(byte[] archive) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(archive);
      return HexFormat.of().formatHex(digest, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
