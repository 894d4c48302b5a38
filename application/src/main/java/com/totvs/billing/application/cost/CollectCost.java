package com.totvs.billing.application.cost;

import com.totvs.billing.application.operation.Operations;
import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.domain.Span;
import com.totvs.billing.domain.access.Caller;
import com.totvs.billing.domain.cost.CostCalendar;
import com.totvs.billing.domain.cost.ResourceGroup;
import com.totvs.billing.domain.operation.Operation;
import com.totvs.billing.domain.operation.OperationKind;
import com.totvs.billing.domain.operation.Order;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Orders that Azure's cost is collected.
public final class CollectCost {

  /// Who asks at dawn, in operations.
  public static final String SUBJECT = "job: collecting Azure's cost";

  // Azure answers for 37 months at most.
  private static final int OLDEST_MONTHS = 36;

  private final Operations operations;
  private final DueReadings readings;
  private final CostCalendar calendar;
  private final Clock clock;

  /// @param resourceGroups those whose cost the platform pays
  public CollectCost(
      Operations operations,
      CostBook book,
      List<ResourceGroup> resourceGroups,
      CostCalendar calendar,
      Clock clock) {
    this.operations = operations;
    this.readings = new DueReadings(book, resourceGroups, calendar);
    this.calendar = calendar;
    this.clock = clock;
  }

  /// Orders that one month is collected, or, without a month, those that still move.
  ///
  /// @throws BillingException `SCOPE_MISSING`; `SOLUTION_FORBIDDEN` for a caller limited to some
  ///   solutions; `INVALID_FIELDS` for a month that has not begun, or is more than 36 months ago;
  ///   `REQUEST_ID_REUSED`
  public Operation collect(Caller caller, Optional<YearMonth> month, Optional<UUID> requestId) {
    caller.require(OperationKind.COLLECT_AZURE_COST.scope());
    caller.requireAllSolutions();
    return order(
        month.map(this::requireReadable).map(List::of).orElseGet(this::moving),
        caller.subject(),
        requestId);
  }

  /// Orders what is due: once a day, from the time of dawn on, and what could not be read again an
  /// hour later, for six hours. A day whose dawn was slept through is made up for. However many
  /// nodes ask however often, it is ordered once.
  ///
  /// @param atDawn a time of day in the business zone
  public void collectDue(LocalTime atDawn) {
    Instant now = clock.instant();
    LocalDate today = calendar.zone().day(now);
    Instant dawn = today.atTime(atDawn).atZone(calendar.zone().id()).toInstant();
    if (now.isBefore(dawn)) {
      return;
    }
    // What is under way may yet read what seems due.
    List<YearMonth> due = isUnderWay() ? List.of() : readings.due(now, dawn);
    if (!due.isEmpty()) {
      long hour = Duration.between(dawn, now).toHours();
      String once = "%s: %s, %s hours after dawn: %s".formatted(SUBJECT, today, hour, due);
      UUID requestId = UUID.nameUUIDFromBytes(once.getBytes(StandardCharsets.UTF_8));
      var _ = order(due, SUBJECT, Optional.of(requestId));
    }
  }

  private boolean isUnderWay() {
    Operations.Filter filter =
        new Operations.Filter(Set.of(OperationKind.COLLECT_AZURE_COST), Optional.of(false));
    return !operations.list(filter, Optional.empty(), 1).isEmpty();
  }

  private List<YearMonth> moving() {
    return readings.moving(clock.instant());
  }

  /// Makes sure that Azure still answers for a month.
  ///
  /// @throws BillingException `INVALID_FIELDS` naming `month`
  public YearMonth requireReadable(YearMonth month) {
    YearMonth open = calendar.zone().month(clock.instant());
    if (month.isAfter(open) || month.isBefore(open.minusMonths(OLDEST_MONTHS))) {
      throw BillingException.invalid(
          "month", "must lie between " + open.minusMonths(OLDEST_MONTHS) + " and " + open);
    }
    return month;
  }

  private Operation order(List<YearMonth> months, String subject, Optional<UUID> requestId) {
    BusinessZone zone = calendar.zone();
    Span span =
        new Span(
            Optional.of(zone.start(months.getFirst())),
            Optional.of(zone.start(months.getLast().plusMonths(1))));
    return operations.start(
        new Order(OperationKind.COLLECT_AZURE_COST, span, false, subject, requestId));
  }
}
