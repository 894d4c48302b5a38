package com.totvs.billing.bootstrap.wire;

import static com.totvs.billing.bootstrap.wire.HarmlessUsage.record;
import static com.totvs.billing.bootstrap.wire.HarmlessUsage.usage;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.totvs.billing.v1.BatchRecordUsageRequest;
import com.totvs.billing.v1.GetUsageRequest;
import com.totvs.billing.v1.ListUsageRequest;
import com.totvs.billing.v1.RecordUsageRequest;
import com.totvs.billing.v1.Usage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Messages about usage that are wrong as a whole.
final class HostileMessages {
  private static final String FIELDS = "INVALID_ARGUMENT INVALID_FIELDS";

  private final List<Hostile> all = new ArrayList<>();

  private HostileMessages() {}

  static List<Hostile> all() {
    HostileMessages requests = new HostileMessages();
    requests.bytes();
    requests.otherMethods();
    return requests.all;
  }

  private void bytes() {
    ByteString good = record(usage().build());
    for (int cut = 1; cut < good.size(); cut += 4) {
      undecodable("cut after " + cut, good.substring(0, cut));
    }
    refused("no usage", "RecordUsage", ByteString.EMPTY);
    undecodable("noise", bytes(0xFF, 1, 2, 3, 0xFF));
    undecodable("half a surrogate pair", user(bytes(0xED, 0xA0, 0x80)));
    undecodable("an overlong NUL", user(bytes(0xC0, 0x80)));
    undecodable("not UTF-8", user(bytes(0xFE)));
    told(
        "more than 4 MiB",
        "RecordUsage",
        record(usage().setUser("x".repeat(4 << 20)).build()),
        "RESOURCE_EXHAUSTED",
        "CANCELLED");
    refused(
        "nearly 4 MiB",
        "RecordUsage",
        record(usage().setUser("x".repeat((4 << 20) - 1_000)).build()));
  }

  private static ByteString bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return ByteString.copyFrom(bytes);
  }

  private void otherMethods() {
    refused(
        "an empty batch",
        "BatchRecordUsage",
        BatchRecordUsageRequest.getDefaultInstance().toByteString());
    refused(
        "a batch of 1,001",
        "BatchRecordUsage",
        BatchRecordUsageRequest.newBuilder()
            .addAllUsages(Collections.nCopies(1_001, usage().build()))
            .build()
            .toByteString());
    refused("get nothing", "GetUsage", GetUsageRequest.getDefaultInstance().toByteString());
    refused(
        "get noise",
        "GetUsage",
        GetUsageRequest.newBuilder().setUsageId("1 OR 1=1").build().toByteString());
    refused(
        "a negative page",
        "ListUsage",
        ListUsageRequest.newBuilder().setPageSize(-1).build().toByteString());
    for (String token : List.of("x", "====", "AAAA", "x".repeat(100_000))) {
      told(
          "a made-up page token",
          "ListUsage",
          ListUsageRequest.newBuilder().setPageToken(token).build().toByteString(),
          "INVALID_ARGUMENT PAGE_TOKEN_MISMATCH");
    }
  }

  private void refused(String what, String method, ByteString message) {
    told(what, method, message, FIELDS);
  }

  // What cannot be decoded, or is too large to be, gets the library's own status.
  private void undecodable(String what, ByteString message) {
    told(what, "RecordUsage", message, "UNKNOWN", "INTERNAL", "CANCELLED");
  }

  private void told(String what, String method, ByteString message, String... expected) {
    all.add(
        new Hostile(
            what,
            "totvs.billing.v1.UsageService/" + method,
            Optional.of(HarmlessUsage.AUTHORIZATION),
            message,
            Set.of(expected)));
  }

  private static ByteString user(ByteString text) {
    UnknownFieldSet.Field field =
        UnknownFieldSet.Field.newBuilder().addLengthDelimited(text).build();
    return RecordUsageRequest.newBuilder()
        .setUsage(
            usage()
                .clearUser()
                .setUnknownFields(
                    UnknownFieldSet.newBuilder().addField(Usage.USER_FIELD_NUMBER, field).build()))
        .build()
        .toByteString();
  }
}
