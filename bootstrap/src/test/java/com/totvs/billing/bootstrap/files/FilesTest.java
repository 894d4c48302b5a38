package com.totvs.billing.bootstrap.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FilesTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void a_secret_is_made_once_and_readable_by_its_user_only() throws IOException {
    Path data = folder.resolve("a/b");
    SecretFile file = new SecretFile(data, "development.key");

    String secret = file.readOrCreate();

    assertThat(secret).hasSize(64).isEqualTo(file.readOrCreate());
    assertThat(permissions(file.path())).isEqualTo("rw-------");
    assertThat(permissions(data)).isEqualTo("rwx------");
    assertThat(data).isDirectoryContaining("glob:**development.key");
    assertThat(data.toFile().list()).hasSize(1);
  }

  @Test
  void many_who_make_a_secret_at_once_get_the_same() {
    SecretFile file = new SecretFile(folder, "development.key");

    assertThat(IntStream.range(0, 50).parallel().mapToObj(_ -> file.readOrCreate()).distinct())
        .hasSize(1);
  }

  @Test
  void a_folder_is_taken_by_one_at_a_time() {
    FolderLock first = FolderLock.tryTake(folder).orElseThrow();

    assertThat(FolderLock.tryTake(folder)).isEmpty();
    first.close();
    FolderLock.tryTake(folder).orElseThrow().close();
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
