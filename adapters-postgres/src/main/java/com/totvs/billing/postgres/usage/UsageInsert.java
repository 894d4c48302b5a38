package com.totvs.billing.postgres.usage;

import com.totvs.billing.domain.customer.Customer;
import com.totvs.billing.domain.customer.CustomerCode;
import com.totvs.billing.domain.usage.UsageRecord;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/// The statement that writes many records in one round trip, a column at a time. Plain JDBC: this
/// is the hot path, and its text never changes.
final class UsageInsert {
  // Times travel as microseconds, which both sides handle without text.
  private static final String INSERT =
      """
      WITH sent AS MATERIALIZED (SELECT ?::uuid[] AS ids)
      INSERT INTO billing.usage (
        usage_id, license_server_id, occurred_time, accepted_time, solution_id, application_id,
        customer_code, user_name, input_tokens, output_tokens, image_size_kb,
        contingency_provider_type, purpose, batch_id)
      SELECT
        i.id, i.license, 'epoch'::timestamptz + i.micros * '1 microsecond'::interval, ?,
        i.solution, i.application, i.customer, i.user_name, i.input, i.output, i.image,
        i.contingency, i.purpose, ?
      FROM unnest(
        (SELECT ids FROM sent), ?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[],
        ?::bigint[], ?::bigint[], ?::bigint[], ?::integer[], ?::smallint[])
        AS i (id, license, micros, solution, application, customer, user_name,
              input, output, image, contingency, purpose)
      WHERE true
      """;
  // All ids are looked up at once, in their order, so that neighbours are found on the same page of
  // the index: asking for one after the other took a third of the statement's time. Partitions are
  // named, since a range of time would tempt the planner to scan all of it while a new month has no
  // statistics yet.
  private static final String UNLESS_USED =
      """
      AND i.id <> ALL (ARRAY(
        SELECT u.usage_id FROM billing.%s u WHERE u.usage_id = ANY ((SELECT ids FROM sent)::uuid[])))
      """;
  private static final Map<Variant, String> STATEMENTS = new ConcurrentHashMap<>();

  /// Whether another transaction may be writing the same records right now.
  enum Rivals {
    /// Fails if one does. Saves PostgreSQL from inserting each row on approval.
    UNLIKELY("RETURNING usage_id"),
    /// Waits for the other one, and leaves out what that one wrote.
    LIKELY("ON CONFLICT DO NOTHING RETURNING usage_id");

    private final String ending;

    Rivals(String ending) {
      this.ending = ending;
    }
  }

  private record Variant(List<String> partitions, Rivals rivals) {}

  // Every node inserts in the same order, so that two never wait for each other.
  private static final Comparator<UsageRecord> ORDER =
      Comparator.comparing(usage -> usage.id().value());

  private UsageInsert() {}

  /// Writes records of one month with distinct ids, save those whose id is in use in one of the
  /// given partitions, as part of a batch, and returns the ids of those written.
  static List<UUID> run(
      DSLContext db,
      List<UsageRecord> usage,
      Dimensions.Written dimensions,
      long batch,
      List<String> partitions,
      Rivals rivals)
      throws SQLException {
    List<UsageRecord> sorted = usage.stream().sorted(ORDER).toList();
    return db.connectionResult(
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(statement(partitions, rivals))) {
            bind(new Columns(connection, insert, sorted), dimensions, batch);
            return ids(insert);
          }
        });
  }

  private static String statement(List<String> partitions, Rivals rivals) {
    return STATEMENTS.computeIfAbsent(
        new Variant(partitions, rivals),
        variant ->
            variant.partitions().stream()
                .map(UNLESS_USED::formatted)
                .collect(Collectors.joining("", INSERT, variant.rivals().ending)));
  }

  private static void bind(Columns columns, Dimensions.Written dimensions, long batch)
      throws SQLException {
    columns.objects("uuid", usage -> usage.id().value());
    columns.time(dimensions.time());
    columns.number(batch);
    columns.texts(usage -> usage.license().value());
    columns.longs(usage -> ChronoUnit.MICROS.between(Instant.EPOCH, usage.occurredTime()));
    columns.texts(usage -> usage.solution().id().value());
    columns.texts(usage -> usage.application().id().value());
    columns.texts(usage -> customer(usage, dimensions));
    columns.texts(UsageRecord::user);
    columns.longs(usage -> usage.consumption().inputTokens());
    columns.longs(usage -> usage.consumption().outputTokens());
    columns.longs(usage -> usage.consumption().imageSizeKb());
    columns.objects("int4", UsageInsert::contingency);
    columns.objects("int2", usage -> (short) usage.purpose().number());
  }

  private static @Nullable String customer(UsageRecord usage, Dimensions.Written dimensions) {
    return usage
        .answeredInternally()
        .map(Customer::code)
        .or(() -> dimensions.holder(usage.license()))
        .map(CustomerCode::value)
        .orElse(null);
  }

  private static @Nullable Object contingency(UsageRecord usage) {
    return usage.contingencyProviderType().isPresent()
        ? Integer.valueOf(usage.contingencyProviderType().getAsInt())
        : null;
  }

  private static List<UUID> ids(PreparedStatement insert) throws SQLException {
    List<UUID> ids = new ArrayList<>();
    try (ResultSet rows = insert.executeQuery()) {
      while (rows.next()) {
        ids.add(rows.getObject(1, UUID.class));
      }
    }
    return ids;
  }

  /// Binds one parameter after the other, each holding one column of all records.
  private static final class Columns {
    private final Connection connection;
    private final PreparedStatement statement;
    private final List<UsageRecord> usage;
    private int parameter;

    Columns(Connection connection, PreparedStatement statement, List<UsageRecord> usage) {
      this.connection = connection;
      this.statement = statement;
      this.usage = usage;
    }

    void time(Instant time) throws SQLException {
      statement.setObject(++parameter, time.atOffset(ZoneOffset.UTC));
    }

    void number(long number) throws SQLException {
      statement.setLong(++parameter, number);
    }

    void texts(Function<UsageRecord, @Nullable String> column) throws SQLException {
      @Nullable String[] values = new String[usage.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = column.apply(usage.get(i));
      }
      bind("text", values);
    }

    void longs(ToLongFunction<UsageRecord> column) throws SQLException {
      bind("int8", usage.stream().mapToLong(column).toArray());
    }

    void objects(String type, Function<UsageRecord, @Nullable Object> column) throws SQLException {
      @Nullable Object[] values = new Object[usage.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = column.apply(usage.get(i));
      }
      bind(type, values);
    }

    private void bind(String type, Object values) throws SQLException {
      statement.setArray(
          ++parameter, connection.unwrap(PGConnection.class).createArrayOf(type, values));
    }
  }
}
