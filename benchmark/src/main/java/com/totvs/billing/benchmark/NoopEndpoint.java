package com.totvs.billing.benchmark;

import com.totvs.billing.v1.RecordUsageRequest;
import com.totvs.billing.v1.RecordUsageResponse;
import io.grpc.BindableService;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ServerCalls;
import java.util.Objects;

/// Answers at once. What a call to it costs is what gRPC, the interceptors and a virtual thread
/// cost.
final class NoopEndpoint implements BindableService {

  @Override
  public ServerServiceDefinition bindService() {
    MethodDescriptor<RecordUsageRequest, RecordUsageResponse> noop = Methods.NOOP;
    String name = MethodDescriptor.extractFullServiceName(noop.getFullMethodName());
    return ServerServiceDefinition.builder(Objects.requireNonNull(name))
        .addMethod(
            noop,
            ServerCalls.asyncUnaryCall(
                (request, answer) -> {
                  answer.onNext(
                      RecordUsageResponse.newBuilder()
                          .setUsageId(request.getUsage().getUsageId())
                          .setAcceptedTime(request.getUsage().getOccurredTime())
                          .build());
                  answer.onCompleted();
                }))
        .build();
  }
}
