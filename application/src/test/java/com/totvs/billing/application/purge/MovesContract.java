package com.totvs.billing.application.purge;

import static com.totvs.billing.application.Examples.PATIENCE;
import static com.totvs.billing.application.Examples.usage;
import static com.totvs.billing.domain.BusinessZone.SAO_PAULO;

import com.totvs.billing.application.PortsContract;
import com.totvs.billing.application.operation.Claim;
import com.totvs.billing.application.usage.Wanted;
import com.totvs.billing.domain.operation.Ending;
import com.totvs.billing.domain.operation.Operation;
import com.totvs.billing.domain.operation.Result;
import com.totvs.billing.domain.purge.MonthMove;
import com.totvs.billing.domain.usage.Place;
import com.totvs.billing.domain.usage.RecordedUsage;
import com.totvs.billing.domain.usage.UsageRecord;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Usage of October, and the steps that move it, for the contracts of [UsageHistory].
public abstract class MovesContract extends PortsContract {
  static final YearMonth OCTOBER = YearMonth.of(2026, 10);
  static final Instant START = SAO_PAULO.start(OCTOBER);
  static final Instant MIDDLE = Instant.parse("2026-10-15T12:00:00Z");

  final UsageHistory history() {
    return ports().history();
  }

  final List<UsageRecord> recorded(Instant... times) {
    List<UsageRecord> usage = Stream.of(times).map(time -> usage().at(time).record()).toList();
    journal().append(usage, PATIENCE);
    return usage;
  }

  final boolean moveAll(Claim claim, int limit) {
    Operation operation = history().begin(claim);
    while (left(operation)) {
      operation = history().move(claim, limit);
    }
    return true;
  }

  static boolean left(Operation operation) {
    return !operation.progress().months().stream().allMatch(MonthMove::done);
  }

  final List<UsageRecord> in(Place place) {
    return journal().list(new Wanted().place(place).filter(), Optional.empty(), 100).stream()
        .map(RecordedUsage::usage)
        .toList();
  }

  static Result result(Operation operation) {
    return ((Ending.Succeeded) operation.ending().orElseThrow()).result();
  }
}
