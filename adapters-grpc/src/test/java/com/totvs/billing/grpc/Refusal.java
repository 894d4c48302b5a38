package com.totvs.billing.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// A failed call as its caller sees it.
public record Refusal(Status status) {

  /// What the call fails with.
  public static Refusal of(ThrowingCallable call) {
    StatusRuntimeException e = catchThrowableOfType(StatusRuntimeException.class, call);
    return new Refusal(Objects.requireNonNull(StatusProto.fromThrowable(e)));
  }

  public Code code() {
    return io.grpc.Status.fromCodeValue(status.getCode()).getCode();
  }

  public String reason() {
    return info().getReason();
  }

  public Map<String, String> metadata() {
    return info().getMetadataMap();
  }

  public List<String> violations() {
    return detail(BadRequest.class).stream()
        .flatMap(bad -> bad.getFieldViolationsList().stream())
        .map(BadRequest.FieldViolation::getField)
        .toList();
  }

  public Optional<RetryInfo> retry() {
    return detail(RetryInfo.class);
  }

  private ErrorInfo info() {
    ErrorInfo info = detail(ErrorInfo.class).orElse(ErrorInfo.getDefaultInstance());
    assertThat(info.getDomain()).isEqualTo("billing.totvs.com");
    return info;
  }

  private <T extends Message> Optional<T> detail(Class<T> type) {
    List<Any> found = status.getDetailsList().stream().filter(any -> any.is(type)).toList();
    assertThat(found).hasSizeLessThan(2);
    return found.stream().map(any -> unpack(any, type)).findFirst();
  }

  private static <T extends Message> T unpack(Any any, Class<T> type) {
    try {
      return any.unpack(type);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }
}
