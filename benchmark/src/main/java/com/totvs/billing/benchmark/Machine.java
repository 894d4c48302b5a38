package com.totvs.billing.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/// What the figures were measured on; without it they say little.
record Machine(String processor, int processors, long memoryMb, String java, String postgresql) {
  private static final Path CPU = Path.of("/proc/cpuinfo");

  static Machine here(Sql sql) {
    var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return new Machine(
        processorName(),
        Runtime.getRuntime().availableProcessors(),
        system.getTotalMemorySize() >> 20,
        Runtime.version().toString(),
        sql.text("SHOW server_version"));
  }

  private static String processorName() {
    if (!Files.isReadable(CPU)) {
      return System.getProperty("os.arch");
    }
    try (var lines = Files.lines(CPU)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElseGet(() -> System.getProperty("os.arch"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
