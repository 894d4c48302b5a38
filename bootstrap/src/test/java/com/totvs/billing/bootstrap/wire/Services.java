package com.totvs.billing.bootstrap.wire;

import com.google.longrunning.OperationsGrpc;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.totvs.billing.v1.AdminServiceGrpc;
import com.totvs.billing.v1.AllocationServiceGrpc;
import com.totvs.billing.v1.CatalogServiceGrpc;
import com.totvs.billing.v1.CostServiceGrpc;
import com.totvs.billing.v1.LicenseServiceGrpc;
import com.totvs.billing.v1.PurgeServiceGrpc;
import com.totvs.billing.v1.ReportServiceGrpc;
import com.totvs.billing.v1.UsageServiceGrpc;
import io.grpc.ServiceDescriptor;
import io.grpc.protobuf.ProtoServiceDescriptorSupplier;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// Every service that admins and product backends call, by its descriptors.
final class Services {
  private Services() {}

  /// Every method there is.
  static List<MethodDescriptor> methods() {
    return Stream.of(
            UsageServiceGrpc.getServiceDescriptor(),
            LicenseServiceGrpc.getServiceDescriptor(),
            CatalogServiceGrpc.getServiceDescriptor(),
            PurgeServiceGrpc.getServiceDescriptor(),
            ReportServiceGrpc.getServiceDescriptor(),
            CostServiceGrpc.getServiceDescriptor(),
            AllocationServiceGrpc.getServiceDescriptor(),
            AdminServiceGrpc.getServiceDescriptor(),
            OperationsGrpc.getServiceDescriptor())
        .flatMap(Services::methods)
        .toList();
  }

  private static Stream<MethodDescriptor> methods(ServiceDescriptor service) {
    var supplier =
        (ProtoServiceDescriptorSupplier) Objects.requireNonNull(service.getSchemaDescriptor());
    return supplier.getServiceDescriptor().getMethods().stream();
  }

  /// `Service/Method`, without the package.
  static String name(MethodDescriptor method) {
    return method.getService().getName() + "/" + method.getName();
  }

  /// `package.Service/Method`, as gRPC names it.
  static String fullName(MethodDescriptor method) {
    return method.getService().getFullName() + "/" + method.getName();
  }
}
