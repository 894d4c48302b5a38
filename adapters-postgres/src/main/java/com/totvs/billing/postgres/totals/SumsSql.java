package com.totvs.billing.postgres.totals;

import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.domain.usage.Place;
import com.totvs.billing.postgres.place.Partitions;

/// The statements by which sums are made, in SQL.
final class SumsSql {
  // A literal, since a parameter would make each of the two a different expression to group by.
  private final String day;

  SumsSql(BusinessZone zone) {
    this.day = "(occurred_time AT TIME ZONE '%s')::date".formatted(zone.id().getId());
  }

  /// The business day of `occurred_time`, in SQL.
  String day() {
    return day;
  }

  /// Rows of usage summed up by every key.
  ///
  /// @param customer an expression for the customer
  /// @param from tables and conditions
  String ofRecords(String customer, int factor, String from) {
    return """
    SELECT %s AS day, license_server_id, %s AS customer_code, solution_id, application_id, purpose,
      contingency_provider_type, %3$d * count(*) AS records,
      %3$d * sum(sign) AS calls, %3$d * sum(sign * input_tokens) AS input_tokens,
      %3$d * sum(sign * output_tokens) AS output_tokens,
      %3$d * sum(sign * image_size_kb) AS image_size_kb
    FROM %4$s
    GROUP BY 1, 2, 3, 4, 5, 6, 7
    """
        .formatted(day, customer, factor, from);
  }

  /// The records of a day, from one instant to another, that count as summed up.
  String ofDay(Place place) {
    return ofRecords(
        "customer_code",
        1,
        """
        billing.%s
        WHERE occurred_time >= ?::timestamptz AND occurred_time < ?::timestamptz
          AND batch_id NOT IN (SELECT batch_id FROM billing.usage_batch)
        """
            .formatted(Partitions.table(place)));
  }

  /// The sums of the days of a month, from one day to another.
  static String daysOfMonth(Place place) {
    return "billing.%s WHERE day >= ?::date AND day < ?::date"
        .formatted(Partitions.dailyTable(place));
  }

  /// Sums of days summed up by month.
  static String ofMonth(String days) {
    return """
    SELECT date_trunc('month', day::timestamp)::date AS month, license_server_id, customer_code,
      solution_id, application_id, purpose, contingency_provider_type,
      sum(records)::bigint AS records, sum(calls)::bigint AS calls,
      sum(input_tokens)::bigint AS input_tokens, sum(output_tokens)::bigint AS output_tokens,
      sum(image_size_kb)::bigint AS image_size_kb
    FROM %s
    GROUP BY 1, 2, 3, 4, 5, 6, 7
    """
        .formatted(days);
  }

  /// Every column of a table of sums, by its name for time.
  static String columns(String time) {
    return time
        + ", license_server_id, customer_code, solution_id, application_id, purpose,"
        + " contingency_provider_type, records, calls, input_tokens, output_tokens, image_size_kb";
  }

  /// A statement that adds sums to those that are there.
  static String add(String table, String time, String sums) {
    return """
    INSERT INTO billing.%s AS d (%s)
    %s
    ON CONFLICT (
      %s, license_server_id, customer_code, solution_id, application_id, purpose,
      contingency_provider_type)
    DO UPDATE SET
      records = d.records + excluded.records,
      calls = d.calls + excluded.calls,
      input_tokens = d.input_tokens + excluded.input_tokens,
      output_tokens = d.output_tokens + excluded.output_tokens,
      image_size_kb = d.image_size_kb + excluded.image_size_kb
    """
        .formatted(table, columns(time), sums, time);
  }
}
