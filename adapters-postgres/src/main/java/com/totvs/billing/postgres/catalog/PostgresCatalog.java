package com.totvs.billing.postgres.catalog;

import static com.totvs.billing.postgres.generated.Tables.APPLICATION;
import static com.totvs.billing.postgres.generated.Tables.CUSTOMER;
import static com.totvs.billing.postgres.generated.Tables.SOLUTION;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.selectDistinct;

import com.totvs.billing.application.catalog.Catalog;
import com.totvs.billing.domain.catalog.Application;
import com.totvs.billing.domain.catalog.ApplicationId;
import com.totvs.billing.domain.catalog.Solution;
import com.totvs.billing.domain.catalog.SolutionId;
import com.totvs.billing.domain.customer.Customer;
import com.totvs.billing.domain.customer.CustomerCode;
import com.totvs.billing.domain.usage.UsageFilter;
import com.totvs.billing.postgres.database.Database;
import com.totvs.billing.postgres.database.Database.Lane;
import com.totvs.billing.postgres.totals.UsageFacts;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.Field;

/// The catalog in the tables `customer`, `solution` and `application`.
final class PostgresCatalog implements Catalog {
  private final Database database;
  private final UsageFacts facts;

  PostgresCatalog(Database database, UsageFacts facts) {
    this.database = database;
    this.facts = facts;
  }

  @Override
  public List<Customer> customers(
      Optional<Set<SolutionId>> visible, Optional<CustomerCode> after, int limit) {
    return database.transaction(
        Lane.READ,
        db ->
            db.select(CUSTOMER.CUSTOMER_CODE, CUSTOMER.NAME)
                .from(CUSTOMER)
                .where(
                    named(visible, CUSTOMER.CUSTOMER_CODE, UsageFacts.CUSTOMER),
                    behind(CUSTOMER.CUSTOMER_CODE, after.map(CustomerCode::value)))
                .orderBy(CUSTOMER.CUSTOMER_CODE)
                .limit(limit)
                .fetch(row -> new Customer(new CustomerCode(row.value1()), row.value2())));
  }

  @Override
  public List<Solution> solutions(
      Optional<Set<SolutionId>> visible, Optional<SolutionId> after, int limit) {
    return database.transaction(
        Lane.READ,
        db ->
            db.select(SOLUTION.SOLUTION_ID, SOLUTION.DESCRIPTION)
                .from(SOLUTION)
                .where(
                    visible
                        .map(
                            own ->
                                SOLUTION.SOLUTION_ID.in(
                                    own.stream().map(SolutionId::value).toList()))
                        .orElse(noCondition()),
                    behind(SOLUTION.SOLUTION_ID, after.map(SolutionId::value)))
                .orderBy(SOLUTION.SOLUTION_ID)
                .limit(limit)
                .fetch(row -> new Solution(new SolutionId(row.value1()), row.value2())));
  }

  @Override
  public List<Application> applications(
      Optional<Set<SolutionId>> visible, Optional<ApplicationId> after, int limit) {
    return database.transaction(
        Lane.READ,
        db ->
            db.select(APPLICATION.APPLICATION_ID, APPLICATION.DESCRIPTION)
                .from(APPLICATION)
                .where(
                    named(visible, APPLICATION.APPLICATION_ID, UsageFacts.APPLICATION),
                    behind(APPLICATION.APPLICATION_ID, after.map(ApplicationId::value)))
                .orderBy(APPLICATION.APPLICATION_ID)
                .limit(limit)
                .fetch(row -> new Application(new ApplicationId(row.value1()), row.value2())));
  }

  private Condition named(
      Optional<Set<SolutionId>> visible, Field<String> id, Field<String> inUsage) {
    return visible
        .map(
            own ->
                id.in(
                    selectDistinct(inUsage)
                        .from(facts.byMonth(UsageFilter.ofSolutions(own)))
                        .where(UsageFacts.RECORDS.ne(0L))))
        .orElse(noCondition());
  }

  private static Condition behind(Field<String> id, Optional<String> after) {
    return after.map(id::gt).orElse(noCondition());
  }
}
