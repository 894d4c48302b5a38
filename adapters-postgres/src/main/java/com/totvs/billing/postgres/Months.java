package com.totvs.billing.postgres;

import static com.totvs.billing.postgres.generated.Tables.INSTALLATION;

import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.domain.usage.AcceptedWindow;
import com.totvs.billing.postgres.Database.Lane;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The monthly partitions of `usage`: as far back as records are accepted, and two months ahead.
///
/// A month is made beside the table and then attached, which needs no lock that recording would
/// wait for. The installation's row is locked meanwhile, so that nodes take turns.
final class Months {
  private static final Logger log = LoggerFactory.getLogger(Months.class);
  private static final int AHEAD = 2;

  private final Database database;
  private final BusinessZone zone;
  private final AcceptedWindow window;
  private final Clock clock;
  private volatile Set<String> ready = Set.of();

  Months(Database database, BusinessZone zone, AcceptedWindow window, Clock clock) {
    this.database = database;
    this.zone = zone;
    this.window = window;
    this.clock = clock;
  }

  /// Keeps the business zone at the first start, and refuses another one later.
  void settleZone() {
    String kept =
        database.transaction(
            Lane.JOB,
            db -> {
              db.insertInto(INSTALLATION)
                  .columns(INSTALLATION.BUSINESS_ZONE, INSTALLATION.CREATED_TIME)
                  .values(zone.id().getId(), clock.instant().atOffset(java.time.ZoneOffset.UTC))
                  .onConflictDoNothing()
                  .execute();
              return keptZone(db);
            });
    if (!kept.equals(zone.id().getId())) {
      throw new IllegalStateException(
          "this database keeps its months by "
              + kept
              + ", so the business zone cannot be "
              + zone.id()
              + ": set business-zone to "
              + kept);
    }
  }

  /// The partitions of a month and of its neighbours, as far as they exist.
  List<String> around(YearMonth month) {
    return Stream.of(month.minusMonths(1), month, month.plusMonths(1))
        .map(Months::name)
        .filter(ready::contains)
        .toList();
  }

  /// Makes the months that are missing.
  void prepare() {
    ready =
        database.transaction(
            Lane.JOB,
            db -> {
              db.execute("SELECT set_config('citus.multi_shard_modify_mode', 'sequential', true)");
              db.execute("SET LOCAL lock_timeout = '2s'");
              db.select(INSTALLATION.ONLY_ROW).from(INSTALLATION).forUpdate().fetch();
              Set<String> made = partitions(db);
              wanted()
                  .filter(month -> !made.contains(name(month)))
                  .forEach(month -> make(db, month));
              return partitions(db);
            });
  }

  private static String keptZone(DSLContext db) {
    return db.select(INSTALLATION.BUSINESS_ZONE).from(INSTALLATION).fetchSingle().value1();
  }

  private Stream<YearMonth> wanted() {
    Instant now = clock.instant();
    YearMonth first = zone.month(now.minus(window.past()));
    YearMonth last = zone.month(now.plus(window.ahead())).plusMonths(AHEAD);
    return Stream.iterate(first, month -> !month.isAfter(last), month -> month.plusMonths(1));
  }

  private static Set<String> partitions(DSLContext db) {
    return db.fetch(
            """
            SELECT c.relname
            FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
            WHERE i.inhparent = 'billing.usage'::regclass
            """)
        .intoSet("relname", String.class);
  }

  private static String name(YearMonth month) {
    return "usage_%04d_%02d".formatted(month.getYear(), month.getMonthValue());
  }

  private void make(DSLContext db, YearMonth month) {
    String table = "billing." + name(month);
    db.execute(
        "CREATE TABLE " + table + " (LIKE billing.usage INCLUDING DEFAULTS INCLUDING CONSTRAINTS)");
    db.execute(
        "ALTER TABLE billing.usage ATTACH PARTITION %s FOR VALUES FROM ('%s') TO ('%s')"
            .formatted(table, zone.start(month), zone.start(month.plusMonths(1))));
    log.info("month {} is ready for usage", month);
  }
}
