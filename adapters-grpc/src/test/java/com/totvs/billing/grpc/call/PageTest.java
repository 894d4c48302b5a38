package com.totvs.billing.grpc.call;

import static com.totvs.billing.application.Examples.PATIENCE;
import static com.totvs.billing.application.Examples.usage;
import static org.assertj.core.api.Assertions.assertThat;

import com.totvs.billing.domain.usage.UsageRecord;
import com.totvs.billing.grpc.Refusal;
import com.totvs.billing.grpc.TestServer;
import com.totvs.billing.grpc.TestTokens;
import com.totvs.billing.v1.ListSolutionsRequest;
import com.totvs.billing.v1.ListUsageRequest;
import com.totvs.billing.v1.ListUsageResponse;
import com.totvs.billing.v1.UsageFilter;
import com.totvs.billing.v1.UsageServiceGrpc.UsageServiceBlockingStub;
import io.grpc.Status.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {
  private final TestServer server = new TestServer();
  private final UsageServiceBlockingStub billing = server.usage(TestTokens.admin());

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void pages_follow_each_other_without_gap_or_repeat() {
    List<String> recorded = recorded(5).stream().map(it -> it.id().toString()).sorted().toList();

    List<String> shown = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    String token = "";
    do {
      ListUsageResponse page = billing.listUsage(asked(2, token));
      page.getUsageRecordsList().forEach(row -> shown.add(row.getUsage().getUsageId()));
      sizes.add(page.getUsageRecordsCount());
      token = page.getNextPageToken();
    } while (!token.isEmpty());

    assertThat(shown).containsExactlyElementsOf(recorded);
    assertThat(sizes).containsExactly(2, 2, 1);
  }

  @Test
  void a_full_last_page_has_no_token() {
    recorded(2);

    assertThat(billing.listUsage(asked(2, "")).getNextPageToken()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0, 100", "1, 1", "1000, 1000", "1001, 1000", "2147483647, 1000"})
  void a_page_is_as_large_as_asked_within_bounds(int asked, int rows) {
    recorded(1_001);

    assertThat(billing.listUsage(asked(asked, "")).getUsageRecordsCount()).isEqualTo(rows);
  }

  @Test
  void a_negative_size_is_refused() {
    Refusal refusal = Refusal.of(() -> billing.listUsage(asked(-1, "")));

    assertThat(refusal.violations()).containsExactly("page_size");
  }

  @Test
  void a_token_is_good_for_its_own_list_only() {
    recorded(3);
    String token = billing.listUsage(asked(1, "")).getNextPageToken();
    ListUsageRequest otherFilter =
        asked(1, token).toBuilder()
            .setFilter(UsageFilter.newBuilder().setSolutionProjectId("dta-vision"))
            .build();

    assertThat(billing.listUsage(asked(2, token)).getUsageRecordsCount()).isEqualTo(2);
    assertMismatch(Refusal.of(() -> billing.listUsage(otherFilter)));
    assertMismatch(
        Refusal.of(
            () -> server.usage(TestTokens.limitedTo("dta-vision")).listUsage(asked(1, token))));
    assertMismatch(
        Refusal.of(
            () ->
                server
                    .catalog(TestTokens.admin())
                    .listSolutions(ListSolutionsRequest.newBuilder().setPageToken(token).build())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "?", "AAAA", "AAAAAAAAAAAAAAAAAAAAAAAA", "🦜", " ", "null"})
  void a_token_that_nobody_gave_is_refused(String token) {
    assertMismatch(Refusal.of(() -> billing.listUsage(asked(1, token))));
    assertMismatch(Refusal.of(() -> billing.listUsage(asked(1, token.repeat(5_000)))));
  }

  @Test
  void a_token_that_was_changed_is_refused() {
    recorded(2);
    String token = billing.listUsage(asked(1, "")).getNextPageToken();
    String changed = token.substring(0, token.length() - 4) + "AAAA";

    assertMismatch(Refusal.of(() -> billing.listUsage(asked(1, changed))));
  }

  private static void assertMismatch(Refusal refusal) {
    assertThat(refusal.code()).isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(refusal.reason()).isEqualTo("PAGE_TOKEN_MISMATCH");
  }

  private static ListUsageRequest asked(int size, String token) {
    return ListUsageRequest.newBuilder().setPageSize(size).setPageToken(token).build();
  }

  private List<UsageRecord> recorded(int count) {
    List<UsageRecord> records = Stream.generate(() -> usage().record()).limit(count).toList();
    server.store.journal().append(records, PATIENCE);
    return records;
  }
}
