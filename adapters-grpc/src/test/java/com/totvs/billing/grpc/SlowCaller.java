package com.totvs.billing.grpc;

import com.google.protobuf.ByteString;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// A caller that reads as many messages as a test says, and notices when it is sent more.
public final class SlowCaller extends ServerCallStreamObserver<ByteString> {
  private final List<ByteString> read = new CopyOnWriteArrayList<>();
  private final CompletableFuture<String> ending = new CompletableFuture<>();
  private final AtomicInteger wanted = new AtomicInteger();
  private volatile boolean overrun;
  private volatile boolean cancelled;
  private volatile Runnable onReady = () -> {};
  private volatile Runnable onCancel = () -> {};

  /// Reads this many messages more.
  public void reads(int messages) {
    wanted.addAndGet(messages);
    onReady.run();
  }

  /// Gives the call up.
  public void goes() {
    cancelled = true;
    onCancel.run();
  }

  public List<ByteString> read() {
    return read;
  }

  /// How the call ended: `completed`, or the text of its status.
  public CompletableFuture<String> ending() {
    return ending;
  }

  /// Whether a message was sent that was not wanted yet.
  public boolean overrun() {
    return overrun;
  }

  @Override
  public boolean isReady() {
    return wanted.get() > 0;
  }

  @Override
  public boolean isCancelled() {
    return cancelled;
  }

  @Override
  public void onNext(ByteString message) {
    if (wanted.getAndDecrement() <= 0) {
      overrun = true;
    }
    read.add(message);
  }

  @Override
  public void onError(Throwable e) {
    ending.complete(String.valueOf(e.getMessage()));
  }

  @Override
  public void onCompleted() {
    ending.complete("completed");
  }

  @Override
  public void setOnReadyHandler(Runnable handler) {
    onReady = handler;
  }

  @Override
  public void setOnCancelHandler(Runnable handler) {
    onCancel = handler;
  }

  @Override
  @SuppressWarnings("deprecation") // Abstract still.
  public void disableAutoInboundFlowControl() {}

  @Override
  public void request(int count) {}

  @Override
  public void setMessageCompression(boolean enable) {}

  @Override
  public void setCompression(String compression) {}
}
