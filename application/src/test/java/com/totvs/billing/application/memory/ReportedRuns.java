package com.totvs.billing.application.memory;

import com.totvs.billing.application.allocation.AllocationBook.Inputs;
import com.totvs.billing.application.memory.KeptRun.Charge;
import com.totvs.billing.domain.allocation.Origin;
import com.totvs.billing.domain.month.Closing;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which run is reported of a month: that of its closing, or the newest that holds.
final class ReportedRuns {
  private final InMemoryBilling store;
  private final KeptRuns runs;
  private final MonthCost cost;
  private final ChargedSums charged;

  ReportedRuns(InMemoryBilling store, KeptRuns runs) {
    this.store = store;
    this.runs = runs;
    this.cost = new MonthCost(store);
    this.charged = new ChargedSums(runs);
  }

  OptionalLong of(YearMonth month) {
    return closing(month)
        .map(Closing::run)
        .or(() -> newest(month))
        .map(OptionalLong::of)
        .orElseGet(OptionalLong::empty);
  }

  private Optional<Closing> closing(YearMonth month) {
    return closings().stream().filter(one -> one.month().equals(month)).findFirst();
  }

  private List<Closing> closings() {
    return store.months().closings();
  }

  private Optional<Long> newest(YearMonth month) {
    return runs.newestFirst()
        .filter(kept -> kept.run().month().equals(month))
        .filter(this::correctsWhatIsClosed)
        .map(kept -> kept.run().number())
        .findFirst();
  }

  // When a month is reopened, the corrections made for its closing are none any more.
  private boolean correctsWhatIsClosed(KeptRun kept) {
    return kept.from().corrected().isEmpty() || closings().containsAll(kept.from().closings());
  }

  /// Whether cost came since the run that is reported of an open month, which it would charge now.
  boolean isOutdated(YearMonth month) {
    OptionalLong reported = of(month);
    return reported.isPresent()
        && closing(month).isEmpty()
        && isOutdated(month, runs.get(reported.getAsLong()));
  }

  private boolean isOutdated(YearMonth month, KeptRun kept) {
    boolean late = Inputs.chargesWhatCameLate(month, closings());
    Predicate<YearMonth> charges = one -> one.equals(month) || (late && one.isBefore(month));
    return (late && !closings().equals(kept.from().closings()))
        || cost.months().filter(charges).anyMatch(one -> costCameSince(kept, one));
  }

  private boolean costCameSince(KeptRun kept, YearMonth month) {
    return cost.newestRevision(Optional.of(month)) > kept.from().newestRevision()
        || !charged(kept, month).containsAll(cost.posted(month).map(MonthCost::origin).toList());
  }

  // What a run and the closings that hold charge for a month.
  private Set<Origin> charged(KeptRun kept, YearMonth month) {
    return Stream.concat(charged.by(closings()), kept.charges())
        .filter(one -> one.month().equals(month))
        .map(Charge::sum)
        .map(sum -> sum.heading().sum().origin())
        .collect(Collectors.toSet());
  }
}
