package com.totvs.billing.bootstrap.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Keeps a folder for one program. The lock belongs to the process, so the operating system lets go
/// of it however the process ends.
public final class FolderLock implements AutoCloseable {
  // Closing any channel of a file gives up all locks this process has on it: a folder that is
  // taken already must not be opened again.
  private static final Set<Path> TAKEN = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final FileChannel channel;

  private FolderLock(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /// Takes the folder; empty while another program, or this one, has it.
  public static Optional<FolderLock> tryTake(Path folder) {
    try {
      Path real = folder.toRealPath();
      return TAKEN.add(real) ? lock(real) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("the folder " + folder + " cannot be locked", e);
    }
  }

  private static Optional<FolderLock> lock(Path folder) throws IOException {
    try {
      FileChannel channel =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FolderLock lock = new FolderLock(folder, channel);
      if (channel.tryLock() != null) {
        return Optional.of(lock);
      }
      lock.close();
      return Optional.empty();
    } catch (IOException e) {
      TAKEN.remove(folder);
      throw e;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the folder " + folder + " cannot be unlocked", e);
    } finally {
      TAKEN.remove(folder);
    }
  }
}
