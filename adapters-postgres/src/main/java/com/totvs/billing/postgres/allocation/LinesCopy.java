package com.totvs.billing.postgres.allocation;

import com.totvs.billing.domain.allocation.AllocatedLine;
import com.totvs.billing.domain.allocation.ChargedSum;
import com.totvs.billing.domain.allocation.Payer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.List;
import java.util.function.ToIntBiFunction;
import org.jooq.DSLContext;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/// Writes the lines of a run by COPY, some thousands at a time.
final class LinesCopy {
  private static final String COPY =
      "COPY billing.allocation (run, sum, line, payer, driver_quantity, driver_total, amount)"
          + " FROM STDIN";
  private static final int MOST_CHARACTERS = 1 << 20;

  private final DSLContext db;
  private final long run;
  private final YearMonth month;
  private final ToIntBiFunction<YearMonth, Payer> payers;
  private final StringBuilder rows = new StringBuilder(MOST_CHARACTERS + 4_096);

  /// @param month of the run
  /// @param payers numbers each payer of each month that the run is made for
  LinesCopy(DSLContext db, long run, YearMonth month, ToIntBiFunction<YearMonth, Payer> payers) {
    this.db = db;
    this.run = run;
    this.month = month;
    this.payers = payers;
  }

  void add(ChargedSum sum) {
    List<AllocatedLine> lines = sum.lines();
    YearMonth forMonth = sum.heading().forMonth().orElse(month);
    for (int i = 0; i < lines.size(); i++) {
      AllocatedLine line = lines.get(i);
      rows.append(run).append('\t').append(sum.heading().number()).append('\t').append(i + 1);
      rows.append('\t');
      line.payer()
          .ifPresentOrElse(
              payer -> rows.append(payers.applyAsInt(forMonth, payer)), () -> rows.append("\\N"));
      rows.append('\t').append(line.driver().quantity());
      rows.append('\t').append(line.driver().total());
      rows.append('\t').append(sum.heading().money(line.amount()).toPlainString()).append('\n');
      if (rows.length() >= MOST_CHARACTERS) {
        flush();
      }
    }
  }

  void flush() {
    byte[] bytes = rows.toString().getBytes(StandardCharsets.US_ASCII);
    rows.setLength(0);
    db.connection(
        connection -> {
          CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
          write(copy, bytes);
        });
  }

  private static void write(CopyManager copy, byte[] bytes) throws SQLException {
    try {
      copy.copyIn(COPY, new ByteArrayInputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
