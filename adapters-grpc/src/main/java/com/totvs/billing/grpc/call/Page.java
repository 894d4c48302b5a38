package com.totvs.billing.grpc.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.Reason;
import com.totvs.billing.domain.access.Caller;
import com.totvs.billing.domain.catalog.SolutionId;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// One page of a list: how much of it is wanted, and behind which row it begins. A page token holds
/// the last row's position and a digest of it with the request and the caller's limits: it is good
/// on any node and after a restart, but for nothing else than the next page of the same list.
///
/// A position is a list of texts without control characters.
public final class Page {
  private static final int DEFAULT_SIZE = 100;
  private static final int MOST = 1_000;
  private static final int DIGEST_BYTES = 16;
  private static final int MAX_TOKEN_CHARS = 4_096;
  private static final String SEPARATOR = "\n";

  private final int size;
  private final String token;
  private final String list;

  private Page(int size, String token, String list) {
    this.size = size;
    this.token = token;
    this.list = list;
  }

  /// The page that a request with `page_size` and `page_token` asks for.
  ///
  /// @throws BillingException `INVALID_FIELDS` if the size is negative
  public static Page of(Message request, Caller caller) {
    FieldDescriptor size = request.getDescriptorForType().findFieldByName("page_size");
    FieldDescriptor token = request.getDescriptorForType().findFieldByName("page_token");
    Message list = request.toBuilder().clearField(size).clearField(token).build();
    return new Page(
        size((int) request.getField(size)),
        (String) request.getField(token),
        identity(list, caller));
  }

  /// How many rows to read: one more than the page holds, to learn whether another page follows.
  public int limit() {
    return size + 1;
  }

  /// How many rows the page holds at most.
  public int size() {
    return size;
  }

  /// Where the page begins: behind this position; empty for the first page.
  ///
  /// @throws BillingException `PAGE_TOKEN_MISMATCH` if the token is not one of this list
  public <P> Optional<P> after(Function<List<String>, P> read) {
    if (token.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(read.apply(position()));
    } catch (RuntimeException e) {
      // Whatever goes wrong while reading a token, it is none that we gave for this list.
      throw BillingException.of(
          Reason.PAGE_TOKEN_MISMATCH, "page_token is not one of this list: begin without it");
    }
  }

  /// The rows of the page, of those that were read.
  public <R> List<R> rows(List<R> read) {
    return read.subList(0, Math.min(size, read.size()));
  }

  /// The token of the next page; empty if none follows.
  public <R> String next(List<R> read, Function<R, List<String>> write) {
    return read.size() <= size ? "" : next(write.apply(read.get(size - 1)));
  }

  /// The token of a page that begins behind a position.
  public String next(List<String> after) {
    byte[] position = String.join(SEPARATOR, after).getBytes(UTF_8);
    ByteBuffer token = ByteBuffer.allocate(DIGEST_BYTES + position.length);
    token.put(digest(position)).put(position);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token.array());
  }

  private List<String> position() {
    if (token.length() > MAX_TOKEN_CHARS) {
      throw new IllegalArgumentException("too long");
    }
    ByteBuffer sent = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token));
    byte[] digest = new byte[DIGEST_BYTES];
    byte[] position = new byte[sent.remaining() - DIGEST_BYTES];
    sent.get(digest).get(position);
    if (!MessageDigest.isEqual(digest, digest(position))) {
      throw new IllegalArgumentException("of another list");
    }
    return List.of(new String(position, UTF_8).split(SEPARATOR, -1));
  }

  private byte[] digest(byte[] position) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(list.getBytes(UTF_8));
      return Arrays.copyOf(sha.digest(position), DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static int size(int asked) {
    if (asked < 0) {
      throw BillingException.invalid("page_size", "is " + asked + ", must not be negative");
    }
    return asked == 0 ? DEFAULT_SIZE : Math.min(asked, MOST);
  }

  private static String identity(Message list, Caller caller) {
    String solutions =
        caller
            .solutions()
            .map(
                own ->
                    "only "
                        + own.stream().sorted().map(SolutionId::value).collect(joining(SEPARATOR)))
            .orElse("all");
    return String.join(
        SEPARATOR,
        list.getDescriptorForType().getFullName(),
        Base64.getEncoder().encodeToString(list.toByteArray()),
        solutions,
        "");
  }
}
