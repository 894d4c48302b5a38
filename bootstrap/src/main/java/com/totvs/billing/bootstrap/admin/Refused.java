package com.totvs.billing.bootstrap.admin;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;

/// What a server says when it refuses a call, in one line and a line more for each wrong field.
public final class Refused {
  private Refused() {}

  /// The refusal, for people.
  public static String text(StatusRuntimeException e) {
    StringBuilder text = new StringBuilder(e.getStatus().getCode().name());
    Status status = StatusProto.fromThrowable(e);
    if (status == null) {
      return text.append(": ").append(e.getStatus().getDescription()).toString();
    }
    StringBuilder fields = new StringBuilder();
    for (Any detail : status.getDetailsList()) {
      try {
        if (detail.is(ErrorInfo.class)) {
          text.append(" ").append(detail.unpack(ErrorInfo.class).getReason());
        } else if (detail.is(BadRequest.class)) {
          detail
              .unpack(BadRequest.class)
              .getFieldViolationsList()
              .forEach(
                  one ->
                      fields.append("%n  %s %s".formatted(one.getField(), one.getDescription())));
        }
      } catch (InvalidProtocolBufferException unreadable) {
        text.append(" (with a detail that cannot be read)");
      }
    }
    return text.append(": ").append(status.getMessage()).append(fields).toString();
  }
}
