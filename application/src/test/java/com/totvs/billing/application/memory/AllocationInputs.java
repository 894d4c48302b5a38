package com.totvs.billing.application.memory;

import com.totvs.billing.application.allocation.AllocationBook.Inputs;
import com.totvs.billing.application.memory.KeptRun.Charge;
import com.totvs.billing.domain.allocation.MonthInputs;
import com.totvs.billing.domain.month.Closing;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What an allocation is made from.
final class AllocationInputs {
  private final InMemoryBilling store;
  private final KeptRuns runs;
  private final MonthCost cost;
  private final MonthUse use;
  private final ChargedSums charged;

  AllocationInputs(InMemoryBilling store, KeptRuns runs) {
    this.store = store;
    this.runs = runs;
    this.cost = new MonthCost(store);
    this.use = new MonthUse(store);
    this.charged = new ChargedSums(runs);
  }

  Inputs read(YearMonth month, Runnable alive) {
    List<Closing> closings = store.months().closings();
    return new Inputs(
        own(month),
        Inputs.chargesWhatCameLate(month, closings) ? corrected(month, closings, alive) : List.of(),
        closings,
        cost.firstMonth(),
        cost.notPosted(month),
        cost.newestRevision(Optional.empty()));
  }

  private MonthInputs own(YearMonth month) {
    return new MonthInputs(
        month,
        cost.sums(month),
        use.shares(month),
        store.allocationRules().list(Optional.empty(), Integer.MAX_VALUE),
        cost.revisions(month));
  }

  private List<MonthInputs> corrected(YearMonth month, List<Closing> closings, Runnable alive) {
    Map<YearMonth, String> digests = chargedWith(closings);
    return Stream.concat(cost.months(), charged.by(closings).map(Charge::month))
        .filter(month::isAfter)
        .distinct()
        .sorted()
        .peek(_ -> alive.run())
        .map(this::own)
        .filter(one -> !one.digest().equals(digests.get(one.month())))
        .toList();
  }

  // The digest of what each month was charged with last.
  private Map<YearMonth, String> chargedWith(List<Closing> closings) {
    Map<YearMonth, String> digests = new HashMap<>();
    for (Closing closing : closings) {
      KeptRun kept = runs.get(closing.run());
      digests.put(closing.month(), kept.run().inputs());
      kept.from().corrected().forEach(one -> digests.put(one.month(), one.digest()));
    }
    return digests;
  }

  /// Whether nothing changed since that an allocation must not be kept after.
  boolean stillHold(Inputs inputs) {
    MonthInputs now = own(inputs.own().month());
    return store.months().closings().equals(inputs.closings())
        && now.sums().equals(inputs.own().sums())
        && now.rules().equals(inputs.own().rules())
        && now.revisions().equals(inputs.own().revisions())
        && cost.notPosted(now.month()).equals(inputs.notPosted());
  }
}
