package com.totvs.billing.benchmark;

import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.v1.UsageMove;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/// Half of a month, which moves in batches, beside the same rows moved by plain SQL.
final class HalfMonth {
  private final LocalDate start;
  private final LocalDate end;
  private final AdminCalls admin;
  private final Sql sql;
  private final List<Double> ours = new ArrayList<>();
  private final List<Double> plain = new ArrayList<>();
  private long moved;

  HalfMonth(YearMonth month, AdminCalls admin, Sql sql) {
    this.start = month.atDay(1);
    this.end = month.atDay(16);
    this.admin = admin;
    this.sql = sql;
  }

  /// Moves it one way and the other, there and back.
  void round() {
    UsageMove move = admin.purge(AdminCalls.days(start, end));
    moved = move.getRecordsMoved();
    ours.add(moved / AdminCalls.seconds(move));
    admin.restore(AdminCalls.days(start, end));
    plain.add(moved / plainSql());
  }

  /// Adds what all rounds have shown.
  Figures addTo(Figures figures) {
    return figures
        .put("purge_part_records", moved)
        .put("purge_part_per_second", Sample.middle(ours))
        .put("plain_sql_per_second", Sample.middle(plain))
        .put("purge_part_vs_sql", Sample.middle(ours) / Sample.middle(plain));
  }

  // There, measured, and back.
  private double plainSql() {
    String name = "%tY_%<tm".formatted(start);
    String within =
        " WHERE occurred_time >= '%s' AND occurred_time < '%s'"
            .formatted(BusinessZone.SAO_PAULO.start(start), BusinessZone.SAO_PAULO.start(end));
    String move =
        "WITH moved AS (DELETE FROM billing.%s_%s%s RETURNING *)"
            + " INSERT INTO billing.%s_%s SELECT * FROM moved";
    try (Connection connection = sql.connect();
        Statement statement = connection.createStatement()) {
      long begun = System.nanoTime();
      long rows =
          statement.executeUpdate(move.formatted("usage", name, within, "usage_history", name));
      double seconds = (System.nanoTime() - begun) / 1e9;
      if (rows != moved) {
        throw new IllegalStateException("%d were moved, by SQL %d".formatted(moved, rows));
      }
      statement.execute(move.formatted("usage_history", name, within, "usage", name));
      statement.execute("VACUUM ANALYZE billing.usage_" + name);
      statement.execute("VACUUM ANALYZE billing.usage_history_" + name);
      return seconds;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
