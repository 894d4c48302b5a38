package com.totvs.billing.bootstrap.wire;

import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Values that are wrong for a field of a type, whatever the field is for; each with what is wrong
/// about it.
final class WrongValues {
  private static final String LONG_TEXT = "x".repeat(50_000);

  // What is kept as sent, what has a failure of its own, and what another field is named for.
  private static final Set<String> OTHERWISE =
      Set.of(
          "totvs.billing.v1.Usage.contingency_provider_type",
          "google.longrunning.GetOperationRequest.name",
          "google.longrunning.WaitOperationRequest.name",
          "google.longrunning.CancelOperationRequest.name",
          "google.longrunning.DeleteOperationRequest.name",
          "google.type.Money.units");

  private WrongValues() {}

  /// Those for a field, given a good value of it.
  static Map<String, Object> of(FieldDescriptor field, Object good) {
    Map<String, Object> values = new LinkedHashMap<>();
    if (OTHERWISE.contains(field.getFullName()) || field.getName().equals("page_token")) {
      return values;
    }
    switch (field.getJavaType()) {
      case STRING -> texts(good.toString(), values);
      case INT -> values.put("as negative as can be", Integer.MIN_VALUE);
      case LONG -> values.put("as negative as can be", Long.MIN_VALUE);
      case ENUM -> Stream.of(-1, 99).forEach(n -> values.put("= " + n, value(field, n)));
      default -> {}
    }
    return values;
  }

  private static void texts(String good, Map<String, Object> values) {
    values.put("with a control character", good + "\u0007x");
    values.put("with a NUL", good + "\u0000");
    values.put("too long", LONG_TEXT);
  }

  private static Object value(FieldDescriptor field, int number) {
    return field.getEnumType().findValueByNumberCreatingIfUnknown(number);
  }
}
