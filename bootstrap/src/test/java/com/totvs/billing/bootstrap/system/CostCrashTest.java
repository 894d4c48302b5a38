package com.totvs.billing.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.longrunning.Operation;
import com.google.type.Date;
import com.google.type.Money;
import com.totvs.billing.bootstrap.standin.StandInAzure;
import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.domain.usage.UsageId;
import com.totvs.billing.v1.AdminServiceGrpc;
import com.totvs.billing.v1.AllocateCostRequest;
import com.totvs.billing.v1.AllocationServiceGrpc;
import com.totvs.billing.v1.CloseMonthRequest;
import com.totvs.billing.v1.CollectAzureCostRequest;
import com.totvs.billing.v1.CostServiceGrpc;
import com.totvs.billing.v1.CreateFixedCostRequest;
import com.totvs.billing.v1.FixedCost;
import com.totvs.billing.v1.PostFixedCostsRequest;
import com.totvs.billing.v1.Recurrence;
import com.totvs.billing.v1.ReopenMonthRequest;
import com.totvs.billing.v1.RunSelfCheckRequest;
import com.totvs.billing.v1.RunSelfCheckResult;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Server and PostgreSQL are killed in turn while cost is collected, posted, allocated and closed,
/// each of it in every fourth round. The seed is printed; `-Dbilling.crash.seed` repeats it, as far
/// as moments can be repeated.
// An interrupted test fails, whichever close was interrupted.
@Timeout(value = 15, unit = TimeUnit.MINUTES)
@SuppressWarnings("try")
final class CostCrashTest {
  private static final int ROUNDS = Integer.getInteger("billing.crash.rounds", 20);
  // Work may be over before the kill: then more rounds are made, until enough of it was cut off.
  private static final int MOST_ROUNDS = 2 * ROUNDS;
  private static final int CUT_OFF = ROUNDS * 3 / 4;
  private static final int MONTHS = 3;
  private static final int RECORDS = 900;
  private static final int FEES = 150;
  private static final int MORE_FEES = 20;
  private static final int LONGEST_MILLIS = 120;
  private static final String SUBSCRIPTION = "11111111-2222-3333-4444-555555555555";

  @TempDir private Path folder = Path.of("");

  private final long seed = Long.getLong("billing.crash.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final YearMonth open = BusinessZone.SAO_PAULO.month(Instant.now());
  private final YearMonth first = open.minusMonths(MONTHS);
  private final List<String> operations = new ArrayList<>();
  private int fees;

  private enum Work {
    COLLECT,
    POST,
    ALLOCATE,
    CLOSE
  }

  // Work that has begun, and whether it has ended.
  private interface Begun {
    boolean ended() throws Exception;
  }

  @Test
  void whatever_is_killed_months_balance_and_nothing_is_posted_or_charged_twice() throws Exception {
    System.out.println("cost crash test: seed " + seed);
    try (StandInAzure azure = StandInAzure.start();
        Site site = Site.create(folder);
        Node node = new Node(site, settings(azure))) {
      record(node, RECORDS);
      createFees(node, FEES, first);
      post(node);
      Map<Work, Integer> killed = new EnumMap<>(Work.class);
      int rounds = 0;
      while (rounds < ROUNDS || (!areEnough(killed) && rounds < MOST_ROUNDS)) {
        int round = rounds++;
        azure.restate(month().atDay(1 + random.nextInt(20)), BigDecimal.valueOf(round, 3));
        record(node, 20);
        createFees(node, MORE_FEES, open);
        Work work = Work.values()[round % Work.values().length];
        Begun begun = begin(work, site, node);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(LONGEST_MILLIS)));
        if (isCutOff(begun, round / Work.values().length % 2 == 0, site, node)) {
          killed.merge(work, 1, Integer::sum);
        }
        assertSound(site);
      }
      for (String operation : operations) {
        Eventually.holds(operation + " ends", () -> node.client().operation(operation).getDone());
        assertThat(node.client().operation(operation).getError().getMessage())
            .as(operation)
            .matches("|.*(cannot be closed|is closed).*");
      }
      assertEverythingIsCharged(site, node);
      assertChecksAgree(node);
      System.out.printf(
          "cost crash test: %d kills, cut off: %s, %d operations, %d runs, %d closings%n",
          rounds,
          killed,
          operations.size(),
          count(site, "allocation_run"),
          count(site, "closed_month"));
      assertThat(areEnough(killed)).as("kills that cut work off: %s", killed).isTrue();
      assertThat(count(site, "closed_month")).isPositive();
    }
  }

  // Each kind of work at least once, and fifteen times in twenty rounds.
  private static boolean areEnough(Map<Work, Integer> killed) {
    return killed.size() == Work.values().length
        && killed.values().stream().mapToInt(Integer::intValue).sum() >= CUT_OFF;
  }

  // Kills one of them. Returns whether the work had begun before and has not ended since.
  private boolean isCutOff(Begun begun, boolean server, Site site, Node node) throws Exception {
    boolean ended = begun.ended();
    if (server) {
      node.kill();
      ended = ended || begun.ended();
      assertSound(site);
      node.start();
    } else {
      site.postgres().kill();
      site.postgres().start();
      ended = ended || begun.ended();
    }
    return !ended;
  }

  private Begun begin(Work work, Site site, Node node) throws Exception {
    return switch (work) {
      case COLLECT -> started(site, collect(node));
      case POST -> posting(node);
      case ALLOCATE -> started(site, allocate(node, open));
      case CLOSE -> started(site, closeNext(site, node));
    };
  }

  // An operation waits for its turn first, which is not work.
  private Begun started(Site site, Operation operation) throws Exception {
    operations.add(operation.getName());
    String id = operation.getName().substring("operations/".length());
    Eventually.holds(
        operation + " begins",
        () -> count(site, "operation WHERE started_time IS NOT NULL AND " + isOne(id)) > 0);
    return () -> count(site, "operation WHERE ended_time IS NOT NULL AND " + isOne(id)) > 0;
  }

  private static String isOne(String id) {
    return "operation_id = '" + id + "'";
  }

  // Nobody waits for the answer, which the kill may cut off.
  private static Begun posting(Node node) {
    Future<?> answer =
        CostServiceGrpc.newFutureStub(node.client().authorized())
            .postFixedCosts(PostFixedCostsRequest.getDefaultInstance());
    return () -> answer.isDone() && answer.state() == Future.State.SUCCESS;
  }

  private static Map<String, String> settings(StandInAzure azure) {
    return Map.of(
        "azure.url",
        azure.address().toString(),
        "azure.token",
        "stand-in",
        "azure.resource-groups",
        SUBSCRIPTION + "/rg-one," + SUBSCRIPTION + "/rg-two");
  }

  private YearMonth month() {
    return first.plusMonths(random.nextInt(MONTHS));
  }

  private void record(Node node, int records) throws Exception {
    long start = BusinessZone.SAO_PAULO.start(first).getEpochSecond();
    long end = BusinessZone.SAO_PAULO.start(open).getEpochSecond();
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < records; i++) {
      Instant time = Instant.ofEpochSecond(start + random.nextLong(end - start));
      ids.add(UsageId.create(time, random).value());
    }
    var results =
        Eventually.answered(
            () ->
                node.client()
                    .usage()
                    .batchRecordUsage(Sample.request(ids.stream().map(Sample::usage).toList())));
    assertThat(results.getResultsList()).allMatch(result -> result.hasRecorded());
  }

  private void createFees(Node node, int count, YearMonth from) throws Exception {
    for (int i = 0; i < count; i++) {
      int number = fees++;
      FixedCost fee =
          FixedCost.newBuilder()
              .setFixedCostId("fee-" + number)
              .setDescription("Fee " + number)
              .setAmount(Money.newBuilder().setCurrencyCode("BRL").setUnits(100 + number))
              .setRecurrence(Recurrence.RECURRENCE_MONTHLY)
              .setFirstMonth(date(from))
              .build();
      var _ =
          Eventually.answered(
              () ->
                  CostServiceGrpc.newBlockingStub(node.client().authorized())
                      .createFixedCost(
                          CreateFixedCostRequest.newBuilder().setFixedCost(fee).build()));
    }
  }

  private Operation collect(Node node) throws Exception {
    CollectAzureCostRequest request =
        CollectAzureCostRequest.newBuilder().setMonth(date(month())).setRequestId(id()).build();
    return Eventually.answered(
        () ->
            CostServiceGrpc.newBlockingStub(node.client().authorized())
                .collectAzureCost(request)
                .getOperation());
  }

  private static Operation allocate(Node node, YearMonth month) throws Exception {
    AllocateCostRequest request =
        AllocateCostRequest.newBuilder().setMonth(date(month)).setRequestId(id()).build();
    return Eventually.answered(
        () ->
            AllocationServiceGrpc.newBlockingStub(node.client().authorized())
                .allocateCost(request)
                .getOperation());
  }

  // Whatever still waits may close it first, so that the month is taken from what is closed now.
  private Operation closeNext(Site site, Node node) throws Exception {
    YearMonth next = first;
    while (count(site, closedWith(next)) > 0) {
      next = next.plusMonths(1);
    }
    if (next.equals(open)) {
      next = next.minusMonths(1);
      reopen(node, date(next));
    }
    CloseMonthRequest request =
        CloseMonthRequest.newBuilder()
            .setMonth(date(next))
            .setForce(true)
            .setReason("crash test")
            .setRequestId(id())
            .build();
    return Eventually.answered(
        () ->
            AllocationServiceGrpc.newBlockingStub(node.client().authorized())
                .closeMonth(request)
                .getOperation());
  }

  private static void post(Node node) throws Exception {
    var _ =
        Eventually.answered(
            () ->
                CostServiceGrpc.newBlockingStub(node.client().authorized())
                    .postFixedCosts(PostFixedCostsRequest.getDefaultInstance()));
  }

  private static String id() {
    return UUID.randomUUID().toString();
  }

  // Only the latest closed month can be.
  private static void reopen(Node node, Date month) throws Exception {
    var _ =
        Eventually.answered(
            () -> {
              try {
                var _ =
                    AllocationServiceGrpc.newBlockingStub(node.client().authorized())
                        .reopenMonth(
                            ReopenMonthRequest.newBuilder()
                                .setMonth(month)
                                .setReason("crash test")
                                .build());
              } catch (StatusRuntimeException e) {
                if (e.getStatus().getCode() != Code.FAILED_PRECONDITION) {
                  throw e;
                }
              }
              return true;
            });
  }

  // Nothing half-written: what a crash must not leave behind, whenever it comes.
  private static void assertSound(Site site) throws Exception {
    assertThat(
            count(
                site,
                """
                allocation_sum s LEFT JOIN (
                  SELECT run, sum, sum(amount) AS amount, count(*) AS lines
                  FROM billing.allocation GROUP BY run, sum) l USING (run, sum)
                WHERE coalesce(l.amount, 0) <> s.amount
                """))
        .as("sums whose lines do not add up to them")
        .isZero();
    assertThat(
            count(
                site,
                """
                allocation_run r WHERE
                  r.lines <> (SELECT count(*) FROM billing.allocation a WHERE a.run = r.run)
                  OR r.sums <> (SELECT count(*) FROM billing.allocation_sum s WHERE s.run = r.run)
                """))
        .as("runs that are not whole")
        .isZero();
    assertThat(count(site, "allocation WHERE run NOT IN (SELECT run FROM billing.allocation_run)"))
        .as("lines of no run")
        .isZero();
    assertThat(
            count(
                site,
                """
                allocation_run r WHERE EXISTS (
                    SELECT for_month, payer, currency_code, amount
                    FROM billing.allocation_total WHERE run = r.run
                    EXCEPT
                    SELECT s.for_month, l.payer, s.currency_code, sum(l.amount)
                    FROM billing.allocation l JOIN billing.allocation_sum s USING (run, sum)
                    WHERE l.run = r.run GROUP BY 1, 2, 3)
                  OR (SELECT count(*) FROM billing.allocation_total t WHERE t.run = r.run) <> (
                    SELECT count(*) FROM (
                      SELECT DISTINCT s.for_month, l.payer, s.currency_code
                      FROM billing.allocation l JOIN billing.allocation_sum s USING (run, sum)
                      WHERE l.run = r.run) payers)
                """))
        .as("runs whose totals are not those of their lines")
        .isZero();
    assertThat(
            count(
                site,
                """
                cost_revision r WHERE
                  r.items <> (SELECT count(*) FROM billing.cost_item i WHERE i.revision = r.revision)
                """))
        .as("revisions that are not whole")
        .isZero();
    assertThat(
            count(
                site,
                """
                operation WHERE method IN ('AllocateCost', 'CloseMonth') AND ended_time IS NOT NULL
                  AND failure IS NULL AND NOT cancelled AND operation_id NOT IN (
                    SELECT operation_id FROM billing.allocation_run)
                """))
        .as("operations that succeeded without a run")
        .isZero();
  }

  // What is charged by the closings that hold, and by one more run, is what is known of the cost.
  private void assertEverythingIsCharged(Site site, Node node) throws Exception {
    post(node);
    assertThat(count(site, "posted_cost WHERE fixed_cost_id LIKE 'fee-%'"))
        .isEqualTo((long) FEES * MONTHS + fees);
    for (YearMonth month = first; !month.isAfter(open); month = month.plusMonths(1)) {
      if (count(site, closedWith(month)) == 0) {
        Operation operation = allocate(node, month);
        Eventually.holds(
            "the last run ends", () -> node.client().operation(operation.getName()).getDone());
        assertThat(node.client().operation(operation.getName()).hasError()).isFalse();
      }
    }
    for (YearMonth month = first; !month.isAfter(open); month = month.plusMonths(1)) {
      assertThat(charged(site, month))
          .as("charged for " + month)
          .isEqualByComparingTo(known(site, month));
    }
  }

  // A month that cost nothing when a later one was closed is closed with it, and corrected.
  private static String closedWith(YearMonth month) {
    return "closed_month WHERE reopened_time IS NULL AND month >= '%s'".formatted(month.atDay(1));
  }

  private static BigDecimal charged(Site site, YearMonth month) throws Exception {
    return new BigDecimal(
        site.postgres()
            .query(
                """
                SELECT coalesce(sum(a.amount), 0)
                FROM billing.allocation_sum s JOIN billing.allocation a USING (run, sum)
                WHERE s.for_month = '%s' AND s.run IN (
                  SELECT coalesce(
                    (SELECT c.run FROM billing.closed_month c
                      WHERE c.month = m.month AND c.reopened_time IS NULL),
                    (SELECT max(r.run) FROM billing.allocation_run r WHERE r.month = m.month))
                  FROM (SELECT DISTINCT month FROM billing.allocation_run) m)
                """
                    .formatted(month.atDay(1))));
  }

  private static BigDecimal known(Site site, YearMonth month) throws Exception {
    return new BigDecimal(
        site.postgres()
            .query(
                """
                SELECT round(
                  (SELECT coalesce(sum(exact_amount), 0) FROM billing.cost_item WHERE revision IN (
                    SELECT max(revision) FROM billing.cost_revision WHERE month = '%1$s'
                    GROUP BY subscription_id, resource_group))
                  + (SELECT sum(amount) FROM billing.posted_cost WHERE month = '%1$s'), 2)
                """
                    .formatted(month.atDay(1))));
  }

  private static void assertChecksAgree(Node node) throws Exception {
    String check =
        Eventually.answered(
                () ->
                    AdminServiceGrpc.newBlockingStub(node.client().authorized())
                        .runSelfCheck(RunSelfCheckRequest.getDefaultInstance())
                        .getOperation())
            .getName();
    Eventually.holds("the self-check ends", () -> node.client().operation(check).getDone());
    assertThat(
            node.client()
                .operation(check)
                .getResponse()
                .unpack(RunSelfCheckResult.class)
                .getFindingsList())
        .isNotEmpty()
        .allSatisfy(finding -> assertThat(finding.getRight()).as(finding.toString()).isTrue());
  }

  private static long count(Site site, String rows) throws Exception {
    return Long.parseLong(site.postgres().query("SELECT count(*) FROM billing." + rows));
  }

  private static Date date(YearMonth month) {
    return Date.newBuilder().setYear(month.getYear()).setMonth(month.getMonthValue()).build();
  }
}
