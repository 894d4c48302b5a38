package com.totvs.billing.grpc.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.longrunning.CancelOperationRequest;
import com.google.longrunning.DeleteOperationRequest;
import com.google.longrunning.GetOperationRequest;
import com.google.longrunning.ListOperationsRequest;
import com.google.longrunning.Operation;
import com.google.longrunning.OperationsGrpc;
import com.google.longrunning.OperationsGrpc.OperationsBlockingStub;
import com.google.longrunning.OperationsGrpc.OperationsFutureStub;
import com.google.longrunning.WaitOperationRequest;
import com.google.protobuf.Duration;
import com.google.rpc.Code;
import com.totvs.billing.application.Examples;
import com.totvs.billing.application.operation.Operations;
import com.totvs.billing.application.operation.WatchOperations;
import com.totvs.billing.grpc.Refusal;
import com.totvs.billing.grpc.TestServer;
import com.totvs.billing.grpc.TestTokens;
import com.totvs.billing.grpc.access.Authentication;
import com.totvs.billing.v1.AdminServiceGrpc;
import com.totvs.billing.v1.RebuildTotalsRequest;
import io.grpc.Context;
import io.grpc.Context.CancellableContext;
import io.grpc.stub.StreamObserver;
import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperationsEndpointTest {
  private final TestServer server = new TestServer();
  private final OperationsBlockingStub operations =
      OperationsGrpc.newBlockingStub(server.as(TestTokens.admin()));
  private String name = "";

  @BeforeEach
  void begin() {
    name =
        AdminServiceGrpc.newBlockingStub(server.as(TestTokens.admin()))
            .rebuildTotals(RebuildTotalsRequest.getDefaultInstance())
            .getOperation()
            .getName();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void whoever_waits_is_answered_as_soon_as_it_is_done() throws Exception {
    OperationsFutureStub waiting = OperationsGrpc.newFutureStub(server.as(TestTokens.admin()));
    var ended = waiting.waitOperation(WaitOperationRequest.newBuilder().setName(name).build());

    server.runOperations();

    assertThat(ended.get(20, TimeUnit.SECONDS).getDone()).isTrue();
  }

  @Test
  void a_wait_ends_before_the_callers_deadline_does() {
    Operation operation =
        operations
            .withDeadlineAfter(1, TimeUnit.SECONDS)
            .waitOperation(
                WaitOperationRequest.newBuilder()
                    .setName(name)
                    .setTimeout(Duration.newBuilder().setSeconds(3_600))
                    .build());

    assertThat(operation.getDone()).isFalse();
  }

  @Test
  void a_wait_ends_when_its_caller_goes_away() throws Exception {
    CountDownLatch looked = new CountDownLatch(3);
    OperationsEndpoint endpoint =
        new OperationsEndpoint(new WatchOperations(counted(server.store.operations(), looked)));
    CancellableContext call =
        Context.current().withValue(Authentication.CALLER, Examples.ADMIN).withCancellation();
    Thread waiting =
        Thread.startVirtualThread(
            call.wrap(
                () ->
                    endpoint.waitOperation(
                        WaitOperationRequest.newBuilder().setName(name).build(),
                        new NobodyListens())));
    assertThat(looked.await(20, TimeUnit.SECONDS)).isTrue();

    call.cancel(null);

    assertThat(waiting.join(java.time.Duration.ofSeconds(5))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"-1, 0", "0, -1", "1, 1000000000", "9223372036854775807, 2147483647"})
  void a_timeout_that_is_no_time_is_refused(long seconds, int nanos) {
    Duration timeout = Duration.newBuilder().setSeconds(seconds).setNanos(nanos).build();

    Refusal refusal =
        Refusal.of(
            () ->
                operations.waitOperation(
                    WaitOperationRequest.newBuilder().setName(name).setTimeout(timeout).build()));

    assertThat(refusal.violations()).containsExactly("timeout");
  }

  @Test
  void cancelling_what_is_over_changes_nothing() {
    server.runOperations();
    Operation before = get(name);

    var _ = operations.cancelOperation(CancelOperationRequest.newBuilder().setName(name).build());

    assertThat(get(name)).isEqualTo(before);
  }

  @Test
  void cancelling_twice_is_cancelling_once() {
    CancelOperationRequest request = CancelOperationRequest.newBuilder().setName(name).build();
    var _ = operations.cancelOperation(request);
    var _ = operations.cancelOperation(request);
    server.runOperations();

    assertThat(get(name).getError().getCode()).isEqualTo(Code.CANCELLED_VALUE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "operations",
        "operations/",
        "operations/1",
        "operations/0199e3a1-0000-7000-8000-000000000001",
        "0199e3a1-0000-7000-8000-000000000001"
      })
  void a_name_of_no_operation_is_not_found(String wrong) {
    assertThat(Refusal.of(() -> get(wrong)).reason()).isEqualTo("OPERATION_NOT_FOUND");
  }

  @Test
  void there_is_one_collection_of_operations() {
    assertThat(list("").getOperationsCount()).isEqualTo(1);
    assertThat(list("operations")).isEqualTo(list(""));
    Refusal refusal =
        Refusal.of(
            () ->
                operations.listOperations(
                    ListOperationsRequest.newBuilder()
                        .setName("projects/1")
                        .setFilter("state = 1")
                        .setPageSize(-1)
                        .build()));
    assertThat(refusal.violations()).containsExactlyInAnyOrder("name", "filter", "page_size");
  }

  @Test
  void operations_are_kept() {
    assertThatThrownBy(
            () ->
                operations.deleteOperation(
                    DeleteOperationRequest.newBuilder().setName(name).build()))
        .hasMessage("UNIMPLEMENTED: operations are kept: none is deleted");
    assertThat(get(name).getName()).isEqualTo(name);
  }

  // Each look at an operation is counted down.
  private static Operations counted(Operations operations, CountDownLatch looked) {
    return (Operations)
        Proxy.newProxyInstance(
            Operations.class.getClassLoader(),
            new Class<?>[] {Operations.class},
            (_, method, arguments) -> {
              looked.countDown();
              return method.invoke(operations, arguments);
            });
  }

  /// A caller that has gone away.
  private static final class NobodyListens implements StreamObserver<Operation> {
    @Override
    public void onNext(Operation answer) {}

    @Override
    public void onError(Throwable e) {}

    @Override
    public void onCompleted() {}
  }

  private com.google.longrunning.ListOperationsResponse list(String collection) {
    return operations.listOperations(
        ListOperationsRequest.newBuilder().setName(collection).build());
  }

  private Operation get(String operation) {
    return operations.getOperation(GetOperationRequest.newBuilder().setName(operation).build());
  }
}
