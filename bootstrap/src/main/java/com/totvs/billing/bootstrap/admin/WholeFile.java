package com.totvs.billing.bootstrap.admin;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// A file that is replaced as a whole: until all of it is written, what was there stays.
record WholeFile(Path path) {

  /// Writes what comes to stand in a file.
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /// Writes it beside its place, and moves it there when it is complete.
  void write(Content content) throws IOException {
    // A link stays one. A device or a pipe holds nothing that could be lost.
    Path target = Files.exists(path) ? path.toRealPath() : path;
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      try (OutputStream out = Files.newOutputStream(target)) {
        content.writeTo(out);
      }
      return;
    }
    Path draft = target.resolveSibling("%s.%d.part".formatted(target.getFileName(), ownId()));
    try {
      write(draft, target, content);
      Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      var _ = Files.deleteIfExists(draft);
    }
  }

  private static void write(Path draft, Path target, Content content) throws IOException {
    try (OutputStream out = Files.newOutputStream(draft, StandardOpenOption.CREATE_NEW)) {
      if (Files.exists(target)) {
        Files.setPosixFilePermissions(draft, Files.getPosixFilePermissions(target));
      }
      content.writeTo(out);
    }
  }

  private static long ownId() {
    return ProcessHandle.current().pid();
  }
}
