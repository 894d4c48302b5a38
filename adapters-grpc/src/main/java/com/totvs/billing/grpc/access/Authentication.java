package com.totvs.billing.grpc.access;

import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.Reason;
import com.totvs.billing.domain.access.Caller;
import com.totvs.billing.grpc.call.Failure;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;

/// Lets a call in only with a bearer token that has the method's scope, and says who calls. It
/// decides before the message is read: what strangers send costs a header, not 4 MiB.
public final class Authentication implements ServerInterceptor {
  /// Who calls, in the context of his call.
  public static final Context.Key<Caller> CALLER = Context.key("caller");

  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
  private static final String SCHEME = "Bearer ";

  private final VerifiedTokens tokens;

  Authentication(VerifiedTokens tokens) {
    this.tokens = tokens;
  }

  /// Who makes the call that runs on this thread.
  public static Caller caller() {
    return CALLER.get();
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    if (Permissions.open(call.getMethodDescriptor())) {
      return next.startCall(call, headers);
    }
    Caller caller;
    try {
      caller = tokens.caller(bearer(headers));
      Permissions.scope(call.getMethodDescriptor()).ifPresent(caller::require);
    } catch (RuntimeException e) {
      Failure.of(e).close(call);
      return new ServerCall.Listener<>() {};
    }
    return Contexts.interceptCall(Context.current().withValue(CALLER, caller), call, headers, next);
  }

  private static String bearer(Metadata headers) {
    String value = headers.get(AUTHORIZATION);
    if (value == null || !value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw BillingException.of(
          Reason.TOKEN_MISSING, "the metadata \"authorization: Bearer <token>\" is missing");
    }
    return value.substring(SCHEME.length()).strip();
  }
}
