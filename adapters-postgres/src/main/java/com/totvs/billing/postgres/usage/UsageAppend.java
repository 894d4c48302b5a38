package com.totvs.billing.postgres.usage;

import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.domain.purge.PurgedSpans;
import com.totvs.billing.domain.usage.Place;
import com.totvs.billing.domain.usage.Receipt;
import com.totvs.billing.domain.usage.UsageId;
import com.totvs.billing.domain.usage.UsageRecord;
import com.totvs.billing.postgres.database.Database;
import com.totvs.billing.postgres.database.Database.Lane;
import com.totvs.billing.postgres.database.RejectedRows;
import com.totvs.billing.postgres.place.Partitions;
import com.totvs.billing.postgres.place.PurgedPeriods;
import com.totvs.billing.postgres.totals.UsageSums;
import com.totvs.billing.postgres.usage.UsageInsert.Rivals;
import com.totvs.billing.postgres.usage.UsageRows.Kept;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;

/// The transaction that appends the records of many callers, each once.
///
/// Records are written without looking first, since nearly all are new; those that PostgreSQL did
/// not take are then compared with what is there.
final class UsageAppend {

  /// A record and its place among the receipts.
  record Entry(int place, UsageRecord usage) {}

  private record Appended(List<Receipt> receipts, Dimensions.Written dimensions) {}

  /// What one transaction knows.
  private record Writing(
      DSLContext db,
      Dimensions.Written dimensions,
      PurgedSpans purged,
      long batch,
      Rivals rivals) {}

  private final Database database;
  private final Dimensions dimensions;
  private final BusinessZone zone;
  private final Partitions partitions;
  private final Clock clock;

  UsageAppend(
      Database database,
      Dimensions dimensions,
      BusinessZone zone,
      Partitions partitions,
      Clock clock) {
    this.database = database;
    this.dimensions = dimensions;
    this.zone = zone;
    this.partitions = partitions;
    this.clock = clock;
  }

  /// Appends the records and returns a receipt for each, in the same order.
  List<Receipt> append(List<UsageRecord> usage) {
    try {
      return append(usage, Rivals.UNLIKELY);
    } catch (RejectedRows | DataAccessException e) {
      // Most likely another node was writing one of them; which error tells so differs on Citus.
      return append(usage, Rivals.LIKELY);
    }
  }

  private List<Receipt> append(List<UsageRecord> usage, Rivals rivals) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Appended appended =
        database.transaction(
            Lane.WRITE,
            db -> {
              // First of all: from here on, and until the commit, no further period is purged.
              PurgedSpans purged = PurgedPeriods.read(db);
              long batch = UsageSums.beginBatch(db);
              // What usage names is written before it: Citus refuses the other order.
              Dimensions.Written written = dimensions.write(db, usage, now);
              Writing writing = new Writing(db, written, purged, batch, rivals);
              return new Appended(write(writing, usage), written);
            });
    dimensions.committed(appended.dimensions());
    return appended.receipts();
  }

  private List<Receipt> write(Writing writing, List<UsageRecord> usage) throws SQLException {
    Receipt[] receipts = new Receipt[usage.size()];
    List<Entry> all =
        IntStream.range(0, usage.size()).mapToObj(i -> new Entry(i, usage.get(i))).toList();
    List<Entry> open =
        all.stream().filter(entry -> !writing.purged().hold(entry.usage().occurredTime())).toList();
    // A second round is needed only where an id came twice in months far apart.
    while (!open.isEmpty()) {
      insert(writing, firstOfEachId(open), receipts);
      List<Entry> refused = unanswered(open, receipts);
      compare(writing.db(), refused, receipts);
      open = unanswered(refused, receipts);
    }
    List<Entry> purged = unanswered(all, receipts);
    compare(writing.db(), purged, receipts);
    for (Entry entry : unanswered(purged, receipts)) {
      receipts[entry.place()] = new Receipt.Purged(entry.usage().id());
    }
    return Arrays.asList(receipts);
  }

  private static List<Entry> unanswered(List<Entry> entries, Receipt[] receipts) {
    return entries.stream().filter(entry -> receipts[entry.place()] == null).toList();
  }

  private static Collection<Entry> firstOfEachId(List<Entry> entries) {
    Set<UsageId> seen = HashSet.newHashSet(entries.size());
    return entries.stream().filter(entry -> seen.add(entry.usage().id())).toList();
  }

  // One statement a month: the months next to it are then known before it runs, and ids used before
  // are looked for nowhere else.
  private void insert(Writing writing, Collection<Entry> entries, Receipt[] receipts)
      throws SQLException {
    Map<YearMonth, List<Entry>> byMonth =
        entries.stream().collect(Collectors.groupingBy(entry -> month(entry.usage())));
    for (var month : byMonth.entrySet()) {
      Map<UUID, Entry> byId = HashMap.newHashMap(month.getValue().size());
      month.getValue().forEach(entry -> byId.put(entry.usage().id().value(), entry));
      List<UUID> taken =
          UsageInsert.run(
              writing.db(),
              month.getValue().stream().map(Entry::usage).toList(),
              writing.dimensions(),
              writing.batch(),
              partitions(writing, month.getKey()),
              writing.rivals());
      for (UUID id : taken) {
        Entry entry = Objects.requireNonNull(byId.get(id));
        receipts[entry.place()] =
            new Receipt.Accepted(entry.usage().id(), writing.dimensions().time());
      }
    }
  }

  // Only a month of which a part was purged has anything in history.
  private List<String> partitions(Writing writing, YearMonth month) {
    List<YearMonth> near = partitions.around(writing.db(), month);
    return Stream.concat(
            near.stream().map(one -> Partitions.name(Place.ONLINE, one)),
            near.stream()
                .filter(one -> writing.purged().touch(partitions.span(one)))
                .map(one -> Partitions.name(Place.HISTORY, one)))
        .toList();
  }

  private void compare(DSLContext db, List<Entry> refused, Receipt[] receipts) {
    if (refused.isEmpty()) {
      return;
    }
    Map<UsageId, List<Kept>> there =
        UsageRows.withIds(
                db,
                refused.stream().map(entry -> entry.usage().id()).toList(),
                partitions(db, refused))
            .stream()
            .collect(Collectors.groupingBy(kept -> kept.usage().id()));
    for (Entry entry : refused) {
      List<Kept> near =
          there.getOrDefault(entry.usage().id(), List.of()).stream()
              .filter(kept -> near(kept.usage(), entry.usage()))
              .toList();
      if (!near.isEmpty()) {
        receipts[entry.place()] = compared(entry.usage(), near);
      }
    }
  }

  private static Receipt compared(UsageRecord usage, List<Kept> near) {
    return near.stream()
        .filter(kept -> kept.usage().sameContent(usage))
        .filter(kept -> !kept.cancels())
        .findFirst()
        .<Receipt>map(kept -> new Receipt.Repeated(usage.id(), kept.acceptedTime()))
        .orElseGet(() -> new Receipt.Conflicting(usage.id()));
  }

  // Both places of the months of these, and of those next to them.
  private List<String> partitions(DSLContext db, List<Entry> entries) {
    return entries.stream()
        .map(entry -> month(entry.usage()))
        .distinct()
        .flatMap(month -> partitions.around(db, month).stream())
        .distinct()
        .flatMap(month -> Stream.of(Place.values()).map(place -> Partitions.name(place, month)))
        .sorted()
        .toList();
  }

  private boolean near(UsageRecord one, UsageRecord other) {
    return Math.abs(month(one).until(month(other), ChronoUnit.MONTHS)) <= 1;
  }

  private YearMonth month(UsageRecord usage) {
    return zone.month(usage.occurredTime());
  }
}
