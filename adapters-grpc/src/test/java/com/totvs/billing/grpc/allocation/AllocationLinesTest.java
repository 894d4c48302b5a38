package com.totvs.billing.grpc.allocation;

import static com.totvs.billing.application.Examples.CHAT;
import static com.totvs.billing.application.Examples.LICENSE;
import static org.assertj.core.api.Assertions.assertThat;

import com.totvs.billing.grpc.Refusal;
import com.totvs.billing.v1.ListAllocationsRequest;
import com.totvs.billing.v1.ListAllocationsResponse;
import org.junit.jupiter.api.Test;

/// The lines of runs, page by page.
final class AllocationLinesTest extends AllocationTest {

  @Test
  void lines_come_in_pages_of_a_run_or_of_what_is_reported_of_a_month() {
    var _ = allocated(OCTOBER);
    ListAllocationsRequest three =
        ListAllocationsRequest.newBuilder().setMonth(OCTOBER).setPageSize(3).build();

    ListAllocationsResponse first = allocations.listAllocations(three);
    ListAllocationsResponse rest =
        allocations.listAllocations(
            three.toBuilder().setPageToken(first.getNextPageToken()).build());

    assertThat(first.getAllocationsList()).hasSize(3);
    assertThat(rest.getAllocationsList()).hasSize(1);
    assertThat(rest.getNextPageToken()).isEmpty();
    assertThat(
            Refusal.of(() -> list(ListAllocationsRequest.newBuilder().setMonth(OCTOBER).setRun(1)))
                .violations())
        .containsExactly("month");
    assertThat(Refusal.of(() -> list(ListAllocationsRequest.newBuilder())).violations())
        .containsExactly("month");
    assertThat(Refusal.of(() -> list(ListAllocationsRequest.newBuilder().setRun(-1))).violations())
        .containsExactly("run");
    assertThat(
            Refusal.of(() -> list(ListAllocationsRequest.newBuilder().setMonth(NOVEMBER))).reason())
        .isEqualTo("ALLOCATION_NOT_FOUND");
  }

  @Test
  void the_pages_of_a_month_are_of_one_run_also_when_it_is_allocated_meanwhile() {
    var _ = allocated(OCTOBER);
    ListAllocationsRequest three =
        ListAllocationsRequest.newBuilder().setMonth(OCTOBER).setPageSize(3).build();
    ListAllocationsResponse first = allocations.listAllocations(three);
    server.useInOctober(LICENSE, CHAT, 1);
    var _ = allocated(OCTOBER);

    ListAllocationsResponse rest =
        allocations.listAllocations(
            three.toBuilder().setPageToken(first.getNextPageToken()).build());

    assertThat(rest.getAllocationsList()).containsExactly(lines(1).getLast());
  }
}
