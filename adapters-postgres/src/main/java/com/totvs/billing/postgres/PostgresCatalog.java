package com.totvs.billing.postgres;

import static com.totvs.billing.postgres.generated.Tables.APPLICATION;
import static com.totvs.billing.postgres.generated.Tables.CUSTOMER;
import static com.totvs.billing.postgres.generated.Tables.SOLUTION;
import static com.totvs.billing.postgres.generated.Tables.USAGE;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.selectDistinct;

import com.totvs.billing.application.catalog.Catalog;
import com.totvs.billing.domain.catalog.Application;
import com.totvs.billing.domain.catalog.ApplicationId;
import com.totvs.billing.domain.catalog.Solution;
import com.totvs.billing.domain.catalog.SolutionId;
import com.totvs.billing.domain.customer.Customer;
import com.totvs.billing.domain.customer.CustomerCode;
import com.totvs.billing.postgres.Database.Lane;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.Field;

/// The catalog in the tables `customer`, `solution` and `application`.
final class PostgresCatalog implements Catalog {
  private final Database database;

  PostgresCatalog(Database database) {
    this.database = database;
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
                    named(visible, CUSTOMER.CUSTOMER_CODE, USAGE.CUSTOMER_CODE),
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
                    visible.map(own -> SOLUTION.SOLUTION_ID.in(texts(own))).orElse(noCondition()),
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
                    named(visible, APPLICATION.APPLICATION_ID, USAGE.APPLICATION_ID),
                    behind(APPLICATION.APPLICATION_ID, after.map(ApplicationId::value)))
                .orderBy(APPLICATION.APPLICATION_ID)
                .limit(limit)
                .fetch(row -> new Application(new ApplicationId(row.value1()), row.value2())));
  }

  private static Condition named(
      Optional<Set<SolutionId>> visible, Field<String> id, Field<String> inUsage) {
    return visible
        .map(
            own ->
                id.in(selectDistinct(inUsage).from(USAGE).where(USAGE.SOLUTION_ID.in(texts(own)))))
        .orElse(noCondition());
  }

  private static Condition behind(Field<String> id, Optional<String> after) {
    return after.map(id::gt).orElse(noCondition());
  }

  private static List<String> texts(Set<SolutionId> solutions) {
    return solutions.stream().map(SolutionId::value).toList();
  }
}
