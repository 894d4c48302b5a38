package com.totvs.billing.bootstrap.wire;

import com.google.protobuf.Timestamp;
import com.totvs.billing.v1.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Usage records of which one field is wrong.
final class HostileUsage {
  private final List<Hostile> all = new ArrayList<>();

  private HostileUsage() {}

  static List<Hostile> all() {
    HostileUsage requests = new HostileUsage();
    requests.texts();
    requests.numbers();
    requests.times();
    requests.ids();
    return requests.all;
  }

  private void texts() {
    Map<String, Integer> limits =
        Map.of(
            "license",
            128,
            "solution",
            64,
            "application",
            64,
            "solution text",
            255,
            "application text",
            255,
            "user",
            120);
    limits.forEach(
        (field, limit) -> {
          controls()
              .forEach(
                  c ->
                      wrong(field + " with U+%04X".formatted((int) c), text(field, "a" + c + "b")));
          for (int over : List.of(1, 2, 10_000, 1_000_000)) {
            wrong(field + " too long by " + over, text(field, "x".repeat(limit + over)));
            wrong(field + " too long in emojis", text(field, "\uD83D\uDE00".repeat(limit + 1)));
          }
        });
    for (String field : List.of("license", "solution", "application")) {
      for (String empty : List.of("", " ", "\u2003", "   ")) {
        wrong(field + " is empty", text(field, empty));
      }
    }
  }

  private static Stream<Character> controls() {
    return Stream.concat(
            IntStream.rangeClosed(0, 0x1F).boxed(), IntStream.rangeClosed(0x7F, 0x9F).boxed())
        .map(c -> (char) c.intValue());
  }

  private static UnaryOperator<Usage.Builder> text(String field, String value) {
    return usage ->
        switch (field) {
          case "license" -> usage.setLicenseServerId(value);
          case "solution" -> usage.setSolution(usage.getSolution().toBuilder().setProjectId(value));
          case "solution text" ->
              usage.setSolution(usage.getSolution().toBuilder().setDescription(value));
          case "application" ->
              usage.setApplication(usage.getApplication().toBuilder().setProjectId(value));
          case "application text" ->
              usage.setApplication(usage.getApplication().toBuilder().setDescription(value));
          default -> usage.setUser(value);
        };
  }

  private void numbers() {
    List<BiFunction<Usage.Builder, Long, Usage.Builder>> meters =
        List.of(
            Usage.Builder::setInputTokens,
            Usage.Builder::setOutputTokens,
            Usage.Builder::setImageSizeKb);
    for (var meter : meters) {
      for (long number :
          List.of(-1L, -1_000_000_000L, Long.MIN_VALUE, 1_000_000_001L, 1L << 32, Long.MAX_VALUE)) {
        wrong("a quantity of " + number, usage -> meter.apply(usage, number));
      }
    }
    for (int purpose : List.of(-1, 4, 5, 99, Integer.MIN_VALUE, Integer.MAX_VALUE)) {
      wrong("purpose " + purpose, usage -> usage.setPurposeValue(purpose));
    }
  }

  private void times() {
    long now = Instant.now().getEpochSecond();
    for (long seconds :
        List.of(
            Long.MIN_VALUE,
            -62_135_596_801L,
            -62_135_596_800L,
            -1L,
            0L,
            now - Duration.ofDays(401).toSeconds(),
            now + Duration.ofMinutes(20).toSeconds(),
            253_402_300_799L,
            253_402_300_800L,
            Long.MAX_VALUE)) {
      wrong("time " + seconds, at(seconds, 0));
    }
    for (int nanos : List.of(-1, 1_000_000_000, Integer.MIN_VALUE, Integer.MAX_VALUE)) {
      wrong("nanos " + nanos, at(now, nanos));
    }
    wrong("a random id without a time", usage -> usage.clearOccurredTime());
  }

  private static UnaryOperator<Usage.Builder> at(long seconds, int nanos) {
    return usage ->
        usage.setOccurredTime(Timestamp.newBuilder().setSeconds(seconds).setNanos(nanos));
  }

  private void ids() {
    for (String id :
        List.of(
            "x",
            "00000000-0000-0000-0000-000000000000",
            "00000000000000000000000000000000",
            "{f81d4fae-7dec-11d0-a765-00a0c91e6bf6}",
            "f81d4fae-7dec-11d0-a765-00a0c91e6bf",
            "f81d4fae-7dec-11d0-a765-00a0c91e6bf6a",
            "g81d4fae-7dec-11d0-a765-00a0c91e6bf6",
            "f81d4fae7dec-11d0-a765-00a0c91e6bf6--",
            "'; DROP TABLE billing.usage; --",
            " f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
            "\u0000".repeat(36),
            "x".repeat(1_000_000))) {
      wrong("id " + id.substring(0, Math.min(40, id.length())), usage -> usage.setUsageId(id));
    }
  }

  private void wrong(String what, UnaryOperator<Usage.Builder> change) {
    all.add(
        new Hostile(
            what,
            HarmlessUsage.RECORD,
            Optional.of(HarmlessUsage.AUTHORIZATION),
            HarmlessUsage.record(change.apply(HarmlessUsage.usage()).build()),
            Set.of("INVALID_ARGUMENT INVALID_FIELDS")));
  }
}
