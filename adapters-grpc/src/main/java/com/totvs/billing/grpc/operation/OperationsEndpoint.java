package com.totvs.billing.grpc.operation;

import com.google.longrunning.CancelOperationRequest;
import com.google.longrunning.DeleteOperationRequest;
import com.google.longrunning.GetOperationRequest;
import com.google.longrunning.ListOperationsRequest;
import com.google.longrunning.ListOperationsResponse;
import com.google.longrunning.Operation;
import com.google.longrunning.OperationsGrpc.OperationsImplBase;
import com.google.longrunning.WaitOperationRequest;
import com.google.protobuf.Empty;
import com.totvs.billing.application.operation.Operations;
import com.totvs.billing.application.operation.WatchOperations;
import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.Violations;
import com.totvs.billing.domain.access.Caller;
import com.totvs.billing.domain.operation.OperationId;
import com.totvs.billing.grpc.access.Authentication;
import com.totvs.billing.grpc.call.Page;
import com.totvs.billing.grpc.call.Unary;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.List;

/// Shows operations, and lets callers wait for them and cancel them. Operations are kept: deleting
/// one is not implemented.
final class OperationsEndpoint extends OperationsImplBase {
  private static final int MOST_NANOS = 999_999_999;

  private final WatchOperations operations;

  OperationsEndpoint(WatchOperations operations) {
    this.operations = operations;
  }

  @Override
  public void getOperation(GetOperationRequest request, StreamObserver<Operation> caller) {
    Unary.answer(
        caller,
        () ->
            OperationWire.operation(
                operations.get(Authentication.caller(), OperationId.parse(request.getName()))));
  }

  @Override
  public void listOperations(
      ListOperationsRequest request, StreamObserver<ListOperationsResponse> caller) {
    Unary.answer(caller, () -> list(request, Authentication.caller()));
  }

  @Override
  public void waitOperation(WaitOperationRequest request, StreamObserver<Operation> caller) {
    Unary.answerPatiently(
        caller,
        WatchOperations.LONGEST_WAIT,
        patience ->
            OperationWire.operation(
                operations.await(
                    Authentication.caller(),
                    OperationId.parse(request.getName()),
                    atMost(request, patience),
                    Context.current()::isCancelled)));
  }

  @Override
  public void cancelOperation(CancelOperationRequest request, StreamObserver<Empty> caller) {
    Unary.answer(
        caller,
        () -> {
          operations.cancel(Authentication.caller(), OperationId.parse(request.getName()));
          return Empty.getDefaultInstance();
        });
  }

  @Override
  public void deleteOperation(DeleteOperationRequest request, StreamObserver<Empty> caller) {
    caller.onError(
        Status.UNIMPLEMENTED
            .withDescription("operations are kept: none is deleted")
            .asRuntimeException());
  }

  private ListOperationsResponse list(ListOperationsRequest request, Caller caller) {
    Violations found = new Violations("");
    Page asked = found.check(() -> Page.of(request, caller));
    Operations.Filter filter = found.check(() -> OperationFilter.of(request.getFilter()));
    if (!request.getName().isEmpty() && !request.getName().equals("operations")) {
      found.add("name", "must be \"operations\" or empty");
    }
    Page page = found.valid(asked);
    List<com.totvs.billing.domain.operation.Operation> read =
        operations.list(
            caller,
            found.valid(filter),
            page.after(position -> OperationId.parse(position.getFirst())),
            page.limit());
    return ListOperationsResponse.newBuilder()
        .addAllOperations(page.rows(read).stream().map(OperationWire::operation).toList())
        .setNextPageToken(page.next(read, row -> List.of(row.id().toString())))
        .build();
  }

  private static Duration atMost(WaitOperationRequest request, Duration patience) {
    if (!request.hasTimeout()) {
      return patience;
    }
    com.google.protobuf.Duration told = request.getTimeout();
    if (told.getSeconds() < 0 || told.getNanos() < 0 || told.getNanos() > MOST_NANOS) {
      throw BillingException.invalid("timeout", "is not a duration of 0 or more");
    }
    Duration timeout = Duration.ofSeconds(told.getSeconds(), told.getNanos());
    return timeout.compareTo(patience) < 0 ? timeout : patience;
  }
}
