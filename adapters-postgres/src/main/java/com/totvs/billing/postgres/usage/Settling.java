package com.totvs.billing.postgres.usage;

import static com.totvs.billing.postgres.generated.Tables.LICENSE;

import com.totvs.billing.domain.license.LicenseId;
import com.totvs.billing.domain.usage.Place;
import com.totvs.billing.postgres.place.Partitions;
import com.totvs.billing.postgres.totals.UsageSums;
import org.jooq.DSLContext;

/// Settles waiting usage on the holder of its license, wherever it is, and its sums with it.
final class Settling {
  // That the records wait is not asked again in the update: they are locked, and the condition
  // would tempt the planner to scan everything that waits once for each of them.
  private static final String SETTLE =
      """
      WITH batch AS (
        SELECT usage_id, occurred_time FROM billing.%1$s
        WHERE license_server_id = ? AND customer_code IS NULL
        ORDER BY occurred_time, usage_id
        LIMIT ?
        FOR UPDATE
      ), settled AS (
        UPDATE billing.%1$s u SET customer_code = ?
        FROM batch b
        WHERE u.license_server_id = ? AND u.usage_id = b.usage_id
          AND u.occurred_time = b.occurred_time
        RETURNING u.*
      )%2$s
      SELECT count(*) FROM settled
      """;

  private final UsageSums sums;

  Settling(UsageSums sums) {
    this.sums = sums;
  }

  /// Settles at most `limit` records and returns how many.
  int settle(DSLContext db, LicenseId license, int limit) {
    String holder =
        db.select(LICENSE.CUSTOMER_CODE)
            .from(LICENSE)
            .where(LICENSE.LICENSE_SERVER_ID.eq(license.value()))
            .fetchOne(LICENSE.CUSTOMER_CODE);
    if (holder == null) {
      return 0;
    }
    UsageSums.takeTurn(db);
    db.execute("SET LOCAL enable_mergejoin = off");
    db.execute("SET LOCAL enable_seqscan = off");
    int online = settle(db, Place.ONLINE, license, holder, limit);
    return online == limit
        ? online
        : online + settle(db, Place.HISTORY, license, holder, limit - online);
  }

  private int settle(DSLContext db, Place place, LicenseId license, String holder, int limit) {
    String statement =
        SETTLE.formatted(Partitions.table(place), sums.followSettling("settled", place));
    return db.fetchSingle(statement, license.value(), limit, holder, license.value())
        .into(int.class);
  }
}
