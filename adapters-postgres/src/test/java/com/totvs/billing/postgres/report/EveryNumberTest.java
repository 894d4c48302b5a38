package com.totvs.billing.postgres.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.totvs.billing.application.Examples;
import com.totvs.billing.application.SettableClock;
import com.totvs.billing.application.license.Licenses;
import com.totvs.billing.application.memory.InMemoryBilling;
import com.totvs.billing.application.operation.Claim;
import com.totvs.billing.application.operation.Operations;
import com.totvs.billing.application.purge.RunMove;
import com.totvs.billing.application.purge.UsageHistory;
import com.totvs.billing.application.report.DailyTotals;
import com.totvs.billing.application.report.UsageReports;
import com.totvs.billing.application.report.UsageReports.Position;
import com.totvs.billing.application.usage.UsageJournal;
import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.domain.Span;
import com.totvs.billing.domain.catalog.Application;
import com.totvs.billing.domain.catalog.Solution;
import com.totvs.billing.domain.customer.Customer;
import com.totvs.billing.domain.license.LicenseId;
import com.totvs.billing.domain.operation.OperationKind;
import com.totvs.billing.domain.operation.Order;
import com.totvs.billing.domain.report.Summaries;
import com.totvs.billing.domain.report.SummaryOrder;
import com.totvs.billing.domain.report.SummaryQuery;
import com.totvs.billing.domain.report.UsageDimension;
import com.totvs.billing.domain.report.UsageSummary;
import com.totvs.billing.domain.usage.Consumption;
import com.totvs.billing.domain.usage.EmergencyKeyTypes;
import com.totvs.billing.domain.usage.Place;
import com.totvs.billing.domain.usage.Purpose;
import com.totvs.billing.domain.usage.Receipt;
import com.totvs.billing.domain.usage.RecordedUsage;
import com.totvs.billing.domain.usage.SettlementState;
import com.totvs.billing.domain.usage.UsageFilter;
import com.totvs.billing.domain.usage.UsageId;
import com.totvs.billing.domain.usage.UsageKey;
import com.totvs.billing.domain.usage.UsageRecord;
import com.totvs.billing.domain.usage.VoidReceipt;
import com.totvs.billing.postgres.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whatever is recorded, settled, voided, purged and restored, in whatever order: every report
/// equals a naive count over the records. The same steps are taken in PostgreSQL and in memory,
/// where nothing is summed up ahead, and after each of them both must say the same, and so must the
/// views of BI tools.
///
/// Times crowd around midnights and the ends of months, in the business zone and in UTC, and around
/// the days on which daylight saving began and ended in Sao Paulo in 2018.
final class EveryNumberTest {
  private static final Instant NOW = Instant.parse("2019-01-20T15:00:00Z");
  private static final int STEPS = Integer.getInteger("billing.every-number.steps", 20);
  private static final int FIRST_RECORDED = 3;
  private static final int FILTERED = 3;
  private static final List<LocalDate> DAYS =
      List.of(
          LocalDate.of(2018, 2, 17),
          LocalDate.of(2018, 2, 18),
          LocalDate.of(2018, 2, 28),
          LocalDate.of(2018, 10, 31),
          LocalDate.of(2018, 11, 3),
          LocalDate.of(2018, 11, 4),
          LocalDate.of(2018, 11, 30),
          LocalDate.of(2018, 12, 31));
  private static final List<LicenseId> LICENSES =
      List.of(new LicenseId("LS-1"), new LicenseId("LS-2"), new LicenseId("LS-3"));
  private static final List<Customer> CUSTOMERS = List.of(Examples.ACME, Examples.GLOBEX);
  private static final List<Solution> SOLUTIONS = List.of(Examples.VISION, Examples.CHAT);
  private static final List<Application> APPLICATIONS = List.of(Examples.C_AND_P, Examples.RM);

  @ParameterizedTest
  @CsvSource({
    "America/Sao_Paulo, 1",
    "America/Sao_Paulo, 2",
    "America/Sao_Paulo, 3",
    "America/Sao_Paulo, 4",
    "UTC, 5",
    "UTC, 6"
  })
  void equals_a_naive_count_after_every_step(String zone, long seed) {
    SettableClock clock = new SettableClock();
    clock.set(NOW);
    try (TestDatabase database = new TestDatabase(clock, new BusinessZone(ZoneId.of(zone)))) {
      Steps steps = new Steps(database, clock, new BusinessZone(ZoneId.of(zone)), seed);
      for (int step = 0; step < STEPS; step++) {
        String taken = steps.take(step);
        steps.compare("seed %d, step %d: %s".formatted(seed, step, taken));
        clock.advance(Duration.ofMillis(1));
      }
      assertThat(steps.recorded).as("records taken in").hasSizeGreaterThan(STEPS);
      assertThat(steps.voided).as("records voided").isPositive();
      assertThat(steps.moves).as("moves made").isPositive();
    }
  }

  /// The same steps on both sides.
  private static final class Steps {
    private final TestDatabase database;
    private final InMemoryBilling memory;
    private final SettableClock clock;
    private final BusinessZone zone;
    private final Random random;
    private final List<UsageRecord> recorded = new ArrayList<>();
    private int voided;
    private int moves;

    Steps(TestDatabase database, SettableClock clock, BusinessZone zone, long seed) {
      this.database = database;
      this.memory = new InMemoryBilling(clock, EmergencyKeyTypes.ALL_BUT_ZERO, zone);
      this.clock = clock;
      this.zone = zone;
      this.random = new Random(seed);
    }

    String take(int step) {
      if (step <= FIRST_RECORDED) {
        return step < FIRST_RECORDED ? record() : voidOne();
      }
      return switch (random.nextInt(14)) {
        case 0, 1, 2, 3, 4 -> record();
        case 5 -> settle();
        case 6 -> setAside();
        case 7 -> voidOne();
        case 8, 9 -> move(OperationKind.PURGE_USAGE, toBePurged());
        case 10 -> move(OperationKind.RESTORE_USAGE, toBePurged());
        case 11 -> move(OperationKind.RESTORE_USAGE, Span.ALWAYS);
        case 12 -> sum();
        default -> rebuild();
      };
    }

    private String record() {
      List<UsageRecord> usage = new ArrayList<>();
      int records = 6 + random.nextInt(10);
      for (int i = 0; i < records; i++) {
        usage.add(
            random.nextInt(6) == 0 && !recorded.isEmpty()
                ? recorded.get(random.nextInt(recorded.size()))
                : fresh());
      }
      List<Receipt> receipts = journal().append(usage, Examples.PATIENCE);
      assertThat(receipts).isEqualTo(memory.journal().append(usage, Examples.PATIENCE));
      for (int i = 0; i < usage.size(); i++) {
        if (receipts.get(i) instanceof Receipt.Accepted) {
          recorded.add(usage.get(i));
        }
      }
      return "recorded " + usage.size();
    }

    private UsageRecord fresh() {
      Instant time = time();
      return new UsageRecord(
          UsageId.create(time, random),
          time,
          any(LICENSES),
          any(SOLUTIONS),
          any(APPLICATIONS),
          any(List.of("", "maria", "joao")),
          new Consumption(random.nextInt(1_000), random.nextInt(100), random.nextInt(3)),
          random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt(3)),
          any(List.of(Purpose.PRODUCTION, Purpose.PRODUCTION, Purpose.SUPPORT)));
    }

    // Around a midnight of the business zone or of UTC, or at the microsecond itself.
    private Instant time() {
      LocalDate day = any(DAYS).plusDays(random.nextInt(2));
      Instant midnight =
          random.nextBoolean() ? zone.start(day) : day.atStartOfDay(ZoneId.of("UTC")).toInstant();
      return switch (random.nextInt(3)) {
        case 0 -> midnight;
        case 1 -> midnight.minusNanos(1_000);
        default -> midnight.plusSeconds(random.nextInt(-7_200, 7_200));
      };
    }

    private String settle() {
      LicenseId license = any(LICENSES);
      Customer holder = any(CUSTOMERS);
      database.get(Licenses.class).remember(license, Examples.heldBy(holder), clock.instant());
      memory.licenses().remember(license, Examples.heldBy(holder), clock.instant());
      assertThat(journal().settle(license, 1_000))
          .isEqualTo(memory.journal().settle(license, 1_000));
      return "settled " + license;
    }

    private String setAside() {
      LicenseId license = any(LICENSES);
      database.get(Licenses.class).setAside(license, "nobody", clock.instant());
      memory.licenses().setAside(license, "nobody", clock.instant());
      return "set aside " + license;
    }

    private String voidOne() {
      if (recorded.isEmpty()) {
        return "nothing to void";
      }
      UsageKey target = any(recorded).key();
      var receipt = journal().voidUsage(target, "wrong", "admin");
      assertThat(receipt).isEqualTo(memory.journal().voidUsage(target, "wrong", "admin"));
      voided += receipt instanceof VoidReceipt.Voided ? 1 : 0;
      return "voided " + target;
    }

    private String move(OperationKind kind, Span span) {
      var order = new Order(kind, span, false, "admin", Optional.empty());
      var _ = database.get(Operations.class).start(order);
      var _ = memory.operations().start(order);
      // The longer month goes in several batches, or is left in the middle of them.
      int batch = 1 + random.nextInt(20);
      boolean leave = random.nextInt(4) == 0;
      run(database.get(Operations.class), database.get(UsageHistory.class), batch, leave);
      run(memory.operations(), memory.history(), batch, leave);
      moves++;
      return kind.method() + " " + span + (leave ? ", cancelled" : "");
    }

    private void run(Operations operations, UsageHistory history, int batch, boolean leave) {
      Claim claim =
          operations.claim(OperationKind.Line.MOVING, Duration.ofMinutes(1)).orElseThrow();
      if (leave) {
        var _ = history.begin(claim);
        var _ = history.move(claim, batch);
        var _ = operations.cancel(claim.operation().id(), "admin");
      }
      new RunMove(history, operations, clock, batch).run(claim);
    }

    // No more than some months: what is purged takes no records any more.
    private Span toBePurged() {
      YearMonth month = YearMonth.from(any(DAYS));
      Instant start = time();
      return switch (random.nextInt(4)) {
        case 0, 1 -> months(month, month);
        case 2 -> months(month, month.plusMonths(1));
        default -> span(start, start.plusSeconds(1 + random.nextInt(200_000)));
      };
    }

    private Span period() {
      YearMonth month = YearMonth.from(any(DAYS));
      return switch (random.nextInt(3)) {
        case 0 -> months(month, month);
        case 1 -> months(month, month.plusMonths(1));
        default -> {
          Instant one = time();
          Instant other = time();
          yield one.isBefore(other) ? span(one, other) : span(other, one.plusNanos(1_000));
        }
      };
    }

    private Span months(YearMonth first, YearMonth last) {
      return span(zone.start(first), zone.start(last.plusMonths(1)));
    }

    private static Span span(Instant start, Instant end) {
      return new Span(Optional.of(start), Optional.of(end));
    }

    private String sum() {
      boolean more = database.get(DailyTotals.class).sum(1 + random.nextInt(3));
      return "summed up, more to come: " + more;
    }

    private String rebuild() {
      Operations operations = database.get(Operations.class);
      var _ =
          operations.start(
              new Order(
                  OperationKind.REBUILD_TOTALS, Span.ALWAYS, false, "admin", Optional.empty()));
      Claim claim =
          operations.claim(OperationKind.Line.CHECKING, Duration.ofMinutes(1)).orElseThrow();
      DailyTotals totals = database.get(DailyTotals.class);
      for (LocalDate day : totals.days(Span.ALWAYS)) {
        assertThat(totals.rebuild(claim, day)).as("sums of %s were wrong", day).isFalse();
      }
      operations.end(
          claim, new com.totvs.billing.domain.operation.Ending.Cancelled(clock.instant()));
      return "rebuilt";
    }

    void compare(String step) {
      assertThat(all(journal())).as(step).isEqualTo(all(memory.journal()));
      assertThat(database.get(UsageHistory.class).purgedPeriods(Optional.empty(), 100))
          .as(step)
          .isEqualTo(memory.history().purgedPeriods(Optional.empty(), 100));
      compareEverything(step);
      for (int i = 0; i < FILTERED; i++) {
        compare(step, query(filter(), several(), random.nextBoolean()));
      }
      compareRecords(step, filter());
      compareViews(step);
      DailyTotals totals = database.get(DailyTotals.class);
      assertThat(totals.days(Span.ALWAYS))
          .allSatisfy(day -> assertThat(totals.check(day)).isEmpty());
      assertThat(totals.check()).allSatisfy(finding -> assertThat(finding.right()).isTrue());
    }

    // Nothing is filtered away here. Groups by all dimensions at once are the finest there are, and
    // every total of a coarser grouping is a sum of theirs; distinct users are not, so that they
    // are
    // counted by each dimension, and below by several.
    private void compareEverything(String step) {
      for (UsageDimension dimension : UsageDimension.values()) {
        compare(step, query(UsageFilter.ALL, List.of(dimension), true));
      }
      compare(step, query(UsageFilter.ALL, List.of(UsageDimension.values()), true));
      compare(step, query(UsageFilter.ALL, List.of(), true));
    }

    private List<UsageDimension> several() {
      List<UsageDimension> several = new ArrayList<>(List.of(UsageDimension.values()));
      Collections.shuffle(several, random);
      return several.subList(0, random.nextInt(several.size()));
    }

    // Page by page, as whoever lists or exports them reads them.
    private void compareRecords(String step, UsageFilter filter) {
      List<RecordedUsage> expected = memory.journal().list(filter, Optional.empty(), 100_000);
      int limit = 5 + random.nextInt(60);
      List<RecordedUsage> read = new ArrayList<>();
      List<RecordedUsage> page = journal().list(filter, Optional.empty(), limit);
      while (!page.isEmpty()) {
        read.addAll(page);
        page = journal().export(filter, Optional.of(page.getLast().usage().key()), limit);
      }
      assertThat(read).as("%s, %s by %d", step, filter, limit).isEqualTo(expected);
    }

    private void compareViews(String step) {
      ReportViews views = new ReportViews(database);
      assertThat(views.byDay()).as(step).isEqualTo(ReportViews.of(asViews(false).summaries()));
      assertThat(views.records()).as(step).isEqualTo(ReportViews.of(asViews(true).summaries()));
      assertThat(views.distinctUsers())
          .as(step)
          .isEqualTo(String.valueOf(asViews(true).total().distinctUsers().orElseThrow()));
    }

    private Summaries asViews(boolean distinctUsers) {
      return memory
          .reports()
          .summarize(
              new SummaryQuery(
                  UsageFilter.ALL, ReportViews.GROUPED_BY, distinctUsers, SummaryOrder.BY_KEY),
              Optional.empty(),
              1_000);
    }

    private void compare(String step, SummaryQuery query) {
      UsageReports reports = database.get(UsageReports.class);
      String asked = step + ", " + query;
      var answer = reports.summarize(query, Optional.empty(), 1_000);
      assertThat(answer)
          .as(asked)
          .isEqualTo(memory.reports().summarize(query, Optional.empty(), 1_000));
      List<UsageSummary> streamed = new ArrayList<>();
      reports.each(query, streamed::add);
      assertThat(streamed).as(asked).isEqualTo(answer.summaries());
      if (answer.summaries().size() > 1) {
        int first = random.nextInt(answer.summaries().size());
        assertThat(
                reports
                    .summarize(
                        query,
                        Optional.of(Position.of(answer.summaries().get(first), query)),
                        1_000)
                    .summaries())
            .as("behind row %d of %s", first, asked)
            .isEqualTo(answer.summaries().subList(first + 1, answer.summaries().size()));
      }
    }

    private SummaryQuery query(UsageFilter filter, List<UsageDimension> by, boolean distinctUsers) {
      SummaryOrder order =
          random.nextBoolean()
              ? SummaryOrder.BY_KEY
              : new SummaryOrder(
                  Optional.of(any(List.of(SummaryOrder.Measure.values()))), random.nextBoolean());
      return new SummaryQuery(filter, by, distinctUsers, order);
    }

    private UsageFilter filter() {
      Span span = random.nextInt(3) == 0 ? Span.ALWAYS : period();
      return new UsageFilter(
          span,
          maybe(LICENSES),
          maybe(CUSTOMERS.stream().map(Customer::code).toList()),
          maybe(SOLUTIONS.stream().map(Solution::id).toList()),
          maybe(APPLICATIONS.stream().map(Application::id).toList()),
          maybe(List.of(Purpose.values())),
          maybe(List.of(SettlementState.values())),
          maybe(List.of(Place.values())),
          maybe(List.of(true, false)),
          maybe(List.of(Set.of(Examples.VISION.id()))));
    }

    private <T> Optional<T> maybe(List<T> values) {
      return random.nextInt(8) == 0 ? Optional.of(any(values)) : Optional.empty();
    }

    private <T> T any(List<T> values) {
      return values.get(random.nextInt(values.size()));
    }

    private UsageJournal journal() {
      return database.get(UsageJournal.class);
    }

    private static List<RecordedUsage> all(UsageJournal journal) {
      return journal.list(UsageFilter.ALL, Optional.empty(), 100_000);
    }
  }
}
