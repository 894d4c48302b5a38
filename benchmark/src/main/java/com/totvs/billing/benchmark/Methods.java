package com.totvs.billing.benchmark;

import com.totvs.billing.v1.BatchRecordUsageRequest;
import com.totvs.billing.v1.BatchRecordUsageResponse;
import com.totvs.billing.v1.RecordUsageRequest;
import com.totvs.billing.v1.RecordUsageResponse;
import com.totvs.billing.v1.UsageServiceGrpc;
import io.grpc.MethodDescriptor;
import io.grpc.protobuf.ProtoUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// The methods that are called. Requests are encoded beforehand, so that the load takes as little
/// as possible of the machine it shares with the server.
final class Methods {

  /// Takes what RecordUsage takes, answers what it answers, and does nothing. Outside our own
  /// services, whose methods must all stand in the table of scopes: it needs a valid token only.
  static final MethodDescriptor<RecordUsageRequest, RecordUsageResponse> NOOP =
      MethodDescriptor.<RecordUsageRequest, RecordUsageResponse>newBuilder()
          .setType(MethodDescriptor.MethodType.UNARY)
          .setFullMethodName(
              MethodDescriptor.generateFullMethodName("benchmark.v1.NoopService", "Noop"))
          .setRequestMarshaller(ProtoUtils.marshaller(RecordUsageRequest.getDefaultInstance()))
          .setResponseMarshaller(ProtoUtils.marshaller(RecordUsageResponse.getDefaultInstance()))
          .build();

  private Methods() {}

  static MethodDescriptor<byte[], RecordUsageResponse> noop() {
    return encoded(NOOP);
  }

  static MethodDescriptor<byte[], RecordUsageResponse> recordUsage() {
    return encoded(UsageServiceGrpc.getRecordUsageMethod());
  }

  static MethodDescriptor<byte[], BatchRecordUsageResponse> batchRecordUsage() {
    return encoded(UsageServiceGrpc.getBatchRecordUsageMethod());
  }

  static byte[] request(Row row) {
    return RecordUsageRequest.newBuilder().setUsage(row.usage()).build().toByteArray();
  }

  static byte[] request(Iterable<Row> rows) {
    BatchRecordUsageRequest.Builder request = BatchRecordUsageRequest.newBuilder();
    rows.forEach(row -> request.addUsages(row.usage()));
    return request.build().toByteArray();
  }

  private static <R> MethodDescriptor<byte[], R> encoded(MethodDescriptor<?, R> method) {
    return method.toBuilder(new Encoded(), method.getResponseMarshaller()).build();
  }

  private static final class Encoded implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
