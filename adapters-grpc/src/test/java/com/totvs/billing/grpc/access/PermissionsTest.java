package com.totvs.billing.grpc.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.longrunning.OperationsGrpc;
import com.google.protobuf.Message;
import com.totvs.billing.domain.access.Scope;
import com.totvs.billing.grpc.Refusal;
import com.totvs.billing.grpc.TestServer;
import com.totvs.billing.grpc.TestTokens;
import com.totvs.billing.v1.AdminServiceGrpc;
import com.totvs.billing.v1.AllocationServiceGrpc;
import com.totvs.billing.v1.CatalogServiceGrpc;
import com.totvs.billing.v1.CostServiceGrpc;
import com.totvs.billing.v1.LicenseServiceGrpc;
import com.totvs.billing.v1.PurgeServiceGrpc;
import com.totvs.billing.v1.ReportServiceGrpc;
import com.totvs.billing.v1.UsageServiceGrpc;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.ServiceDescriptor;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PermissionsTest {
  private final TestServer server = new TestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  static Stream<MethodDescriptor<?, ?>> methods() {
    return Stream.of(
            UsageServiceGrpc.getServiceDescriptor(),
            LicenseServiceGrpc.getServiceDescriptor(),
            CatalogServiceGrpc.getServiceDescriptor(),
            PurgeServiceGrpc.getServiceDescriptor(),
            ReportServiceGrpc.getServiceDescriptor(),
            AdminServiceGrpc.getServiceDescriptor(),
            CostServiceGrpc.getServiceDescriptor(),
            AllocationServiceGrpc.getServiceDescriptor())
        .flatMap(service -> service.getMethods().stream());
  }

  @Test
  void there_are_methods_to_prove_it_for() {
    assertThat(methods()).hasSize(41);
  }

  @ParameterizedTest
  @MethodSource("methods")
  void every_method_has_a_scope_and_needs_just_that_one(MethodDescriptor<?, ?> method) {
    Scope needed = Permissions.scope(method).orElseThrow();
    Scope[] others =
        Arrays.stream(Scope.values()).filter(scope -> scope != needed).toArray(Scope[]::new);

    Refusal refusal = Refusal.of(() -> call(method, TestTokens.sign(TestTokens.token(others))));

    assertThat(refusal.code()).isEqualTo(Code.PERMISSION_DENIED);
    assertThat(refusal.reason()).isEqualTo("SCOPE_MISSING");
    assertThat(refusal.metadata()).containsEntry("scope", needed.text());
    assertThat(permitted(method, TestTokens.sign(TestTokens.token(needed)))).isTrue();
  }

  static Stream<MethodDescriptor<?, ?>> standardMethods() {
    return OperationsGrpc.getServiceDescriptor().getMethods().stream();
  }

  @ParameterizedTest
  @MethodSource("standardMethods")
  void operations_need_a_token_and_no_scope_before_one_is_named(MethodDescriptor<?, ?> method) {
    assertThat(Refusal.of(() -> call(method, "no token")).code()).isEqualTo(Code.UNAUTHENTICATED);
    Throwable failure =
        catchThrowable(() -> call(method, TestTokens.sign(TestTokens.token(new Scope[0]))));
    assertThat(String.valueOf(failure))
        .doesNotContain("UNAUTHENTICATED")
        .doesNotContain("PERMISSION_DENIED");
  }

  @Test
  void a_service_of_ours_with_a_method_that_the_table_forgot_does_not_start() {
    ServiceDescriptor forgotten =
        ServiceDescriptor.newBuilder("totvs.billing.v1.NewService")
            .addMethod(
                UsageServiceGrpc.getGetUsageMethod().toBuilder()
                    .setFullMethodName("totvs.billing.v1.NewService/NewMethod")
                    .build())
            .build();

    assertThatThrownBy(() -> Permissions.requireComplete(forgotten))
        .hasMessageContaining("NewMethod");
  }

  private boolean permitted(MethodDescriptor<?, ?> method, String token) {
    try {
      call(method, token);
      return true;
    } catch (StatusRuntimeException e) {
      // Empty requests are wrong for some methods, which they learn only once they are let in.
      return e.getStatus().getCode() == Code.INVALID_ARGUMENT;
    }
  }

  private <Q, A> void call(MethodDescriptor<Q, A> method, String token) {
    @SuppressWarnings("unchecked") // The prototype of a generated method is its request.
    Q request =
        (Q) ((PrototypeMarshaller<Message>) method.getRequestMarshaller()).getMessagePrototype();
    Channel channel = server.as(token);
    if (method.getType() == MethodDescriptor.MethodType.SERVER_STREAMING) {
      ClientCalls.blockingServerStreamingCall(channel, method, CallOptions.DEFAULT, request)
          .forEachRemaining(_ -> {});
    } else {
      var _ = ClientCalls.blockingUnaryCall(channel, method, CallOptions.DEFAULT, request);
    }
  }
}
