package com.totvs.billing.benchmark;

import com.totvs.billing.benchmark.Contender.Load;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.postgresql.PGConnection;

/// Writes the same rows into the same table without Billing: what PostgreSQL alone can do.
final class SqlLoad {
  private static final String MARK = "psql";
  private static final String COLUMNS =
      "usage_id, license_server_id, occurred_time, accepted_time, solution_id, application_id,"
          + " customer_code, user_name, input_tokens, output_tokens, image_size_kb,"
          + " contingency_provider_type, purpose, batch_id";
  private static final String INSERT =
      "INSERT INTO billing.usage ("
          + COLUMNS
          + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 1, 0)";
  private static final String COPY = "COPY billing.usage (" + COLUMNS + ") FROM STDIN";

  private final Sql sql;

  SqlLoad(Sql sql) {
    this.sql = sql;
  }

  /// One INSERT a transaction, each client on a connection of its own.
  Contender inserts(int clients) {
    return new Contender(
        "INSERT, " + clients + (clients == 1 ? " client" : " clients"),
        Math.min(15_000, clients * 4_000),
        load -> inserts(clients, load));
  }

  /// One COPY a transaction.
  Contender copies(int writers, int rows) {
    return new Contender(
        "COPY of %,d, %d %s".formatted(rows, writers, writers == 1 ? "writer" : "writers"),
        Math.max(4, 80_000 / rows),
        load -> copies(writers, rows, load));
  }

  private Sample inserts(int clients, Load load) {
    List<Row> rows = Row.fresh(MARK, load.pieces()).toList();
    try (Clients connected = new Clients(sql, clients)) {
      Timesheet sheet = new Timesheet(rows.size(), 1, load.time());
      connected.work(connection -> insert(connection, rows, sheet));
      return sheet.sample();
    }
  }

  private static void insert(Connection connection, List<Row> rows, Timesheet sheet)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      for (int piece = sheet.take(); piece >= 0; piece = sheet.take()) {
        bind(insert, rows.get(piece));
        insert.executeUpdate();
        sheet.done(piece);
      }
    }
  }

  private static void bind(PreparedStatement insert, Row row) throws SQLException {
    OffsetDateTime time = row.time().atOffset(ZoneOffset.UTC);
    insert.setObject(1, row.id());
    insert.setString(2, row.license());
    insert.setObject(3, time);
    insert.setObject(4, time);
    insert.setString(5, row.solution());
    insert.setString(6, row.application());
    insert.setString(7, customer(row));
    insert.setString(8, row.user());
    insert.setLong(9, row.inputTokens());
    insert.setLong(10, row.outputTokens());
    insert.setLong(11, row.imageKb());
  }

  private Sample copies(int writers, int rows, Load load) {
    List<byte[]> texts =
        IntStream.range(0, load.pieces())
            .mapToObj(_ -> Row.fresh(MARK, rows).map(SqlLoad::line).collect(Collectors.joining()))
            .map(text -> text.getBytes(StandardCharsets.UTF_8))
            .toList();
    try (Clients connected = new Clients(sql, writers)) {
      Timesheet sheet = new Timesheet(texts.size(), rows, load.time());
      connected.work(connection -> copy(connection, texts, sheet));
      return sheet.sample();
    }
  }

  private static void copy(Connection connection, List<byte[]> texts, Timesheet sheet)
      throws SQLException {
    var copy = connection.unwrap(PGConnection.class).getCopyAPI();
    for (int piece = sheet.take(); piece >= 0; piece = sheet.take()) {
      byte[] text = texts.get(piece);
      var in = copy.copyIn(COPY);
      in.writeToCopy(text, 0, text.length);
      in.endCopy();
      sheet.done(piece);
    }
  }

  private static String line(Row row) {
    return Stream.of(
            row.id(),
            row.license(),
            row.time(),
            row.time(),
            row.solution(),
            row.application(),
            customer(row),
            row.user(),
            row.inputTokens(),
            row.outputTokens(),
            row.imageKb(),
            0,
            1,
            0)
        .map(Object::toString)
        .collect(Collectors.joining("\t", "", "\n"));
  }

  // Known, as it is to the server: one for each license.
  private static String customer(Row row) {
    return "1" + row.license().substring(row.license().length() - 4);
  }
}
