package com.totvs.billing.bootstrap.demo;

import com.google.longrunning.Operation;
import com.google.longrunning.OperationsGrpc;
import com.google.longrunning.WaitOperationRequest;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.grpc.Channel;

/// Operations that are over.
final class Ended {
  private Ended() {}

  /// The result of the operation, once it is over.
  static <M extends Message> M result(Channel admin, Operation begun, Class<M> type) {
    Operation operation = begun;
    while (!operation.getDone()) {
      operation =
          OperationsGrpc.newBlockingStub(admin)
              .waitOperation(WaitOperationRequest.newBuilder().setName(begun.getName()).build());
    }
    try {
      return operation.getResponse().unpack(type);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(operation.getError().getMessage(), e);
    }
  }
}
