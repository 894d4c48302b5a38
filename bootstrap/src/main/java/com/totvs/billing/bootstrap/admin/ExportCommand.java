package com.totvs.billing.bootstrap.admin;

import com.google.protobuf.ByteString;
import com.totvs.billing.v1.ExportUsageRequest;
import com.totvs.billing.v1.ExportUsageResponse;
import com.totvs.billing.v1.ReportServiceGrpc;
import com.totvs.billing.v1.UsageExportKind;
import io.grpc.Channel;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Writes usage as CSV.
@Command(
    name = "export",
    description = {
      "Writes usage as CSV (RFC 4180, UTF-8): every record, or a summary with --by.",
      "A file is replaced only when all of it has come, and the command ends with 0."
    })
final class ExportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private final Server server;
  @Mixin private final Filter filter = new Filter();
  @Mixin private final Grouping grouping = new Grouping();

  @Option(names = "--file", paramLabel = "FILE", description = "Default: standard output.")
  private Optional<Path> file = Optional.empty();

  @Option(names = "--summary", description = "A summary, even where --by names nothing.")
  private boolean summary;

  ExportCommand(Map<String, String> environment) {
    this.server = new Server(environment);
  }

  @Override
  public Integer call() throws Exception {
    ExportUsageRequest.Builder request = ExportUsageRequest.newBuilder().setFilter(filter.filter());
    if (summary || !grouping.dimensions().isEmpty()) {
      request
          .setKind(UsageExportKind.USAGE_EXPORT_KIND_SUMMARY)
          .addAllGroupBy(grouping.dimensions())
          .setOrder(grouping.order())
          .setCountDistinctUsers(grouping.distinctUsers());
    } else {
      grouping.refuseForRecords(spec.commandLine());
      request.setKind(UsageExportKind.USAGE_EXPORT_KIND_RECORDS);
    }
    return server.call(channel -> write(channel, request.build()));
  }

  private int write(Channel channel, ExportUsageRequest request) {
    Iterator<ExportUsageResponse> parts =
        ReportServiceGrpc.newBlockingStub(channel).exportUsage(request);
    write(spec, file, () -> parts.hasNext() ? parts.next().getContent() : ByteString.EMPTY);
    return ExitCode.OK;
  }

  /// Writes parts, until one is empty, into the file or to standard output.
  static void write(CommandSpec spec, Optional<Path> file, Supplier<ByteString> parts) {
    try {
      if (file.isPresent()) {
        new WholeFile(file.get()).write(out -> write(out, parts));
      } else {
        print(spec.commandLine().getOut(), parts);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(OutputStream out, Supplier<ByteString> parts) throws IOException {
    for (ByteString part = parts.get(); !part.isEmpty(); part = parts.get()) {
      part.writeTo(out);
    }
  }

  private static void print(PrintWriter out, Supplier<ByteString> parts) {
    for (ByteString part = parts.get(); !part.isEmpty(); part = parts.get()) {
      out.print(part.toString(StandardCharsets.UTF_8));
      Printed.requireArrived(out);
    }
  }
}
