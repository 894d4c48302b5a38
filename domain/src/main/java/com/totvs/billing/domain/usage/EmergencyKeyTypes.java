package com.totvs.billing.domain.usage;

import com.totvs.billing.domain.BillingException;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Which contingency provider types mean an emergency key. What RM returns is kept as sent; what it
/// means is the operator's setting, since TOTVS has not published the values.
///
/// @param types the numbers listed
/// @param listed whether the listed numbers are emergency keys, or every number but them
public record EmergencyKeyTypes(Set<Integer> types, boolean listed) {

  /// Every value but 0.
  public static final EmergencyKeyTypes ALL_BUT_ZERO = new EmergencyKeyTypes(Set.of(0), false);

  public EmergencyKeyTypes {
    types = Set.copyOf(types);
  }

  /// Reads `1,2,5` (these) or `!0,9` (every value but these).
  public static EmergencyKeyTypes parse(String text) {
    boolean listed = !text.strip().startsWith("!");
    String numbers = listed ? text : text.strip().substring(1);
    try {
      return new EmergencyKeyTypes(
          Arrays.stream(numbers.split(","))
              .map(number -> Integer.valueOf(number.strip()))
              .collect(Collectors.toSet()),
          listed);
    } catch (NumberFormatException e) {
      throw BillingException.invalid(
          "emergency-key.types", "must be whole numbers such as 1,2 or, for all but them, !0");
    }
  }

  /// Whether this type means an emergency key; one that was not told never does.
  public boolean include(OptionalInt type) {
    return type.isPresent() && types.contains(type.getAsInt()) == listed;
  }

  @Override
  public String toString() {
    return (listed ? "" : "!")
        + new TreeSet<>(types).stream().map(String::valueOf).collect(Collectors.joining(","));
  }
}
