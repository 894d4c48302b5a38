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
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Server and PostgreSQL are killed in turn, at random moments of collecting, posting, allocating
/// and closing. The seed is printed; `-Dbilling.crash.seed` repeats it, as far as moments can be
/// repeated.
// An interrupted test fails, whichever close was interrupted.
@Timeout(value = 15, unit = TimeUnit.MINUTES)
@SuppressWarnings("try")
final class CostCrashTest {
  private static final int ROUNDS = Integer.getInteger("billing.crash.rounds", 20);
  private static final int MONTHS = 3;
  private static final int RECORDS = 900;
  private static final int FEES = 150;
  private static final int LONGEST_MILLIS = 900;
  private static final String SUBSCRIPTION = "11111111-2222-3333-4444-555555555555";

  @TempDir private Path folder = Path.of("");

  private final long seed = Long.getLong("billing.crash.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final YearMonth open = BusinessZone.SAO_PAULO.month(Instant.now());
  private final YearMonth first = open.minusMonths(MONTHS);
  private final List<String> operations = new ArrayList<>();

  @Test
  void whatever_is_killed_months_balance_and_nothing_is_posted_or_charged_twice() throws Exception {
    System.out.println("cost crash test: seed " + seed);
    try (StandInAzure azure = StandInAzure.start();
        Site site = Site.create(folder);
        Node node = new Node(site, settings(azure))) {
      record(node, RECORDS);
      createFees(node);
      int underWay = 0;
      for (int round = 0; round < ROUNDS; round++) {
        azure.restate(month().atDay(1 + random.nextInt(20)), BigDecimal.valueOf(round, 3));
        record(node, 20);
        order(node);
        order(node);
        postUnheard(node);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(LONGEST_MILLIS)));
        underWay += count(site, "operation WHERE ended_time IS NULL") > 0 ? 1 : 0;
        if (round % 2 == 0) {
          node.kill();
          assertSound(site);
          node.start();
        } else {
          site.postgres().kill();
          site.postgres().start();
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
          "cost crash test: %d kills, %d of them with work under way, %d operations, %d runs, %d"
              + " closings%n",
          ROUNDS,
          underWay,
          operations.size(),
          count(site, "allocation_run"),
          count(site, "closed_month"));
      assertThat(underWay).as("kills that found work under way").isPositive();
      assertThat(count(site, "closed_month")).isPositive();
    }
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

  private void createFees(Node node) throws Exception {
    for (int i = 0; i < FEES; i++) {
      FixedCost fee =
          FixedCost.newBuilder()
              .setFixedCostId("fee-" + i)
              .setDescription("Fee " + i)
              .setAmount(Money.newBuilder().setCurrencyCode("BRL").setUnits(100 + i))
              .setRecurrence(Recurrence.RECURRENCE_MONTHLY)
              .setFirstMonth(date(first))
              .build();
      var _ =
          Eventually.answered(
              () ->
                  CostServiceGrpc.newBlockingStub(node.client().authorized())
                      .createFixedCost(
                          CreateFixedCostRequest.newBuilder().setFixedCost(fee).build()));
    }
  }

  private void order(Node node) throws Exception {
    String requestId = UUID.randomUUID().toString();
    Date month = date(month());
    int kind = random.nextInt(10);
    if (kind == 0) {
      reopen(node, month);
      return;
    }
    Operation operation =
        kind < 4
            ? Eventually.answered(
                () ->
                    CostServiceGrpc.newBlockingStub(node.client().authorized())
                        .collectAzureCost(
                            CollectAzureCostRequest.newBuilder()
                                .setMonth(month)
                                .setRequestId(requestId)
                                .build())
                        .getOperation())
            : kind < 7
                ? Eventually.answered(
                    () ->
                        AllocationServiceGrpc.newBlockingStub(node.client().authorized())
                            .allocateCost(
                                AllocateCostRequest.newBuilder()
                                    .setMonth(date(open))
                                    .setRequestId(requestId)
                                    .build())
                            .getOperation())
                : Eventually.answered(
                    () ->
                        AllocationServiceGrpc.newBlockingStub(node.client().authorized())
                            .closeMonth(
                                CloseMonthRequest.newBuilder()
                                    .setMonth(month)
                                    .setForce(true)
                                    .setReason("crash test")
                                    .setRequestId(requestId)
                                    .build())
                            .getOperation());
    operations.add(operation.getName());
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

  // Nobody waits for the answer, which the kill may cut off.
  private static void postUnheard(Node node) {
    var _ =
        CostServiceGrpc.newFutureStub(node.client().authorized())
            .postFixedCosts(PostFixedCostsRequest.getDefaultInstance());
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
    var _ =
        Eventually.answered(
            () ->
                CostServiceGrpc.newBlockingStub(node.client().authorized())
                    .postFixedCosts(PostFixedCostsRequest.getDefaultInstance()));
    assertThat(count(site, "posted_cost WHERE fixed_cost_id LIKE 'fee-%'"))
        .isEqualTo(FEES * (MONTHS + 1L));
    for (YearMonth month = first; !month.isAfter(open); month = month.plusMonths(1)) {
      Date one = date(month);
      if (count(site, closedWith(month)) == 0) {
        Operation operation =
            Eventually.answered(
                () ->
                    AllocationServiceGrpc.newBlockingStub(node.client().authorized())
                        .allocateCost(AllocateCostRequest.newBuilder().setMonth(one).build())
                        .getOperation());
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
