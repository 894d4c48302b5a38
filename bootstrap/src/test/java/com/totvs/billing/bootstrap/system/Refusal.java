package com.totvs.billing.bootstrap.system;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.List;
import org.assertj.core.api.Assertions;

/// A status that a caller got, with the details he may match on.
///
/// @param reason of the `ErrorInfo`; empty when there is none, as in what the library says itself
/// @param fields of the `BadRequest`, sorted
record Refusal(Code code, String reason, List<String> fields) {
  private static final String DOMAIN = "billing.totvs.com";

  /// The status that the call must end with.
  static Refusal of(Runnable call) {
    StatusRuntimeException e =
        Assertions.catchThrowableOfType(StatusRuntimeException.class, call::run);
    Assertions.assertThat(e).as("the call is refused").isNotNull();
    return of(e);
  }

  static Refusal of(StatusRuntimeException e) {
    com.google.rpc.Status status = StatusProto.fromThrowable(e);
    return of(e.getStatus().getCode(), status == null ? List.of() : status.getDetailsList());
  }

  static Refusal of(Code code, List<Any> details) {
    try {
      String reason = "";
      List<String> fields = List.of();
      for (Any detail : details) {
        if (detail.is(ErrorInfo.class)) {
          ErrorInfo info = detail.unpack(ErrorInfo.class);
          Assertions.assertThat(info.getDomain()).isEqualTo(DOMAIN);
          reason = info.getReason();
        } else if (detail.is(BadRequest.class)) {
          fields =
              detail.unpack(BadRequest.class).getFieldViolationsList().stream()
                  .map(BadRequest.FieldViolation::getField)
                  .sorted()
                  .toList();
        }
      }
      return new Refusal(code, reason, fields);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("a detail cannot be read", e);
    }
  }
}
