package com.totvs.billing.grpc.call;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.FieldViolation;
import com.totvs.billing.domain.Reason;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.ProtoUtils;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a caller is told of a failure. Its texts are cut where needed, since clients refuse
/// trailers of more than 8 KiB: the whole stays below that however hostile its words are.
///
/// @param status the same for a call and for an item of a batch
public record Failure(Status status) {
  private static final Logger log = LoggerFactory.getLogger(Failure.class);
  private static final String DOMAIN = "billing.totvs.com";
  private static final int MESSAGE_COST = 1_000;
  private static final int TEXT_COST = 400;
  private static final int VIOLATIONS_BYTES = 2_500;
  private static final Metadata.Key<Status> DETAILS =
      Metadata.Key.of(
          "grpc-status-details-bin", ProtoUtils.metadataMarshaller(Status.getDefaultInstance()));

  /// A failure that the caller can act on is told in full; of any other only that it happened, and
  /// the log has the rest.
  public static Failure of(Throwable failure) {
    if (failure instanceof BillingException known) {
      return of(known);
    }
    log.error("a call failed unexpectedly", failure);
    return new Failure(
        Status.newBuilder()
            .setCode(Code.INTERNAL_VALUE)
            .setMessage("an error in Billing: its log tells more")
            .build());
  }

  /// A failure in full: its code, reason and metadata, what is wrong with each field, and when to
  /// try again.
  public static Failure of(BillingException e) {
    Status.Builder status =
        Status.newBuilder()
            .setCode(code(e.reason().kind()).getNumber())
            .setMessage(Cut.to(MESSAGE_COST, String.valueOf(e.getMessage())));
    BadRequest violations = badRequest(e.violations());
    status.addDetails(
        Any.pack(info(e, e.violations().size() - violations.getFieldViolationsCount())));
    if (violations.getFieldViolationsCount() > 0) {
      status.addDetails(Any.pack(violations));
    }
    e.retryAfter().ifPresent(delay -> status.addDetails(Any.pack(retryAfter(delay))));
    return new Failure(status.build());
  }

  /// Ends a call that has not begun.
  public void close(ServerCall<?, ?> call) {
    call.close(grpcStatus(), trailers());
  }

  /// Ends a call from inside.
  StatusRuntimeException exception() {
    return new Traceless(grpcStatus(), trailers());
  }

  private io.grpc.Status grpcStatus() {
    return io.grpc.Status.fromCodeValue(status.getCode()).withDescription(status.getMessage());
  }

  private Metadata trailers() {
    Metadata trailers = new Metadata();
    trailers.put(DETAILS, status);
    return trailers;
  }

  private static Code code(Reason.Kind kind) {
    return switch (kind) {
      case UNAUTHENTICATED -> Code.UNAUTHENTICATED;
      case FORBIDDEN -> Code.PERMISSION_DENIED;
      case INVALID -> Code.INVALID_ARGUMENT;
      case EXISTS -> Code.ALREADY_EXISTS;
      case PRECONDITION -> Code.FAILED_PRECONDITION;
      case NOT_FOUND -> Code.NOT_FOUND;
      case EXHAUSTED -> Code.RESOURCE_EXHAUSTED;
      case UNAVAILABLE -> Code.UNAVAILABLE;
    };
  }

  private static ErrorInfo info(BillingException e, int leftOut) {
    ErrorInfo.Builder info = ErrorInfo.newBuilder().setDomain(DOMAIN).setReason(e.reason().name());
    e.metadata().forEach((key, value) -> info.putMetadata(key, Cut.to(TEXT_COST, value)));
    if (leftOut > 0) {
      info.putMetadata("violationsLeftOut", String.valueOf(leftOut));
    }
    return info.build();
  }

  private static BadRequest badRequest(List<FieldViolation> violations) {
    BadRequest.Builder told = BadRequest.newBuilder();
    int bytes = 0;
    for (FieldViolation violation : violations) {
      BadRequest.FieldViolation next = violation(violation);
      bytes += next.getSerializedSize();
      if (bytes > VIOLATIONS_BYTES) {
        break;
      }
      told.addFieldViolations(next);
    }
    return told.build();
  }

  private static BadRequest.FieldViolation violation(FieldViolation violation) {
    return BadRequest.FieldViolation.newBuilder()
        .setField(Cut.to(TEXT_COST, violation.field()))
        .setDescription(Cut.to(TEXT_COST, violation.description()))
        .build();
  }

  private static RetryInfo retryAfter(java.time.Duration delay) {
    return RetryInfo.newBuilder()
        .setRetryDelay(
            Duration.newBuilder().setSeconds(delay.getSeconds()).setNanos(delay.getNano()))
        .build();
  }

  /// Hostile requests must not make the service spend its time on filling in stack traces.
  private static final class Traceless extends StatusRuntimeException {
    Traceless(io.grpc.Status status, Metadata trailers) {
      super(status, trailers);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
      return this;
    }
  }
}
