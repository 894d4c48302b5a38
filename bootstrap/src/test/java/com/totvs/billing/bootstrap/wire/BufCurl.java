package com.totvs.billing.bootstrap.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// `buf curl`, a gRPC client that shares no code with us, run as a process.
final class BufCurl {
  private static final Path BUF = Path.of("target", "tools", "buf");
  private static final ObjectMapper JSON = new ObjectMapper();

  /// What it printed. Its exit code is the gRPC code times eight.
  record Answer(int exit, String out, String err) {

    int code() {
      return exit / 8;
    }

    JsonNode json() throws IOException {
      return JSON.readTree(out);
    }

    /// Each message of a stream.
    List<JsonNode> stream() throws IOException {
      return JSON.readerFor(JsonNode.class).<JsonNode>readValues(out).readAll();
    }

    String reason() throws IOException {
      return ErrorInfo.parseFrom(detail("google.rpc.ErrorInfo")).getReason();
    }

    List<String> wrongFields() throws IOException {
      return BadRequest.parseFrom(detail("google.rpc.BadRequest")).getFieldViolationsList().stream()
          .map(BadRequest.FieldViolation::getField)
          .toList();
    }

    private byte[] detail(String type) throws IOException {
      for (JsonNode detail : JSON.readTree(err).path("details")) {
        if (detail.path("type").asText().equals(type)) {
          String value = detail.path("value").asText();
          return Base64.getDecoder().decode(value + "=".repeat((4 - value.length() % 4) % 4));
        }
      }
      throw new InvalidProtocolBufferException("no " + type + " in " + err);
    }
  }

  private final String address;

  BufCurl(String host, int port) throws IOException {
    this.address = "http://" + host + ":" + port;
    Files.setPosixFilePermissions(BUF, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /// Calls `package.Service/Method` with the token and, where not empty, with a message in JSON.
  Answer call(String method, String token, String message, String... options) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(options));
    if (!token.isEmpty()) {
      arguments.addAll(List.of("-H", "authorization: Bearer " + token));
    }
    arguments.addAll(List.of("-d", message, address + "/" + method));
    return run(arguments);
  }

  /// Lists the services by reflection.
  Answer services() throws Exception {
    return run(List.of("--list-services", address));
  }

  /// Lists `package.Service/Method` of every service but health and reflection, by reflection.
  List<String> methods() throws Exception {
    return run(List.of("--list-methods", address))
        .out()
        .lines()
        .filter(method -> !method.startsWith("grpc."))
        .toList();
  }

  private static Answer run(List<String> arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                BUF.toAbsolutePath().toString(),
                "curl",
                "--protocol",
                "grpc",
                "--http2-prior-knowledge"));
    command.addAll(arguments);
    Path out = Files.createTempFile("buf", ".out");
    Path err = Files.createTempFile("buf", ".err");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("buf curl did not end: " + command);
    }
    return new Answer(
        process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
  }
}
