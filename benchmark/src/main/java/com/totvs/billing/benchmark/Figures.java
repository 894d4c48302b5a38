package com.totvs.billing.benchmark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Figures by name, in the order they were found, and what speaks against them.
final class Figures {
  private static final MathContext DIGITS = new MathContext(4);

  private final Map<String, Object> figures = new LinkedHashMap<>();
  private final List<String> objections = new ArrayList<>();

  /// Keeps a figure. More than four digits would only look exact.
  Figures put(String name, double value) {
    BigDecimal rounded = new BigDecimal(value).round(DIGITS);
    figures.put(name, rounded.scale() < 0 ? rounded.setScale(0) : rounded);
    return this;
  }

  Figures put(String name, long value) {
    figures.put(name, value);
    return this;
  }

  Figures put(String name, Object value) {
    figures.put(name, value);
    return this;
  }

  /// Keeps a figure that must be 0.
  ///
  /// @param otherwise what it means that it is not
  Figures putZero(String name, long value, String otherwise) {
    if (value != 0) {
      objections.add("%s is %d: %s".formatted(name, value, otherwise));
    }
    return put(name, value);
  }

  /// Why the figures do not count; empty when they do.
  List<String> objections() {
    return List.copyOf(objections);
  }

  String json() {
    try {
      return JsonMapper.builder()
          .build()
          .writerWithDefaultPrettyPrinter()
          .writeValueAsString(figures);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("figures are JSON", e);
    }
  }

  String text() {
    StringBuilder text = new StringBuilder();
    figures.forEach((name, value) -> text.append("%-36s %s%n".formatted(name, value)));
    return text.toString();
  }
}
