package com.totvs.billing.bootstrap.admin;

import static com.google.protobuf.ByteString.EMPTY;

import com.google.protobuf.ByteString;
import com.totvs.billing.v1.CostExportFormat;
import com.totvs.billing.v1.CostFilter;
import com.totvs.billing.v1.ExportCostRequest;
import com.totvs.billing.v1.ExportCostResponse;
import com.totvs.billing.v1.ReportServiceGrpc;
import io.grpc.Channel;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;

/// An export of cost, as a command writes it.
///
/// @param file without it: standard output
record CostExport(CostExportFormat format, Optional<Path> file) {

  /// Writes it, and returns the exit code. Says on standard error which months are to be allocated
  /// again.
  int write(CommandSpec spec, Channel channel, CostFilter filter) {
    Iterator<ExportCostResponse> parts =
        ReportServiceGrpc.newBlockingStub(channel)
            .exportCost(ExportCostRequest.newBuilder().setFormat(format).setFilter(filter).build());
    ExportCommand.write(spec, file, () -> parts.hasNext() ? content(spec, parts.next()) : EMPTY);
    return ExitCode.OK;
  }

  private static ByteString content(CommandSpec spec, ExportCostResponse part) {
    CostGapsTold.outdated(spec.commandLine().getErr(), part.getOutdatedMonthsList());
    return part.getContent();
  }
}
