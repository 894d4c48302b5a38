package com.totvs.billing.bootstrap.wire;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import com.totvs.billing.v1.BatchRecordUsageResponse;
import io.grpc.CallOptions;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Calls any method with any bytes.
final class RawCaller implements AutoCloseable {
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
  private static final String BATCH = "totvs.billing.v1.UsageService/BatchRecordUsage";

  private final ManagedChannel channel;

  /// What a call was told.
  ///
  /// @param reason ours; empty where the library speaks for itself
  /// @param fields those that are wrong
  record Told(Code code, String reason, String message, List<String> fields) {

    /// The code, with the reason where there is one.
    @Override
    public String toString() {
      return reason.isEmpty() ? code.name() : code + " " + reason;
    }
  }

  RawCaller(TestBilling billing) {
    channel =
        ManagedChannelBuilder.forAddress(billing.billing.host(), billing.billing.port())
            .usePlaintext()
            .build();
  }

  /// Calls `package.Service/Method`; a refused item of a batch counts like a refused call.
  Told call(String method, Optional<String> authorization, ByteString message) {
    Metadata headers = new Metadata();
    authorization.ifPresent(value -> headers.put(AUTHORIZATION, value));
    var attached = MetadataUtils.newAttachHeadersInterceptor(headers);
    List<byte[]> answers = new ArrayList<>();
    try {
      ClientCalls.blockingServerStreamingCall(
              ClientInterceptors.intercept(channel, attached),
              method(method),
              CallOptions.DEFAULT.withDeadlineAfter(30, TimeUnit.SECONDS),
              message.toByteArray())
          .forEachRemaining(answers::add);
      return method.equals(BATCH) ? told(firstError(answers.getFirst())) : told(OK);
    } catch (StatusRuntimeException e) {
      Status details = StatusProto.fromThrowable(e);
      return told(
          details == null ? StatusProto.fromStatusAndTrailers(e.getStatus(), null) : details);
    }
  }

  private static final Status OK = Status.getDefaultInstance();

  private static Status firstError(byte[] answer) {
    try {
      return BatchRecordUsageResponse.parseFrom(answer).getResults(0).getError();
    } catch (InvalidProtocolBufferException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Told told(Status status) {
    String reason = "";
    List<String> fields = new ArrayList<>();
    try {
      for (Any detail : status.getDetailsList()) {
        if (detail.is(ErrorInfo.class)) {
          reason = detail.unpack(ErrorInfo.class).getReason();
        } else if (detail.is(BadRequest.class)) {
          detail
              .unpack(BadRequest.class)
              .getFieldViolationsList()
              .forEach(violation -> fields.add(violation.getField()));
        }
      }
    } catch (InvalidProtocolBufferException e) {
      throw new UncheckedIOException(e);
    }
    Code code = io.grpc.Status.fromCodeValue(status.getCode()).getCode();
    return new Told(code, reason, status.getMessage(), fields);
  }

  // Every method may stream as far as the client cares: one answer is a stream of one.
  private static MethodDescriptor<byte[], byte[]> method(String name) {
    return MethodDescriptor.newBuilder(RAW, RAW)
        .setType(MethodType.SERVER_STREAMING)
        .setFullMethodName(name)
        .build();
  }

  @Override
  public void close() {
    channel.shutdownNow();
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
