package com.totvs.billing.bootstrap.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.totvs.billing.bootstrap.wire.RawCaller.Told;
import io.grpc.Status.Code;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever is sent about usage, with whatever token, it gets the right code and changes nothing.
class HostileInputTest {

  @Test
  void hostile_requests_get_the_right_code_and_leave_the_table_unchanged(@TempDir Path folder)
      throws Exception {
    List<Hostile> requests =
        Stream.of(HostileUsage.all(), HostileMessages.all(), HostileTokens.all())
            .flatMap(List::stream)
            .toList();
    try (TestBilling billing = new TestBilling(folder);
        RawCaller caller = new RawCaller(billing)) {
      assertThat(send(caller, HarmlessUsage.request()).code()).isEqualTo(Code.OK);
      String before = billing.contents();
      List<String> wrong = new ArrayList<>();

      for (Hostile request : requests) {
        String got = send(caller, request).toString();
        if (!request.expected().contains(got)) {
          wrong.add(request.what() + ": expected one of " + request.expected() + ", got " + got);
        }
      }

      assertThat(requests).hasSizeGreaterThanOrEqualTo(500);
      assertThat(wrong).isEmpty();
      assertThat(billing.contents()).isEqualTo(before).startsWith("1 ");
      assertThat(send(caller, HarmlessUsage.request()).code()).isEqualTo(Code.OK);
    }
  }

  private static Told send(RawCaller caller, Hostile request) {
    return caller.call(request.method(), request.token(), request.message());
  }
}
