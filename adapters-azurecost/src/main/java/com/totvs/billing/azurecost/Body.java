package com.totvs.billing.azurecost;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/// Takes in the body of an answer up to a limit: empty when it is longer. Of a complaint the
/// beginning is enough, since a body that is too long or breaks off must not hide the status.
final class Body implements BodySubscriber<Optional<byte[]>> {
  private static final int LONGEST_COMPLAINT = 16 * 1024;

  private final CompletableFuture<Optional<byte[]>> whole = new CompletableFuture<>();
  private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
  private final int limit;
  private final boolean complaint;
  private @Nullable Subscription source;

  private Body(int limit, boolean complaint) {
    this.limit = limit;
    this.complaint = complaint;
  }

  static Body ofAnswer(int limit) {
    return new Body(limit, false);
  }

  static Body ofComplaint() {
    return new Body(LONGEST_COMPLAINT, true);
  }

  @Override
  public CompletionStage<Optional<byte[]>> getBody() {
    return whole;
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    source = subscription;
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    buffers.forEach(this::take);
  }

  private void take(ByteBuffer buffer) {
    boolean tooLong = buffer.remaining() > limit - taken.size();
    byte[] bytes = new byte[Math.min(buffer.remaining(), limit - taken.size())];
    buffer.get(bytes);
    taken.writeBytes(bytes);
    if (tooLong && source != null) {
      source.cancel();
      whole.complete(complaint ? Optional.of(taken.toByteArray()) : Optional.empty());
    }
  }

  @Override
  public void onError(Throwable cause) {
    if (complaint) {
      onComplete();
    } else {
      whole.completeExceptionally(cause);
    }
  }

  @Override
  public void onComplete() {
    whole.complete(Optional.of(taken.toByteArray()));
  }
}
