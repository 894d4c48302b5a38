package com.totvs.billing.bootstrap.wire;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// A good request with one field changed, by the field's type.
///
/// @param path the field, such as `usages[0].user`
/// @param how what became of it, such as `too long`
record Changed(String path, String how, UnaryOperator<Message> change) {
  /// Every field that a good request sets or may set, with everything that is wrong for its type.
  static List<Changed> each(Message good) {
    List<Changed> found = new ArrayList<>();
    fields(good, "", UnaryOperator.identity(), found);
    return found;
  }

  /// The request with the change made.
  Message in(Message request) {
    return change.apply(request);
  }

  /// The path without the numbers of elements, and what became of it: `usages.user too long`.
  String name() {
    return path.replaceAll("\\[\\d+]", "") + " " + how;
  }

  /// Whether no field is in both.
  boolean apart(Changed other) {
    return !FieldPaths.related(path, other.path);
  }

  private static void fields(
      Message message,
      String path,
      UnaryOperator<UnaryOperator<Message>> inside,
      List<Changed> found) {
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      String name = path + field.getName();
      if (field.isRepeated()) {
        repeated(message, field, name, inside, found);
      } else {
        single(message, field, name, inside, found);
      }
    }
  }

  private static void single(
      Message message,
      FieldDescriptor field,
      String path,
      UnaryOperator<UnaryOperator<Message>> inside,
      List<Changed> found) {
    boolean alone = field.getJavaType() != JavaType.MESSAGE && field.getContainingOneof() == null;
    if (!alone && !message.hasField(field)) {
      return;
    }
    WrongValues.of(field, message.getField(field))
        .forEach(
            (how, value) ->
                found.add(
                    new Changed(
                        path,
                        how,
                        inside.apply(old -> old.toBuilder().setField(field, value).build()))));
    if (field.getJavaType() == JavaType.MESSAGE) {
      fields(
          (Message) message.getField(field),
          path + ".",
          change ->
              inside.apply(
                  old ->
                      old.toBuilder()
                          .setField(field, change.apply((Message) old.getField(field)))
                          .build()),
          found);
    }
  }

  private static void repeated(
      Message message,
      FieldDescriptor field,
      String path,
      UnaryOperator<UnaryOperator<Message>> inside,
      List<Changed> found) {
    List<?> elements = (List<?>) message.getField(field);
    for (int i = 0; i < elements.size(); i++) {
      element(field, elements.get(i), i, path + "[" + i + "]", inside, found);
    }
  }

  private static void element(
      FieldDescriptor field,
      Object element,
      int index,
      String path,
      UnaryOperator<UnaryOperator<Message>> inside,
      List<Changed> found) {
    WrongValues.of(field, element)
        .forEach(
            (how, value) ->
                found.add(
                    new Changed(
                        path,
                        how,
                        inside.apply(
                            old ->
                                old.toBuilder().setRepeatedField(field, index, value).build()))));
    if (element instanceof Message inner) {
      fields(
          inner,
          path + ".",
          change ->
              inside.apply(
                  old ->
                      old.toBuilder()
                          .setRepeatedField(
                              field,
                              index,
                              change.apply((Message) old.getRepeatedField(field, index)))
                          .build()),
          found);
    }
  }
}
