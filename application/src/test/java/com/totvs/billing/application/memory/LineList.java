package com.totvs.billing.application.memory;

import com.totvs.billing.application.allocation.AllocationBook.KeptLine;
import com.totvs.billing.application.allocation.AllocationBook.LineFilter;
import com.totvs.billing.application.allocation.AllocationBook.LinePlace;
import com.totvs.billing.domain.allocation.AllocatedLine;
import com.totvs.billing.domain.allocation.Fraction;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The lines that a filter wants, as one who may see only some of them is shown them.
final class LineList {
  private final KeptRuns runs;
  private final LineFilter filter;
  private final WantedPayers wanted;

  LineList(KeptRuns runs, LineFilter filter) {
    this.runs = runs;
    this.filter = filter;
    this.wanted = WantedPayers.of(filter);
  }

  List<KeptLine> page(Optional<LinePlace> after, int limit) {
    return lines(wanted)
        .filter(one -> after.map(last -> one.place().compareTo(last) > 0).orElse(true))
        .limit(limit)
        .map(one -> filter.visible().isEmpty() ? one : ofTheirs(one))
        .toList();
  }

  private Stream<KeptLine> lines(WantedPayers payers) {
    return runs.lines(filter.run()).filter(one -> payers.include(one.line().payer()));
  }

  private KeptLine ofTheirs(KeptLine kept) {
    AllocatedLine line = kept.line();
    return new KeptLine(
        kept.place(),
        kept.sum(),
        new AllocatedLine(
            line.payer(), new Fraction(line.driver().quantity(), theirTotal(kept)), line.amount()),
        kept.use());
  }

  // The total of all that was divided by the same as the line, and that they may see.
  private BigInteger theirTotal(KeptLine kept) {
    return lines(wanted.whole())
        .filter(one -> one.place().sum() == kept.place().sum())
        .filter(one -> one.line().driver().total().equals(kept.line().driver().total()))
        .map(one -> one.line().driver().quantity())
        .reduce(BigInteger.ZERO, BigInteger::add)
        .max(BigInteger.ONE);
  }
}
