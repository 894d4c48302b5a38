package com.totvs.billing.bootstrap.demo;

import com.totvs.billing.v1.SettlementState;
import java.io.PrintWriter;

/// Whether what was sent is accounted for, each part beside the other.
///
/// @param rowsInDatabase what PostgreSQL itself counts
record Proof(Ledger ledger, Findings findings, long rowsInDatabase) {

  /// Prints each claim, and returns whether all hold.
  boolean print(PrintWriter out) {
    long recorded = ledger.recorded().size();
    out.println();
    out.println("  Proof");
    boolean holds =
        claim(
            out,
            "sent = recorded + repeats + refused",
            "%,d = %,d + %,d + %,d"
                .formatted(ledger.sent(), recorded, ledger.repeated(), ledger.allRefused()),
            ledger.sent() == recorded + ledger.repeated() + ledger.allRefused());
    holds &=
        claim(
            out,
            "recorded = listed over the wire = rows in PostgreSQL",
            "%,d = %,d = %,d".formatted(recorded, findings.rows(), rowsInDatabase),
            recorded == findings.rows() && recorded == rowsInDatabase);
    holds &=
        claim(
            out,
            "each of them is there once, and no other",
            "%,d ids".formatted(findings.ids().size()),
            findings.ids().equals(ledger.recorded()));
    long settled = findings.in(SettlementState.SETTLEMENT_STATE_SETTLED);
    long setAside = findings.in(SettlementState.SETTLEMENT_STATE_SET_ASIDE);
    holds &=
        claim(
            out,
            "recorded = settled + set aside, nothing waits",
            "%,d = %,d + %,d".formatted(recorded, settled, setAside),
            recorded == settled + setAside);
    ledger.refused().forEach((reason, count) -> out.printf("    refused %,d: %s%n", count, reason));
    return holds;
  }

  private static boolean claim(PrintWriter out, String what, String figures, boolean holds) {
    out.printf("    %-3s  %-54s %s%n", holds ? "yes" : "NO", what, figures);
    return holds;
  }
}
