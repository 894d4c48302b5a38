package com.totvs.billing.bootstrap.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.rpc.ErrorInfo;
import com.totvs.billing.v1.UsageServiceGrpc;
import io.grpc.CallOptions;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.Status;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever is sent, it gets the right code and changes nothing.
class HostileInputTest {
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  @Test
  void hostile_requests_get_the_right_code_and_leave_the_table_unchanged(@TempDir Path folder)
      throws Exception {
    try (TestBilling billing = new TestBilling(folder)) {
      ManagedChannel channel =
          ManagedChannelBuilder.forAddress(billing.billing.host(), billing.billing.port())
              .usePlaintext()
              .build();
      assertThat(send(channel, HostileRequests.harmless()).getCode()).isEqualTo(Code.OK);
      String before = billing.contents();
      List<String> wrong = new ArrayList<>();
      List<Hostile> requests = HostileRequests.all();

      for (Hostile request : requests) {
        String got = told(send(channel, request));
        if (!request.expected().contains(got)) {
          wrong.add(request.what() + ": expected one of " + request.expected() + ", got " + got);
        }
      }

      assertThat(requests).hasSizeGreaterThanOrEqualTo(500);
      assertThat(wrong).isEmpty();
      assertThat(billing.contents()).isEqualTo(before).startsWith("1 ");
      assertThat(send(channel, HostileRequests.harmless()).getCode()).isEqualTo(Code.OK);
      channel.shutdownNow();
    }
  }

  private static Status send(ManagedChannel channel, Hostile request) {
    Metadata headers = new Metadata();
    request.token().ifPresent(token -> headers.put(AUTHORIZATION, token));
    MethodDescriptor<byte[], byte[]> method =
        UsageServiceGrpc.getRecordUsageMethod().toBuilder(RAW, RAW)
            .setFullMethodName("totvs.billing.v1.UsageService/" + request.method())
            .build();
    try {
      ClientCalls.blockingUnaryCall(
          ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers)),
          method,
          CallOptions.DEFAULT.withDeadlineAfter(30, TimeUnit.SECONDS),
          request.message().toByteArray());
      return Status.OK;
    } catch (StatusRuntimeException e) {
      return e.getStatus().withCause(e);
    }
  }

  // The reason where we give one; else the library's own code.
  private static String told(Status status) {
    var details = status.getCause() == null ? null : StatusProto.fromThrowable(status.getCause());
    if (details == null) {
      return status.getCode().name();
    }
    for (Any detail : details.getDetailsList()) {
      if (detail.is(ErrorInfo.class)) {
        try {
          return status.getCode() + " " + detail.unpack(ErrorInfo.class).getReason();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    return status.getCode().name();
  }

  private static final Marshaller<byte[]> RAW =
      new Marshaller<>() {
        @Override
        public InputStream stream(byte[] message) {
          return new ByteArrayInputStream(message);
        }

        @Override
        public byte[] parse(InputStream message) {
          try {
            return message.readAllBytes();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }
      };
}
