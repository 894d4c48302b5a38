package com.totvs.billing.bootstrap.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.totvs.billing.v1.Settlement;
import com.totvs.billing.v1.SettlementState;
import com.totvs.billing.v1.Usage;
import com.totvs.billing.v1.UsageRecord;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProofTest {
  private static final Usage CALL = Script.write(YearMonth.of(2026, 10), 1_000).getFirst();

  private final Ledger ledger = new Ledger();
  private final Findings findings = new Findings();

  @Test
  void a_call_that_was_recorded_settled_and_listed_proves_itself() {
    answered(CALL);
    listed(CALL, SettlementState.SETTLEMENT_STATE_SETTLED);

    assertThat(holds(1)).isTrue();
  }

  @Test
  void refusing_everything_proves_nothing() {
    ledger.sent(1);
    ledger.refused("UNAVAILABLE");

    assertThat(holds(0)).isFalse();
  }

  @Test
  void a_record_that_waits_disproves() {
    answered(CALL);
    listed(CALL, SettlementState.SETTLEMENT_STATE_WAITING);

    assertThat(holds(1)).isFalse();
  }

  @Test
  void a_doubled_row_disproves() {
    answered(CALL);
    listed(CALL, SettlementState.SETTLEMENT_STATE_SETTLED);

    assertThat(holds(2)).isFalse();
  }

  @Test
  void a_record_with_other_quantities_disproves() {
    answered(CALL);
    listed(
        CALL.toBuilder().setInputTokens(CALL.getInputTokens() + 1).build(),
        SettlementState.SETTLEMENT_STATE_SETTLED);

    assertThat(holds(1)).isFalse();
  }

  private void answered(Usage call) {
    ledger.sent(1);
    ledger.recorded(call.getUsageId(), false);
  }

  private void listed(Usage call, SettlementState state) {
    findings.add(
        UsageRecord.newBuilder()
            .setUsage(call)
            .setSettlement(Settlement.newBuilder().setState(state))
            .build());
  }

  private boolean holds(long rowsInDatabase) {
    return new Proof(Expectation.of(List.of(CALL)), ledger, findings, rowsInDatabase)
        .print(new PrintWriter(Writer.nullWriter()));
  }
}
