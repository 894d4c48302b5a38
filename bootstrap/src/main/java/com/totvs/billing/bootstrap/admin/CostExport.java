package com.totvs.billing.bootstrap.admin;

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

  /// Writes it, and returns the exit code.
  int write(CommandSpec spec, Channel channel, CostFilter filter) {
    Iterator<ExportCostResponse> parts =
        ReportServiceGrpc.newBlockingStub(channel)
            .exportCost(ExportCostRequest.newBuilder().setFormat(format).setFilter(filter).build());
    ExportCommand.write(
        spec, file, () -> parts.hasNext() ? parts.next().getContent() : ByteString.EMPTY);
    return ExitCode.OK;
  }
}
