package com.totvs.billing.bootstrap.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.type.Date;
import com.totvs.billing.v1.AllocationServiceGrpc.AllocationServiceImplBase;
import com.totvs.billing.v1.CostMonth;
import com.totvs.billing.v1.ListMonthsRequest;
import com.totvs.billing.v1.ListMonthsResponse;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.YearMonth;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Months of a server that has more of them than fit on a page.
final class CloseCommandTest {
  private static final YearMonth NEWEST = YearMonth.of(2026, 10);
  private static final int THERE_ARE = 1_500;
  private static final int PAGE = 1_000;

  private final Shell shell = new Shell();
  private final List<Integer> sizes = new CopyOnWriteArrayList<>();
  private final Server server =
      Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
          .addService(new Months())
          .build();

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() {
    server.shutdownNow();
  }

  @Test
  void as_many_pages_of_months_are_read_as_the_limit_takes() throws Exception {
    assertThat(months("--limit", "2000")).isZero();
    assertThat(shell.json().findValuesAsText("month"))
        .hasSize(THERE_ARE)
        .doesNotHaveDuplicates()
        .startsWith("2026-10", "2026-09")
        .endsWith(NEWEST.minusMonths(THERE_ARE - 1).toString());
    assertThat(shell.err()).isEmpty();
    assertThat(sizes).containsExactly(PAGE, PAGE);
  }

  @Test
  void months_that_are_not_shown_are_spoken_of() throws Exception {
    assertThat(months("--limit", "1200")).isZero();
    assertThat(shell.json()).hasSize(1_200);
    assertThat(shell.err()).contains("there are more rows than these 1200: see --limit");
    assertThat(months()).isZero();
    assertThat(shell.json()).hasSize(100);
    assertThat(shell.err()).contains("there are more rows than these 100");
  }

  @Test
  void a_limit_is_for_lists_only() {
    assertThat(run("close", "--month", NEWEST.toString(), "--limit", "1")).isEqualTo(2);
    assertThat(shell.err()).contains("--limit is not for close close");
    assertThat(sizes).isEmpty();
  }

  private int months(String... limit) {
    return run(
        Stream.concat(Stream.of("months", "--output", "json"), Stream.of(limit))
            .toArray(String[]::new));
  }

  private int run(String... words) {
    return shell.run(
        Stream.concat(
                Stream.of("close", "--address", "127.0.0.1:" + server.getPort()), Stream.of(words))
            .toArray(String[]::new));
  }

  private final class Months extends AllocationServiceImplBase {
    @Override
    public void listMonths(ListMonthsRequest request, StreamObserver<ListMonthsResponse> caller) {
      sizes.add(request.getPageSize());
      String token = request.getPageToken();
      int first = token.isEmpty() ? 0 : Integer.parseInt(token);
      int end = Math.min(first + Math.min(request.getPageSize(), PAGE), THERE_ARE);
      caller.onNext(
          ListMonthsResponse.newBuilder()
              .addAllCostMonths(
                  IntStream.range(first, end).mapToObj(CloseCommandTest::month).toList())
              .setNextPageToken(end < THERE_ARE ? String.valueOf(end) : "")
              .build());
      caller.onCompleted();
    }
  }

  private static CostMonth month(int before) {
    YearMonth month = NEWEST.minusMonths(before);
    return CostMonth.newBuilder()
        .setMonth(Date.newBuilder().setYear(month.getYear()).setMonth(month.getMonthValue()))
        .build();
  }
}
