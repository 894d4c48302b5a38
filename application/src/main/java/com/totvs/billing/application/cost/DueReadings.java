package com.totvs.billing.application.cost;

import com.totvs.billing.application.cost.CostBook.MonthStanding;
import com.totvs.billing.domain.cost.CostCalendar;
import com.totvs.billing.domain.cost.ResourceGroup;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which months of Azure's cost are to be read. A month that could not be read is asked for again
/// every hour, for as long as six hours after dawn: Azure asks to be left alone for an hour when it
/// fails, and to be called about once a day.
final class DueReadings {
  private static final Duration AGAIN_AFTER = Duration.ofHours(1);
  private static final Duration AGAIN_UNTIL = Duration.ofHours(6);

  private final CostBook book;
  private final List<ResourceGroup> resourceGroups;
  private final CostCalendar calendar;

  DueReadings(CostBook book, List<ResourceGroup> resourceGroups, CostCalendar calendar) {
    this.book = book;
    this.resourceGroups = List.copyOf(resourceGroups);
    this.calendar = calendar;
  }

  /// The months that still move: the open one, and the one before as long as it may change or was
  /// not read since it no longer may.
  List<YearMonth> moving(Instant now) {
    List<YearMonth> months = calendar.toRead(now);
    YearMonth before = calendar.zone().month(now).minusMonths(1);
    return months.contains(before) || isFinal(before)
        ? months
        : Stream.concat(Stream.of(before), months.stream()).toList();
  }

  private boolean isFinal(YearMonth month) {
    Map<ResourceGroup, MonthStanding> standings = standings(month);
    return resourceGroups.stream()
        .allMatch(group -> standing(standings, group).filter(MonthStanding::isFinal).isPresent());
  }

  /// Those of them that were not read since dawn, and are not to be left alone for now.
  List<YearMonth> due(Instant now, Instant dawn) {
    return moving(now).stream().filter(month -> isDue(month, now, dawn)).toList();
  }

  private boolean isDue(YearMonth month, Instant now, Instant dawn) {
    Map<ResourceGroup, MonthStanding> standings = standings(month);
    return resourceGroups.stream()
        .map(group -> standing(standings, group))
        .anyMatch(standing -> standing.map(one -> isDue(one, now, dawn)).orElse(true));
  }

  private static boolean isDue(MonthStanding standing, Instant now, Instant dawn) {
    Optional<Instant> failed = standing.failed().filter(time -> !time.isBefore(dawn));
    return failed.isPresent()
        ? !now.isBefore(failed.get().plus(AGAIN_AFTER)) && now.isBefore(dawn.plus(AGAIN_UNTIL))
        : standing.confirmed().filter(time -> !time.isBefore(dawn)).isEmpty();
  }

  private static Optional<MonthStanding> standing(
      Map<ResourceGroup, MonthStanding> standings, ResourceGroup group) {
    return Optional.ofNullable(standings.get(group));
  }

  private Map<ResourceGroup, MonthStanding> standings(YearMonth month) {
    return book.standings(month).stream()
        .collect(Collectors.toMap(MonthStanding::resourceGroup, Function.identity()));
  }
}
