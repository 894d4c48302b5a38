package com.totvs.billing.grpc.telemetry;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;

/// Runs each call in its trace, has its log lines say which call they belong to, and tells the
/// caller the request id: in the headers of the answer, or in the trailers where there are none.
public final class CallSurroundings implements ServerInterceptor {

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    FollowedCall followed = FollowedCall.current();
    ServerCall<Q, A> answering = new Answering<>(call, followed.requestId());
    return new Listening<>(followed.around(() -> next.startCall(answering, headers)), followed);
  }

  private static final class Listening<Q> extends SimpleForwardingServerCallListener<Q> {
    private final FollowedCall followed;

    Listening(ServerCall.Listener<Q> listener, FollowedCall followed) {
      super(listener);
      this.followed = followed;
    }

    // Endpoints do all their work here, or begin it here: none of them takes a stream.
    @Override
    public void onHalfClose() {
      followed.run(super::onHalfClose);
    }
  }

  private static final class Answering<Q, A> extends SimpleForwardingServerCall<Q, A> {
    private final String requestId;
    private boolean told;

    Answering(ServerCall<Q, A> call, String requestId) {
      super(call);
      this.requestId = requestId;
    }

    @Override
    public void sendHeaders(Metadata headers) {
      headers.put(RequestId.KEY, requestId);
      told = true;
      super.sendHeaders(headers);
    }

    @Override
    public void close(Status status, Metadata trailers) {
      if (!told) {
        trailers.put(RequestId.KEY, requestId);
      }
      super.close(status, trailers);
    }
  }
}
