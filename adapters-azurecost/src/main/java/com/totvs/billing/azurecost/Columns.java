package com.totvs.billing.azurecost;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// The columns of a page. Azure promises no order of them, nor how it spells their names.
record Columns(List<String> names) {
  static Columns of(JsonNode columns) throws Unanswered {
    List<String> names = new ArrayList<>();
    for (JsonNode column : columns) {
      String name = column.path("name").asText("").toLowerCase(Locale.ROOT);
      if (names.contains(name)) {
        throw Unanswered.unusable("two columns have the same name");
      }
      names.add(name);
    }
    return new Columns(List.copyOf(names));
  }

  /// Where the first of these names that is there stands.
  int place(String... choices) throws Unanswered {
    return Stream.of(choices)
        .mapToInt(this::indexOf)
        .filter(place -> place >= 0)
        .findFirst()
        .orElseThrow(
            () -> Unanswered.unusable("column " + String.join(" or ", choices) + " is missing"));
  }

  OptionalInt find(String name) {
    return indexOf(name) < 0 ? OptionalInt.empty() : OptionalInt.of(indexOf(name));
  }

  private int indexOf(String name) {
    return names.indexOf(name.toLowerCase(Locale.ROOT));
  }
}
