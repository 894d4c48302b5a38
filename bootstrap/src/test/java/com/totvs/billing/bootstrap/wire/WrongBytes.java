package com.totvs.billing.bootstrap.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.UnknownFieldSet;
import java.util.Map;

/// Bytes that are no message of any kind, and messages that are too large or too deep for any.
final class WrongBytes {
  private static final int MOST = 4 << 20;
  private static final int UNKNOWN_FIELD = 1_000;
  private static final int DEPTH = 10_000;

  private WrongBytes() {}

  static Map<String, ByteString> all() {
    return Map.of(
        "noise", bytes(0xFF, 1, 2, 3, 0xFF),
        "a text that is longer than the message", bytes(0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0x07),
        "a number that does not end", bytes(0x08, 0xFF, 0xFF),
        "field 0", bytes(0x00, 0x01),
        "a group in a group in a group", deep(),
        "4 MiB and a byte", large(MOST + 1));
  }

  private static ByteString bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return ByteString.copyFrom(bytes);
  }

  // The beginning of group 1,000, ten thousand times.
  private static ByteString deep() {
    byte[] bytes = new byte[2 * DEPTH];
    for (int i = 0; i < DEPTH; i++) {
      bytes[2 * i] = (byte) 0xC3;
      bytes[2 * i + 1] = 0x3E;
    }
    return ByteString.copyFrom(bytes);
  }

  private static ByteString large(int size) {
    int tag =
        CodedOutputStream.computeTagSize(UNKNOWN_FIELD)
            + CodedOutputStream.computeUInt32SizeNoTag(size);
    UnknownFieldSet.Field field =
        UnknownFieldSet.Field.newBuilder()
            .addLengthDelimited(ByteString.copyFrom(new byte[size - tag]))
            .build();
    return UnknownFieldSet.newBuilder().addField(UNKNOWN_FIELD, field).build().toByteString();
  }
}
