package com.totvs.billing.grpc.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.longrunning.Operation;
import com.totvs.billing.grpc.Refusal;
import com.totvs.billing.grpc.WireExamples;
import com.totvs.billing.v1.AllocateCostMetadata;
import com.totvs.billing.v1.AllocateCostRequest;
import com.totvs.billing.v1.AllocateCostResult;
import com.totvs.billing.v1.AllocationOutcome;
import com.totvs.billing.v1.CostSelector;
import com.totvs.billing.v1.FixedDivision;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Dividing the cost of a month, and what each run of it brought.
final class AllocateCostTest extends AllocationTest {

  @Test
  void allocating_answers_at_once_with_an_operation_that_tells_what_it_brought() {
    Operation begun = allocate(allocation(OCTOBER).build());
    assertThat(begun.getDone()).isFalse();

    Operation ended = over(begun);

    AllocateCostMetadata metadata = unpack(ended, AllocateCostMetadata.class);
    assertThat(metadata.getWork().getSumsDone()).isEqualTo(2);
    assertThat(metadata.getWork().getSumsTotal()).isEqualTo(2);
    assertThat(metadata.getWork().getRequestedBy()).isEqualTo("vision-backend");
    AllocationOutcome outcome = unpack(ended, AllocateCostResult.class).getOutcome();
    assertThat(outcome.getRun()).isEqualTo(1);
    assertThat(outcome.getLines()).isEqualTo(4);
    assertThat(outcome.getBalances(0).getExactAmount().getValue()).isEqualTo("14");
    assertThat(outcome.getBalances(0).getAllocated()).isEqualTo(reais(14, 0));
    assertThat(outcome.getBalances(0).getUnallocated()).isEqualTo(reais(0, 0));
    assertThat(amounts(1)).containsExactly("1.00", "3.00", "2.50", "7.50");
  }

  @Test
  void a_dry_run_tells_the_outcome_and_keeps_nothing() {
    Operation ended = over(allocate(allocation(OCTOBER).setDryRun(true).build()));

    AllocationOutcome outcome = unpack(ended, AllocateCostResult.class).getOutcome();
    assertThat(outcome.getRun()).isZero();
    assertThat(outcome.getBalances(0).getAllocated()).isEqualTo(reais(14, 0));
    assertThat(runs()).isEmpty();
  }

  @Test
  void a_repeated_request_answers_with_the_same_operation() {
    AllocateCostRequest request =
        allocation(OCTOBER).setRequestId(UUID.randomUUID().toString()).build();

    assertThat(allocate(request).getName()).isEqualTo(allocate(request).getName());
    assertThat(Refusal.of(() -> allocate(request.toBuilder().setDryRun(true).build())).reason())
        .isEqualTo("REQUEST_ID_REUSED");
  }

  @Test
  void a_month_to_come_and_every_other_wrong_field_is_refused() {
    assertThat(
            Refusal.of(
                    () ->
                        allocate(
                            allocation(OCTOBER.toBuilder().setMonth(12).build())
                                .setRequestId("no UUID")
                                .build()))
                .violations())
        .containsExactly("month", "request_id");
    assertThat(
            Refusal.of(
                    () ->
                        allocate(AllocateCostRequest.newBuilder().setRequestId("no UUID").build()))
                .violations())
        .containsExactly("month", "request_id");
  }

  @Test
  void cost_that_no_usage_can_carry_is_unallocated_and_has_a_line_of_its_own() {
    create(
        WireExamples.allocationRule()
            .setTakes(CostSelector.newBuilder().setFixedCostId("fee"))
            .setFixed(
                FixedDivision.newBuilder()
                    .addParts(WireExamples.part("dta-vision", "60"))
                    .addParts(WireExamples.part("nobody-uses-this", "40")))
            .build());

    AllocationOutcome outcome = allocated(OCTOBER);

    assertThat(outcome.getBalances(0).getUnallocated()).isEqualTo(reais(4, 0));
    assertThat(outcome.getBalances(0).getAllocated()).isEqualTo(reais(10, 0));
    assertThat(lines(1))
        .filteredOn(line -> !line.hasPayer())
        .extracting(line -> decimal(line.getAmount()))
        .containsExactly("4.00");
  }
}
