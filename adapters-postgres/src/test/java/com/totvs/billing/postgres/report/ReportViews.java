package com.totvs.billing.postgres.report;

import com.totvs.billing.domain.catalog.Application;
import com.totvs.billing.domain.catalog.Solution;
import com.totvs.billing.domain.customer.Customer;
import com.totvs.billing.domain.report.UsageDimension;
import com.totvs.billing.domain.report.UsageGroup;
import com.totvs.billing.domain.report.UsageSummary;
import com.totvs.billing.domain.report.UsageTotals;
import com.totvs.billing.postgres.TestDatabase;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the views of BI tools say, and what reports do, as lines of text that can be compared.
final class ReportViews {
  /// What reports must be grouped by to have the lines that the views have.
  static final List<UsageDimension> GROUPED_BY =
      List.of(
          UsageDimension.DAY,
          UsageDimension.CUSTOMER,
          UsageDimension.LICENSE,
          UsageDimension.SOLUTION,
          UsageDimension.APPLICATION,
          UsageDimension.PURPOSE,
          UsageDimension.PLACE);

  private static final String KEYS =
      """
      day, settlement_state, coalesce(customer_code, ''), coalesce(customer_name, ''),
      license_server_id, solution_project_id, solution_description, application_project_id,
      application_description, purpose, place
      """;
  private static final String SUMS =
      "sum(calls), sum(input_tokens), sum(output_tokens), sum(image_size_kb)";
  private static final String DISTINCT_USERS =
      """
      count(DISTINCT (license_server_id, user_name)) FILTER (
        WHERE user_name <> '' AND voids_usage_id IS NULL AND voided_by_usage_id IS NULL)
      """;

  private final TestDatabase database;

  ReportViews(TestDatabase database) {
    this.database = database;
  }

  /// What `usage_by_day` says.
  List<String> byDay() {
    return lines("usage_by_day", "sum(emergency_key_calls)");
  }

  /// What `usage` says, added up, with distinct users.
  List<String> records() {
    return lines(
        "usage", "coalesce(sum(calls) FILTER (WHERE emergency_key), 0), " + DISTINCT_USERS);
  }

  /// How many distinct users `usage` says there are.
  String distinctUsers() {
    return database.query("SELECT " + DISTINCT_USERS + " FROM billing_reports.usage");
  }

  /// What a report says.
  static List<String> of(List<UsageSummary> summaries) {
    return summaries.stream()
        .map(
            one ->
                Stream.concat(group(one.group()), totals(one.totals()))
                    .map(Objects::toString)
                    .collect(Collectors.joining("|")))
        .sorted()
        .toList();
  }

  private List<String> lines(String view, String more) {
    String lines =
        database.query(
            """
            SELECT string_agg(line, E'\\n') FROM (
              SELECT concat_ws('|', %1$s, %2$s, %3$s) AS line
              FROM billing_reports.%4$s
              GROUP BY day, settlement_state, customer_code, customer_name, license_server_id,
                solution_project_id, solution_description, application_project_id,
                application_description, purpose, place) lines
            """
                .formatted(KEYS, SUMS, more, view));
    return lines.equals("null") ? List.of() : lines.lines().sorted().toList();
  }

  private static Stream<Object> group(UsageGroup group) {
    Solution solution = group.solution().orElseThrow();
    Application application = group.application().orElseThrow();
    return Stream.of(
        group.day().orElseThrow(),
        group.state().orElseThrow(),
        text(group.customer().map(one -> one.code().value())),
        text(group.customer().map(Customer::name)),
        group.license().orElseThrow().value(),
        solution.id().value(),
        solution.description(),
        application.id().value(),
        application.description(),
        group.purpose().orElseThrow(),
        group.place().orElseThrow());
  }

  private static Stream<Object> totals(UsageTotals totals) {
    return Stream.concat(
        Stream.of(
            totals.calls(),
            totals.inputTokens(),
            totals.outputTokens(),
            totals.imageSizeKb(),
            totals.emergencyKeyCalls()),
        totals.distinctUsers().stream().boxed());
  }

  private static String text(Optional<String> text) {
    return text.orElse("");
  }
}
