package com.totvs.billing.postgres.report;

import static com.totvs.billing.postgres.generated.Tables.APPLICATION;
import static com.totvs.billing.postgres.generated.Tables.COLLECTED_COST;
import static com.totvs.billing.postgres.generated.Tables.CUSTOMER;
import static com.totvs.billing.postgres.generated.Tables.OUTDATED_MONTH;
import static com.totvs.billing.postgres.generated.Tables.REPORTED_RUN;
import static com.totvs.billing.postgres.generated.Tables.SOLUTION;
import static org.jooq.impl.DSL.select;

import com.totvs.billing.application.allocation.Months;
import com.totvs.billing.application.report.CostReports;
import com.totvs.billing.domain.catalog.Application;
import com.totvs.billing.domain.catalog.ApplicationId;
import com.totvs.billing.domain.catalog.Solution;
import com.totvs.billing.domain.catalog.SolutionId;
import com.totvs.billing.domain.cost.FixedCostId;
import com.totvs.billing.domain.cost.ResourceGroup;
import com.totvs.billing.domain.customer.Customer;
import com.totvs.billing.domain.customer.CustomerCode;
import com.totvs.billing.domain.report.CostDimension;
import com.totvs.billing.domain.report.CostGaps;
import com.totvs.billing.domain.report.CostGroup;
import com.totvs.billing.domain.report.CostQuery;
import com.totvs.billing.domain.report.CostSummaries;
import com.totvs.billing.domain.report.CostSummary;
import com.totvs.billing.domain.report.CostTotals;
import com.totvs.billing.postgres.database.Database;
import com.totvs.billing.postgres.database.Database.Lane;
import com.totvs.billing.postgres.month.ClosedMonths;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;

/// Cost reports from the views of the allocations that are reported.
final class PostgresCostReports implements CostReports {
  private final Database database;

  PostgresCostReports(Database database) {
    this.database = database;
  }

  @Override
  public CostSummaries summarize(CostQuery query, Optional<List<String>> after, int limit) {
    return database.snapshot(
        Lane.READ,
        db -> {
          CostSql sql = new CostSql(db, query);
          List<Record> rows = sql.page(after, limit);
          Names names = new Names(db, rows);
          return new CostSummaries(
              rows.stream().map(row -> summary(row, query, names)).toList(),
              sql.totals().stream().map(PostgresCostReports::totals).toList(),
              gaps(db, query));
        });
  }

  @Override
  public CostGaps gaps(CostQuery query) {
    return database.snapshot(Lane.READ, db -> gaps(db, query));
  }

  private static CostGaps gaps(DSLContext db, CostQuery query) {
    return query.visible().isPresent()
        ? CostGaps.NONE
        : new CostGaps(notAllocated(db, query), outdated(db, query));
  }

  private static CostSummary summary(Record row, CostQuery query, Names names) {
    return new CostSummary(
        group(row, query.groupBy(), names),
        totals(row),
        row.get(CostSql.OF_ITS_MONTH),
        row.get(CostSql.CALLS),
        row.get(CostSql.TOKENS),
        Optional.ofNullable(row.get(CostSql.PREVIOUS)));
  }

  private static CostTotals totals(Record row) {
    return new CostTotals(
        Currency.getInstance(row.get(CostSql.CURRENCY)),
        row.get(CostSql.COLLECTED),
        row.get(CostSql.UNALLOCATED),
        row.get(CostSql.CORRECTIONS));
  }

  private static CostGroup group(Record row, List<CostDimension> by, Names names) {
    Optional<String> resource = key(row, by, CostDimension.RESOURCE);
    Optional<String> customer = key(row, by, CostDimension.CUSTOMER);
    return new CostGroup(
        key(row, by, CostDimension.MONTH).map(YearMonth::parse),
        key(row, by, CostDimension.DAY).map(LocalDate::parse),
        resource.filter(text -> text.startsWith("A")).map(text -> text.substring(1)),
        resource
            .filter(text -> text.startsWith("F"))
            .map(text -> new FixedCostId(text.substring(1))),
        key(row, by, CostDimension.RESOURCE_GROUP).map(ResourceGroup::parse),
        key(row, by, CostDimension.SOLUTION).map(names::solution),
        key(row, by, CostDimension.APPLICATION).map(names::application),
        customer.map(text -> SummaryRows.state(text.substring(0, 1))),
        customer
            .map(text -> text.substring(1))
            .filter(code -> !code.isEmpty())
            .map(names::customer));
  }

  private static Optional<String> key(Record row, List<CostDimension> by, CostDimension dimension) {
    return by.contains(dimension)
        ? Optional.of(row.get(CostSql.key(dimension))).filter(text -> !text.isEmpty())
        : Optional.empty();
  }

  // A month that cost nothing when a later one was closed is charged with the open month.
  private static List<YearMonth> notAllocated(DSLContext db, CostQuery query) {
    Optional<YearMonth> latestClosed = ClosedMonths.latest(db);
    return db
        .selectDistinct(COLLECTED_COST.MONTH)
        .from(COLLECTED_COST)
        .where(
            COLLECTED_COST.MONTH.between(query.first().atDay(1), query.last().atDay(1)),
            COLLECTED_COST.MONTH.notIn(select(REPORTED_RUN.MONTH).from(REPORTED_RUN)))
        .orderBy(COLLECTED_COST.MONTH)
        .fetch(row -> YearMonth.from(row.value1()))
        .stream()
        .filter(month -> !Months.isClosed(latestClosed, month))
        .toList();
  }

  private static List<YearMonth> outdated(DSLContext db, CostQuery query) {
    return db.select(OUTDATED_MONTH.MONTH)
        .from(OUTDATED_MONTH)
        .where(OUTDATED_MONTH.MONTH.between(query.first().atDay(1), query.last().atDay(1)))
        .orderBy(OUTDATED_MONTH.MONTH)
        .fetch(row -> YearMonth.from(row.value1()));
  }

  // The names of those on a page.
  private static final class Names {
    private final Map<String, String> solutions;
    private final Map<String, String> applications;
    private final Map<String, String> customers;

    Names(DSLContext db, List<Record> rows) {
      solutions =
          read(
              db,
              SOLUTION,
              SOLUTION.SOLUTION_ID,
              SOLUTION.DESCRIPTION,
              keys(rows, CostDimension.SOLUTION, 0));
      applications =
          read(
              db,
              APPLICATION,
              APPLICATION.APPLICATION_ID,
              APPLICATION.DESCRIPTION,
              keys(rows, CostDimension.APPLICATION, 0));
      customers =
          read(
              db,
              CUSTOMER,
              CUSTOMER.CUSTOMER_CODE,
              CUSTOMER.NAME,
              keys(rows, CostDimension.CUSTOMER, 1));
    }

    private static Set<String> keys(List<Record> rows, CostDimension dimension, int from) {
      Set<String> keys = new HashSet<>();
      for (Record row : rows) {
        if (row.indexOf(CostSql.key(dimension)) >= 0) {
          String key = row.get(CostSql.key(dimension));
          keys.add(key.substring(Math.min(from, key.length())));
        }
      }
      return keys;
    }

    private static Map<String, String> read(
        DSLContext db, Table<?> table, Field<String> id, Field<String> name, Set<String> ids) {
      return ids.isEmpty()
          ? Map.of()
          : new HashMap<>(db.select(id, name).from(table).where(id.in(ids)).fetchMap(id, name));
    }

    Solution solution(String id) {
      return new Solution(new SolutionId(id), solutions.getOrDefault(id, ""));
    }

    Application application(String id) {
      return new Application(new ApplicationId(id), applications.getOrDefault(id, ""));
    }

    Customer customer(String code) {
      return new Customer(new CustomerCode(code), customers.getOrDefault(code, code));
    }
  }
}
