package com.totvs.billing.bootstrap.settings;

import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.cost.ResourceGroup;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A kind of value: which texts are allowed, in words, and how they are read.
record Kind<T>(String allowed, Function<String, T> reader) {
  private static final Pattern SPAN = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)");
  private static final Map<String, ChronoUnit> UNITS =
      Map.of(
          "ms", ChronoUnit.MILLIS,
          "s", ChronoUnit.SECONDS,
          "m", ChronoUnit.MINUTES,
          "h", ChronoUnit.HOURS,
          "d", ChronoUnit.DAYS);

  /// The same kind, where nothing may be set too.
  Kind<Optional<T>> orNothing() {
    return new Kind<>(
        allowed, text -> text.isEmpty() ? Optional.empty() : Optional.of(reader.apply(text)));
  }

  /// The same kind, further limited.
  Kind<T> where(Predicate<T> holds, String nowAllowed, String otherwise) {
    return new Kind<>(
        nowAllowed,
        text -> {
          T value = reader.apply(text);
          if (!holds.test(value)) {
            throw new IllegalArgumentException(otherwise);
          }
          return value;
        });
  }

  static Kind<String> text() {
    return new Kind<>("text", text -> text)
        .where(text -> !text.isBlank(), "any text but an empty one", "is empty");
  }

  static Kind<Boolean> flag() {
    return new Kind<>(
        "true or false",
        text ->
            switch (text) {
              case "true" -> true;
              case "false" -> false;
              default -> throw new IllegalArgumentException("is neither true nor false");
            });
  }

  static Kind<Integer> whole(int least, int most) {
    return new Kind<>("", Kind::whole)
        .where(
            number -> least <= number && number <= most,
            "a whole number from " + least + " to " + most,
            "lies outside what is allowed");
  }

  /// A part of a whole, such as `0.01`.
  static Kind<Double> ratio() {
    return new Kind<>("", Kind::number)
        .where(
            ratio -> 0 <= ratio && ratio <= 1,
            "a number from 0 to 1",
            "lies outside what is allowed");
  }

  /// A length of time, such as `30s`.
  static Kind<Duration> span(String least, String most) {
    return new Kind<>("", Kind::span)
        .where(
            span -> span.compareTo(span(least)) >= 0 && span.compareTo(span(most)) <= 0,
            least + " to " + most + ", written as a number and ms, s, m, h or d",
            "lies outside what is allowed");
  }

  static Kind<Path> path() {
    return new Kind<>("", Kind::path)
        .where(path -> !path.toString().isEmpty(), "a path", "is empty");
  }

  static Kind<URI> address(String... schemes) {
    return new Kind<>("", Kind::uri)
        .where(
            uri ->
                uri.getScheme() != null
                    && Arrays.asList(schemes).contains(uri.getScheme().toLowerCase(Locale.ROOT))
                    && uri.getRawUserInfo() == null
                    && (uri.getScheme().equals("file") || uri.getHost() != null),
            Arrays.stream(schemes)
                .map(scheme -> scheme + (scheme.equals("file") ? ":/path" : "://host"))
                .collect(Collectors.joining(" or ", "", ", without user or password")),
            "is no such address");
  }

  static <E extends Enum<E>> Kind<E> oneOf(Class<E> type) {
    Map<String, E> values =
        Arrays.stream(type.getEnumConstants())
            .collect(Collectors.toMap(value -> value.name().toLowerCase(Locale.ROOT), v -> v));
    return new Kind<>(
        values.keySet().stream().sorted().collect(Collectors.joining(", ")),
        text ->
            Optional.ofNullable(values.get(text.toLowerCase(Locale.ROOT)))
                .orElseThrow(() -> new IllegalArgumentException("is none of them")));
  }

  static Kind<ZoneId> zone() {
    return new Kind<>("the name of a time zone, such as America/Sao_Paulo", Kind::zone);
  }

  /// A text of at least so many bytes in UTF-8.
  static Kind<byte[]> bytes(int least) {
    return new Kind<>("", (String text) -> text.getBytes(StandardCharsets.UTF_8))
        .where(
            bytes -> bytes.length >= least,
            "at least " + least + " bytes",
            "is shorter than " + least + " bytes");
  }

  /// Whatever the domain reads, with its own words for what is wrong.
  static <T> Kind<T> domain(String allowed, Function<String, T> parse) {
    return new Kind<>(
        allowed,
        text -> {
          try {
            return parse.apply(text);
          } catch (BillingException e) {
            throw new IllegalArgumentException("cannot be read", e);
          }
        });
  }

  /// A time of day, such as `03:00`.
  static Kind<LocalTime> timeOfDay() {
    return new Kind<>("a time of day, such as 03:00", Kind::time);
  }

  private static LocalTime time(String text) {
    try {
      return LocalTime.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("is no time of day", e);
    }
  }

  static List<ResourceGroup> resourceGroups(String text) {
    return text.isBlank()
        ? List.of()
        : Arrays.stream(text.split(",", -1)).map(ResourceGroup::parse).distinct().toList();
  }

  private static Integer whole(String text) {
    try {
      return Integer.valueOf(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("is no such number", e);
    }
  }

  private static Double number(String text) {
    try {
      return Double.valueOf(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("is no such number", e);
    }
  }

  static Duration span(String text) {
    Matcher matcher = SPAN.matcher(text);
    ChronoUnit unit = matcher.matches() ? UNITS.get(matcher.group(2)) : null;
    if (unit == null) {
      throw new IllegalArgumentException("is no such length of time");
    }
    return Duration.of(Long.parseLong(matcher.group(1)), unit);
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("is no path", e);
    }
  }

  private static URI uri(String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("is no address", e);
    }
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("is no time zone", e);
    }
  }
}
