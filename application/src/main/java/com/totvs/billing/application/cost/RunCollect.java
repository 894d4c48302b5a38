package com.totvs.billing.application.cost;

import com.totvs.billing.application.operation.Claim;
import com.totvs.billing.application.operation.Operations;
import com.totvs.billing.application.operation.RunOperations;
import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.Span;
import com.totvs.billing.domain.cost.AzureCostItem;
import com.totvs.billing.domain.cost.CostCalendar;
import com.totvs.billing.domain.cost.CostGrouping;
import com.totvs.billing.domain.cost.ResourceGroup;
import com.totvs.billing.domain.operation.Ending;
import com.totvs.billing.domain.operation.Operation;
import com.totvs.billing.domain.operation.Result;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the cost of each resource group, month by month. One that cannot be read keeps what is
/// known of it and does not hold up the others; the operation then fails and says which. After a
/// crash it reads again, which changes nothing where Azure tells the same.
public final class RunCollect implements RunOperations.Work {
  private static final Logger log = LoggerFactory.getLogger(RunCollect.class);

  private final AzureCosts azure;
  private final CostBook book;
  private final Operations operations;
  private final List<ResourceGroup> resourceGroups;
  private final CostGrouping grouping;
  private final CostCalendar calendar;
  private final Clock clock;

  private record Part(ResourceGroup resourceGroup, YearMonth month) {}

  /// @param resourceGroups those whose cost the platform pays
  /// @param grouping by what their cost is told apart, besides the service
  public RunCollect(
      AzureCosts azure,
      CostBook book,
      Operations operations,
      List<ResourceGroup> resourceGroups,
      CostGrouping grouping,
      CostCalendar calendar,
      Clock clock) {
    this.azure = azure;
    this.book = book;
    this.operations = operations;
    this.resourceGroups = List.copyOf(resourceGroups);
    this.grouping = grouping;
    this.calendar = calendar;
    this.clock = clock;
  }

  @Override
  public void run(Claim claim) {
    List<Part> parts = parts(claim.operation().order().span());
    List<String> failures = new ArrayList<>();
    long changed = 0;
    Operation operation = operations.progress(claim, 0, parts.size());
    for (int i = 0; i < parts.size() && !operation.cancelRequested(); i++) {
      long done = i;
      AzureReading reading =
          new AzureReading(azure, parts.get(i).resourceGroup(), parts.get(i).month(), grouping);
      Instant asked = clock.instant();
      AzureAnswer answer =
          reading.await(() -> operations.progress(claim, done, parts.size()).cancelRequested());
      changed += keep(parts.get(i), asked, answer, failures) ? 1 : 0;
      operation = operations.progress(claim, i + 1L, parts.size());
    }
    operations.end(claim, ending(operation, parts.size(), changed, failures));
  }

  private List<Part> parts(Span span) {
    YearMonth first = calendar.zone().month(span.start().orElseThrow());
    Instant end = span.end().orElseThrow();
    return Stream.iterate(
            first,
            month -> calendar.zone().start(month).isBefore(end),
            month -> month.plusMonths(1))
        .flatMap(month -> resourceGroups.stream().map(group -> new Part(group, month)))
        .toList();
  }

  private boolean keep(Part part, Instant asked, AzureAnswer answer, List<String> failures) {
    return switch (answer) {
      case AzureAnswer.Told(var items) -> keep(part, asked, items, failures);
      case AzureAnswer.Untold(var why) -> {
        failed(part, asked, why, failures);
        yield false;
      }
    };
  }

  private boolean keep(Part part, Instant asked, List<AzureCostItem> items, List<String> failures) {
    try {
      return book.keep(
              new CostBook.Reading(
                  part.resourceGroup(),
                  part.month(),
                  grouping,
                  items,
                  asked,
                  calendar.isFinal(part.month(), asked)))
          .isNew();
    } catch (BillingException e) {
      throw e;
    } catch (RuntimeException e) {
      log.error("what Azure tells of {} cannot be kept", part, e);
      failed(part, asked, "what Azure tells cannot be kept: Billing's log tells why", failures);
      return false;
    }
  }

  private void failed(Part part, Instant asked, String why, List<String> failures) {
    log.error(
        "ALARM: the cost of {} in {} is not known: {}", part.resourceGroup(), part.month(), why);
    book.failed(part.resourceGroup(), part.month(), why, asked);
    failures.add(part.resourceGroup() + " in " + part.month() + ": " + why);
  }

  private Ending ending(Operation operation, long read, long changed, List<String> failures) {
    Instant now = clock.instant();
    if (operation.cancelRequested()) {
      return new Ending.Cancelled(now);
    }
    return failures.isEmpty()
        ? new Ending.Succeeded(now, new Result.Collected(read, changed))
        : new Ending.Failed(
            now,
            Optional.empty(),
            failures.size() + " of " + read + " readings failed: " + String.join("; ", failures));
  }
}
