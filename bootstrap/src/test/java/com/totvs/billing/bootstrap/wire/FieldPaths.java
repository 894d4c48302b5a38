package com.totvs.billing.bootstrap.wire;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The paths by which errors name fields.
final class FieldPaths {
  private static final Pattern SEGMENT = Pattern.compile("([a-z][a-z0-9_]*)(\\[\\d+])?");

  private FieldPaths() {}

  /// Whether the message has such a field, or such a oneof, which is named when none of its fields
  /// is set.
  static boolean exists(Descriptor message, String path) {
    int dot = path.indexOf('.');
    Matcher segment = SEGMENT.matcher(dot < 0 ? path : path.substring(0, dot));
    if (!segment.matches()) {
      return false;
    }
    FieldDescriptor field = message.findFieldByName(segment.group(1));
    if (field == null) {
      return dot < 0
          && message.getRealOneofs().stream().anyMatch(one -> one.getName().equals(path));
    }
    if (segment.group(2) != null && !field.isRepeated()) {
      return false;
    }
    return dot < 0
        || (field.getJavaType() == JavaType.MESSAGE
            && exists(field.getMessageType(), path.substring(dot + 1)));
  }

  /// Whether naming one path points to the other: it is the same field, or lies inside the other.
  static boolean related(String one, String other) {
    return under(one, other) || under(other, one);
  }

  private static boolean under(String one, String other) {
    return one.equals(other) || one.startsWith(other + ".") || one.startsWith(other + "[");
  }
}
