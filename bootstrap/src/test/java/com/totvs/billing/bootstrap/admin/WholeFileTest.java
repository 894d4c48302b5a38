package com.totvs.billing.bootstrap.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WholeFileTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void a_file_is_replaced_when_all_of_it_is_written() throws IOException {
    Path file = Files.writeString(folder.resolve("october.csv"), "old");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

    new WholeFile(file)
        .write(
            out -> {
              out.write("new".getBytes(UTF_8));
              out.flush();
              assertThat(file).hasContent("old");
            });

    assertThat(file).hasContent("new");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-----");
    assertThat(folder).isDirectoryContaining(file::equals);
    assertThat(folder.toFile().list()).hasSize(1);
  }

  @Test
  void what_fails_half_way_leaves_what_was_there() throws IOException {
    Path file = Files.writeString(folder.resolve("october.csv"), "old");
    Path none = folder.resolve("november.csv");

    for (Path one : new Path[] {file, none}) {
      assertThatThrownBy(
              () ->
                  new WholeFile(one)
                      .write(
                          out -> {
                            out.write("half".getBytes(UTF_8));
                            throw new IOException("the server is gone");
                          }))
          .hasMessage("the server is gone");
    }

    assertThat(file).hasContent("old");
    assertThat(folder.toFile().list()).containsExactly("october.csv");
  }

  @Test
  void a_link_stays_one() throws IOException {
    Path file = Files.writeString(folder.resolve("october.csv"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("latest.csv"), file);

    new WholeFile(link).write(out -> out.write("new".getBytes(UTF_8)));

    assertThat(link).isSymbolicLink();
    assertThat(file).hasContent("new");
  }

  @Test
  void a_device_is_written_to_as_it_is() throws IOException {
    Path device = Path.of("/dev/null");

    new WholeFile(device).write(out -> out.write("new".getBytes(UTF_8)));

    assertThat(Files.isRegularFile(device)).isFalse();
  }
}
