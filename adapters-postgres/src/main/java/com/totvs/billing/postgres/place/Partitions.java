package com.totvs.billing.postgres.place;

import static com.totvs.billing.postgres.generated.Tables.INSTALLATION;

import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.domain.Span;
import com.totvs.billing.domain.usage.AcceptedWindow;
import com.totvs.billing.domain.usage.Place;
import com.totvs.billing.postgres.database.Database;
import com.totvs.billing.postgres.database.Database.Lane;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The monthly partitions of `usage` and `usage_history`, and of the sums of their days: as far
/// back as records are accepted, and two months ahead. Every month has one of each.
///
/// A month is made beside the table and then attached, which needs no lock that recording would
/// wait for. The installation's row is locked meanwhile, so that nodes take turns. Each partition
/// says with a check which month it holds, so that it can change tables without being read.
public final class Partitions {
  private static final Logger log = LoggerFactory.getLogger(Partitions.class);
  private static final int AHEAD = 2;
  private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

  /// What each place has a table of.
  private enum Facts {
    RECORDS("usage", "usage_history", "occurred_time"),
    DAYS("usage_daily", "usage_history_daily", "day"),
    MONTHS("usage_monthly", "usage_history_monthly", "month");

    private final String online;
    private final String history;
    private final String time;

    Facts(String online, String history, String time) {
      this.online = online;
      this.history = history;
      this.time = time;
    }

    String table(Place place) {
      return place == Place.ONLINE ? online : history;
    }

    String name(Place place, YearMonth month) {
      return "%s_%04d_%02d".formatted(table(place), month.getYear(), month.getMonthValue());
    }
  }

  private final Database database;
  private final BusinessZone zone;
  private final AcceptedWindow window;
  private final Clock clock;
  private volatile Set<String> ready = Set.of();
  private volatile long lookAgain = System.nanoTime();

  Partitions(Database database, BusinessZone zone, AcceptedWindow window, Clock clock) {
    this.database = database;
    this.zone = zone;
    this.window = window;
    this.clock = clock;
  }

  /// Keeps the business zone at the first start, and refuses another one later.
  ///
  /// @throws IllegalStateException when the database keeps its months by another zone
  public void settleZone() {
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

  /// A month and its neighbours, as far as they are ready.
  public List<YearMonth> around(DSLContext db, YearMonth month) {
    List<YearMonth> near = List.of(month.minusMonths(1), month, month.plusMonths(1));
    if (!near.stream().allMatch(this::isReady) && System.nanoTime() - lookAgain > 0) {
      // Another node may have made it.
      lookAgain = System.nanoTime() + LOOK_AGAIN.toNanos();
      ready = partitions(db);
    }
    return near.stream().filter(this::isReady).toList();
  }

  private boolean isReady(YearMonth month) {
    return ready.contains(name(Place.ONLINE, month));
  }

  /// What the month is called in a place.
  public static String name(Place place, YearMonth month) {
    return Facts.RECORDS.name(place, month);
  }

  /// The table of a place.
  public static String table(Place place) {
    return Facts.RECORDS.table(place);
  }

  /// What the sums of the month's days are called in a place.
  public static String dailyName(Place place, YearMonth month) {
    return Facts.DAYS.name(place, month);
  }

  /// The table with the sums of a place's days.
  public static String dailyTable(Place place) {
    return Facts.DAYS.table(place);
  }

  /// What the sums of the month are called in a place.
  public static String monthlyName(Place place, YearMonth month) {
    return Facts.MONTHS.name(place, month);
  }

  /// The table with the sums of a place's months.
  public static String monthlyTable(Place place) {
    return Facts.MONTHS.table(place);
  }

  /// The first instant of a month, and the first one after it.
  public Span span(YearMonth month) {
    return new Span(Optional.of(zone.start(month)), Optional.of(zone.start(month.plusMonths(1))));
  }

  /// Has a month change places with its other side. Both sides must be locked.
  public void swap(DSLContext db, YearMonth month) {
    swap(db, Facts.RECORDS, month);
  }

  /// Has the sums of a month change places with those of its other side. Both sides must be locked.
  public void swapSums(DSLContext db, YearMonth month) {
    swap(db, Facts.DAYS, month);
    swap(db, Facts.MONTHS, month);
  }

  // In one go, since everyone waits for it.
  private void swap(DSLContext db, Facts facts, YearMonth month) {
    String online = facts.name(Place.ONLINE, month);
    String history = facts.name(Place.HISTORY, month);
    db.execute(
        String.join(
            ";",
            "ALTER TABLE billing.%s DETACH PARTITION billing.%s".formatted(facts.online, online),
            "ALTER TABLE billing.%s DETACH PARTITION billing.%s".formatted(facts.history, history),
            "ALTER TABLE billing.%s RENAME TO usage_on_its_way".formatted(online),
            "ALTER TABLE billing.%s RENAME TO %s".formatted(history, online),
            "ALTER TABLE billing.usage_on_its_way RENAME TO " + history,
            attach(facts, Place.ONLINE, month),
            attach(facts, Place.HISTORY, month)));
  }

  /// Makes the months that are missing.
  public void prepare() {
    ready =
        database.transaction(
            Lane.JOB,
            db -> {
              db.execute("SELECT set_config('citus.multi_shard_modify_mode', 'sequential', true)");
              db.execute("SET LOCAL lock_timeout = '2s'");
              db.select(INSTALLATION.ONLY_ROW).from(INSTALLATION).forUpdate().fetch();
              Set<String> made = partitions(db);
              for (Facts facts : Facts.values()) {
                for (Place place : Place.values()) {
                  wanted()
                      .filter(month -> !made.contains(facts.name(place, month)))
                      .forEach(month -> make(db, facts, place, month));
                }
              }
              unmarked(db).forEach(table -> mark(db, table));
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
            WHERE i.inhparent IN (
              'billing.usage'::regclass, 'billing.usage_history'::regclass,
              'billing.usage_daily'::regclass, 'billing.usage_history_daily'::regclass,
              'billing.usage_monthly'::regclass, 'billing.usage_history_monthly'::regclass)
            """)
        .intoSet("relname", String.class);
  }

  // Made before partitions said which month they hold.
  private static Set<String> unmarked(DSLContext db) {
    return db.fetch(
            """
            SELECT c.relname
            FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
            LEFT JOIN pg_constraint k ON k.conrelid = c.oid AND k.conname = 'usage_month'
            WHERE i.inhparent = 'billing.usage'::regclass AND k.oid IS NULL
            """)
        .intoSet("relname", String.class);
  }

  private void mark(DSLContext db, String table) {
    String[] name = table.split("_", -1);
    YearMonth month = YearMonth.of(Integer.parseInt(name[1]), Integer.parseInt(name[2]));
    db.execute("ALTER TABLE billing.%s ADD %s".formatted(table, check(Facts.RECORDS, month)));
  }

  private String check(Facts facts, YearMonth month) {
    return "CONSTRAINT usage_month CHECK (%1$s >= '%2$s' AND %1$s < '%3$s')"
        .formatted(facts.time, start(facts, month), start(facts, month.plusMonths(1)));
  }

  private void make(DSLContext db, Facts facts, Place place, YearMonth month) {
    db.execute(
        """
        CREATE TABLE billing.%s (
          LIKE billing.%s INCLUDING DEFAULTS INCLUDING CONSTRAINTS, %s)
        """
            .formatted(facts.name(place, month), facts.table(place), check(facts, month)));
    db.execute(attach(facts, place, month));
    log.info("month {} is ready for {}", month, facts.table(place));
  }

  private String attach(Facts facts, Place place, YearMonth month) {
    return "ALTER TABLE billing.%s ATTACH PARTITION billing.%s FOR VALUES FROM ('%s') TO ('%s')"
        .formatted(
            facts.table(place),
            facts.name(place, month),
            start(facts, month),
            start(facts, month.plusMonths(1)));
  }

  private String start(Facts facts, YearMonth month) {
    return switch (facts) {
      case RECORDS -> zone.start(month).toString();
      case DAYS, MONTHS -> month.atDay(1).toString();
    };
  }
}
