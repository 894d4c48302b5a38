package com.totvs.billing.benchmark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.Map;

/// Figures by name, in the order they were found.
final class Figures {
  private static final MathContext DIGITS = new MathContext(4);

  private final Map<String, Object> figures = new LinkedHashMap<>();

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
