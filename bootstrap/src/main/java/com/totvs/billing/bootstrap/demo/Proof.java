package com.totvs.billing.bootstrap.demo;

import com.totvs.billing.v1.SettlementState;
import java.io.PrintWriter;
import java.util.List;

/// Whether what was sent is accounted for, each part beside the other.
///
/// @param rowsInDatabase what PostgreSQL itself counts
record Proof(Expectation expected, Ledger ledger, Findings findings, long rowsInDatabase) {

  private record Claim(String what, String figures, boolean holds) {}

  /// Prints each claim, and returns whether all hold.
  boolean print(PrintWriter out) {
    List<Claim> claims = List.of(answered(), scripted(), kept(), once(), counted(), settled());
    out.printf("%n  Proof%n");
    claims.forEach(
        claim ->
            out.printf(
                "    %-3s  %-54s %s%n",
                claim.holds() ? "yes" : "NO", claim.what(), claim.figures()));
    ledger.refused().forEach((reason, count) -> out.printf("    refused %,d: %s%n", count, reason));
    return claims.stream().allMatch(Claim::holds);
  }

  private Claim answered() {
    return new Claim(
        "sent = recorded + repeats + refused",
        "%,d = %,d + %,d + %,d"
            .formatted(ledger.sent(), recorded(), ledger.repeated(), ledger.allRefused()),
        ledger.sent() == recorded() + ledger.repeated() + ledger.allRefused());
  }

  private Claim scripted() {
    long refused = expected.refused().values().stream().mapToLong(Long::longValue).sum();
    return new Claim(
        "each was answered as the script foresees",
        "%,d + %,d + %,d".formatted(expected.recorded().size(), expected.repeated(), refused),
        expected.recorded().equals(ledger.recorded())
            && expected.repeated() == ledger.repeated()
            && expected.refused().equals(ledger.refused()));
  }

  private Claim kept() {
    return new Claim(
        "recorded = listed over the wire = rows in PostgreSQL",
        "%,d = %,d = %,d".formatted(recorded(), findings.rows(), rowsInDatabase),
        recorded() == findings.rows() && recorded() == rowsInDatabase);
  }

  private Claim once() {
    return new Claim(
        "each of them is there once, and no other",
        "%,d ids".formatted(findings.ids().size()),
        findings.ids().equals(ledger.recorded()) && findings.rows() == findings.ids().size());
  }

  private Claim counted() {
    return new Claim(
        "tokens and KB listed = those of the records sent",
        "%,d = %,d".formatted(findings.sum().quantity(), expected.sum().quantity()),
        findings.sum().row().equals(expected.sum().row()));
  }

  private Claim settled() {
    long settled = findings.in(SettlementState.SETTLEMENT_STATE_SETTLED);
    long setAside = findings.in(SettlementState.SETTLEMENT_STATE_SET_ASIDE);
    return new Claim(
        "recorded = settled + set aside, nothing waits",
        "%,d = %,d + %,d".formatted(recorded(), settled, setAside),
        recorded() == settled + setAside);
  }

  private long recorded() {
    return ledger.recorded().size();
  }
}
