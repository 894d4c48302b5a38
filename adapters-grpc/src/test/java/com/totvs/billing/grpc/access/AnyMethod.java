package com.totvs.billing.grpc.access;

import com.google.longrunning.OperationsGrpc;
import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import com.totvs.billing.grpc.TestServer;
import com.totvs.billing.v1.AdminServiceGrpc;
import com.totvs.billing.v1.AllocationServiceGrpc;
import com.totvs.billing.v1.CatalogServiceGrpc;
import com.totvs.billing.v1.CostServiceGrpc;
import com.totvs.billing.v1.LicenseServiceGrpc;
import com.totvs.billing.v1.PurgeServiceGrpc;
import com.totvs.billing.v1.ReportServiceGrpc;
import com.totvs.billing.v1.UsageServiceGrpc;
import io.grpc.CallOptions;
import io.grpc.MethodDescriptor;
import io.grpc.ServiceDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ClientCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Calls methods by their names, whatever they take and answer.
final class AnyMethod {
  private final TestServer server;

  AnyMethod(TestServer server) {
    this.server = server;
  }

  /// The names of all methods of all services.
  static Stream<String> names() {
    return services()
        .flatMap(service -> service.getMethods().stream())
        .map(MethodDescriptor::getFullMethodName);
  }

  /// The services whose methods are known.
  static Stream<ServiceDescriptor> services() {
    return Stream.of(
        UsageServiceGrpc.getServiceDescriptor(),
        LicenseServiceGrpc.getServiceDescriptor(),
        CatalogServiceGrpc.getServiceDescriptor(),
        PurgeServiceGrpc.getServiceDescriptor(),
        ReportServiceGrpc.getServiceDescriptor(),
        AdminServiceGrpc.getServiceDescriptor(),
        CostServiceGrpc.getServiceDescriptor(),
        AllocationServiceGrpc.getServiceDescriptor(),
        OperationsGrpc.getServiceDescriptor());
  }

  /// Everything that comes back as text, a failure with all it says.
  String answer(String name, Message request, String token) {
    StringBuilder text = new StringBuilder();
    try {
      call(name, request, token)
          .forEach(
              answer ->
                  text.append(TextFormat.printer().escapingNonAscii(false).printToString(answer)));
    } catch (StatusRuntimeException e) {
      text.append(e).append(StatusProto.fromThrowable(e));
    }
    return text.toString();
  }

  /// What comes back.
  List<Message> call(String name, Message request, String token) {
    List<Message> answers = new ArrayList<>();
    ClientCalls.blockingServerStreamingCall(
            server.as(token), streamed(method(name)), CallOptions.DEFAULT, request)
        .forEachRemaining(answers::add);
    return answers;
  }

  // A unary method can be called as a stream of one.
  private static MethodDescriptor<Message, Message> streamed(
      MethodDescriptor<Message, Message> method) {
    return method.toBuilder().setType(MethodDescriptor.MethodType.SERVER_STREAMING).build();
  }

  @SuppressWarnings("unchecked") // Every generated method speaks messages.
  private static MethodDescriptor<Message, Message> method(String name) {
    return (MethodDescriptor<Message, Message>)
        services()
            .flatMap(service -> service.getMethods().stream())
            .filter(method -> method.getFullMethodName().equals(name))
            .filter(method -> method.getSchemaDescriptor() instanceof ProtoMethodDescriptorSupplier)
            .findFirst()
            .orElseThrow();
  }
}
