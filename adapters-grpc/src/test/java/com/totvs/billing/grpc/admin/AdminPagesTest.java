package com.totvs.billing.grpc.admin;

import static com.totvs.billing.application.Examples.PATIENCE;
import static com.totvs.billing.application.Examples.usage;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.longrunning.ListOperationsRequest;
import com.google.longrunning.OperationsGrpc;
import com.google.type.Date;
import com.totvs.billing.grpc.Refusal;
import com.totvs.billing.grpc.TestServer;
import com.totvs.billing.grpc.TestTokens;
import com.totvs.billing.v1.AdminServiceGrpc;
import com.totvs.billing.v1.ListAuditEntriesRequest;
import com.totvs.billing.v1.ListPurgedPeriodsRequest;
import com.totvs.billing.v1.Period;
import com.totvs.billing.v1.PurgeServiceGrpc;
import com.totvs.billing.v1.PurgeUsageRequest;
import io.grpc.Channel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Lists of operations, of purged periods and of audit entries, two rows a page.
class AdminPagesTest {
  private static final List<Integer> MONTHS = List.of(1, 3, 5, 7, 9);

  private final TestServer server = new TestServer();
  private final Channel admin = server.as(TestTokens.admin());
  private final List<String> begun = new ArrayList<>();

  @BeforeEach
  void purgeEveryOtherMonth() {
    for (int month : MONTHS) {
      var _ =
          server
              .store
              .journal()
              .append(List.of(usage().at("2026-0" + month + "-10T12:00:00Z").record()), PATIENCE);
      begun.add(
          PurgeServiceGrpc.newBlockingStub(admin)
              .purgeUsage(PurgeUsageRequest.newBuilder().setPeriod(month(month)).build())
              .getOperation()
              .getName());
    }
    server.runOperations();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void operations_come_page_by_page_newest_first() {
    List<List<String>> pages = pages(this::operations);

    assertThat(pages).extracting(List::size).containsExactly(2, 2, 1);
    assertThat(pages.stream().flatMap(List::stream)).containsExactlyElementsOf(begun.reversed());
  }

  @Test
  void purged_periods_come_page_by_page_in_the_order_of_time() {
    List<List<Long>> pages = pages(this::purgedPeriods);

    assertThat(pages).extracting(List::size).containsExactly(2, 2, 1);
    assertThat(pages.stream().flatMap(List::stream))
        .doesNotHaveDuplicates()
        .isSortedAccordingTo(Comparator.naturalOrder());
  }

  @Test
  void audit_entries_come_page_by_page_newest_first() {
    List<List<String>> pages = pages(this::auditEntries);

    assertThat(pages).extracting(List::size).containsExactly(2, 2, 1);
    assertThat(pages.stream().flatMap(List::stream)).containsExactlyElementsOf(begun.reversed());
  }

  @Test
  void a_token_of_one_list_is_none_of_another() {
    String token = operations("").next();

    assertThat(Refusal.of(() -> purgedPeriods(token)).reason()).isEqualTo("PAGE_TOKEN_MISMATCH");
    assertThat(Refusal.of(() -> auditEntries(token)).reason()).isEqualTo("PAGE_TOKEN_MISMATCH");
    assertThat(
            Refusal.of(
                    () ->
                        OperationsGrpc.newBlockingStub(admin)
                            .listOperations(
                                ListOperationsRequest.newBuilder()
                                    .setFilter("done = true")
                                    .setPageToken(token)
                                    .build()))
                .reason())
        .isEqualTo("PAGE_TOKEN_MISMATCH");
  }

  private record Answer<R>(List<R> rows, String next) {}

  private static <R> List<List<R>> pages(Function<String, Answer<R>> list) {
    List<List<R>> pages = new ArrayList<>();
    Answer<R> answer = list.apply("");
    pages.add(answer.rows());
    while (!answer.next().isEmpty()) {
      answer = list.apply(answer.next());
      pages.add(answer.rows());
    }
    return pages;
  }

  private Answer<String> operations(String token) {
    var page =
        OperationsGrpc.newBlockingStub(admin)
            .listOperations(
                ListOperationsRequest.newBuilder().setPageSize(2).setPageToken(token).build());
    return new Answer<>(
        page.getOperationsList().stream().map(row -> row.getName()).toList(),
        page.getNextPageToken());
  }

  private Answer<Long> purgedPeriods(String token) {
    var page =
        PurgeServiceGrpc.newBlockingStub(admin)
            .listPurgedPeriods(
                ListPurgedPeriodsRequest.newBuilder().setPageSize(2).setPageToken(token).build());
    return new Answer<>(
        page.getPurgedPeriodsList().stream()
            .map(row -> row.getInterval().getStartTime().getSeconds())
            .toList(),
        page.getNextPageToken());
  }

  private Answer<String> auditEntries(String token) {
    var page =
        AdminServiceGrpc.newBlockingStub(admin)
            .listAuditEntries(
                ListAuditEntriesRequest.newBuilder().setPageSize(2).setPageToken(token).build());
    return new Answer<>(
        page.getAuditEntriesList().stream().map(row -> row.getTarget()).toList(),
        page.getNextPageToken());
  }

  private static Period month(int month) {
    return Period.newBuilder().setMonth(Date.newBuilder().setYear(2026).setMonth(month)).build();
  }
}
