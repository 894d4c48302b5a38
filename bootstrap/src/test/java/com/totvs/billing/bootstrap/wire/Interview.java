package com.totvs.billing.bootstrap.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.totvs.billing.bootstrap.wire.RawCaller.Told;
import io.grpc.Status.Code;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Calls methods as somebody who may do everything, and notes what is wrong with their answers.
final class Interview {
  private static final Optional<String> ADMIN = Optional.of(HarmlessUsage.AUTHORIZATION);
  private static final Set<Code> UNCLEAR =
      EnumSet.of(
          Code.UNKNOWN, Code.INTERNAL, Code.DATA_LOSS, Code.DEADLINE_EXCEEDED, Code.CANCELLED);

  // Words of stack traces, of SQL and of PostgreSQL.
  private static final Pattern INSIDES =
      Pattern.compile(
          "Exception|Error:|\\bat"
              + " [\\w.$]+\\(|\\b(com|org|io|java)\\.\\w+\\.|\\bSELECT\\b|\\bINSERT\\b|\\bUPDATE\\b|\\bnull\\b|relation"
              + " \"|constraint|out of range|jOOQ|PSQL|SQL");

  private final RawCaller caller;
  private final List<String> wrong = new ArrayList<>();

  Interview(RawCaller caller) {
    this.caller = caller;
  }

  /// Everything that was wrong with any answer.
  List<String> wrong() {
    return wrong;
  }

  /// What a method says to a message. Whatever it says, it says in clear words, and the fields it
  /// names are there.
  Told ask(MethodDescriptor method, String what, ByteString message) {
    Told told = caller.call(Services.fullName(method), ADMIN, message);
    if (INSIDES.matcher(told.message()).find()) {
      note(method, what, told, "tells of its insides: " + told.message());
    }
    told.fields().stream()
        .filter(field -> !FieldPaths.exists(method.getInputType(), field))
        .forEach(field -> note(method, what, told, "there is no field " + field));
    return told;
  }

  /// The same, and the code is one that a caller can act on.
  Told askClearly(MethodDescriptor method, String what, ByteString message) {
    Told told = ask(method, what, message);
    if (UNCLEAR.contains(told.code())) {
      note(method, what, told, "is not clear");
    }
    return told;
  }

  /// Notes that an answer is wrong.
  void note(MethodDescriptor method, String what, Told told, String why) {
    wrong.add("%s, %s: %s %s: %s".formatted(Services.name(method), what, told, told.fields(), why));
  }
}
