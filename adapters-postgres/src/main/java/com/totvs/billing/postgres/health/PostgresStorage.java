package com.totvs.billing.postgres.health;

import static com.totvs.billing.postgres.generated.Tables.INSTALLATION;

import com.totvs.billing.application.health.Finding;
import com.totvs.billing.application.health.Storage;
import com.totvs.billing.domain.usage.EmergencyKeyTypes;
import com.totvs.billing.postgres.commit.GroupCommit;
import com.totvs.billing.postgres.database.Database;
import com.totvs.billing.postgres.database.Database.Lane;
import com.totvs.billing.postgres.database.Migrations;
import com.totvs.billing.postgres.place.Partitions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jooq.DSLContext;

/// PostgreSQL as the place everything is kept: refused while a setting is off without which a
/// commit would not be on disk.
final class PostgresStorage implements Storage {
  private static final List<String> FLUSH_SETTINGS =
      List.of("fsync", "full_page_writes", "synchronous_commit");

  private static final String READER = "billing_reports_reader";
  private static final String MAKE_READER =
      """
      CREATE ROLE %1$s NOLOGIN; GRANT USAGE ON SCHEMA billing_reports TO %1$s; \
      GRANT SELECT ON ALL TABLES IN SCHEMA billing_reports TO %1$s;\
      """
          .formatted(READER);

  private final Database database;
  private final GroupCommit groupCommit;
  private final Migrations migrations;
  private final Partitions partitions;
  private final EmergencyKeyTypes emergencyKeyTypes;

  PostgresStorage(
      Database database,
      GroupCommit groupCommit,
      Migrations migrations,
      Partitions partitions,
      EmergencyKeyTypes emergencyKeyTypes) {
    this.database = database;
    this.groupCommit = groupCommit;
    this.migrations = migrations;
    this.partitions = partitions;
    this.emergencyKeyTypes = emergencyKeyTypes;
  }

  @Override
  public void open() {
    List<String> off = database.transaction(Lane.JOB, PostgresStorage::flushSettingsOff);
    if (!off.isEmpty()) {
      throw new IllegalStateException(
          "the database would lose committed usage in a crash, since "
              + String.join(" and ", off)
              + " is off: turn it on in PostgreSQL's settings");
    }
    migrations.run();
    partitions.settleZone();
    tellViewsTheEmergencyKeys();
    partitions.prepare();
  }

  // Reports know the setting; the views of BI tools know what stands in the database.
  private void tellViewsTheEmergencyKeys() {
    var _ =
        database.transaction(
            Lane.JOB,
            db ->
                db.update(INSTALLATION)
                    .set(
                        INSTALLATION.EMERGENCY_KEY_TYPES,
                        emergencyKeyTypes.types().toArray(Integer[]::new))
                    .set(INSTALLATION.EMERGENCY_KEY_TYPES_LISTED, emergencyKeyTypes.listed())
                    .execute());
  }

  @Override
  public void prepareMonths() {
    partitions.prepare();
  }

  @Override
  public boolean commits() {
    try {
      // A message in the log makes the commit wait for the disk, and touches no table.
      return database.transaction(
          Lane.READ,
          db -> {
            db.execute("SELECT pg_logical_emit_message(true, 'billing', '')");
            return true;
          });
    } catch (RuntimeException e) {
      return false;
    }
  }

  @Override
  public List<Finding> inspect() {
    List<Finding> findings = new ArrayList<>();
    findings.add(
        finding(
            "database commits",
            () ->
                commits()
                    ? ""
                    : "not reachable or read only: check database.url, user, password and the"
                        + " network"));
    if (!findings.getFirst().right()) {
      return findings;
    }
    findings.add(finding("commits are flushed to disk", this::flushAdvice));
    findings.add(finding("migrations are run", this::migrationAdvice));
    findings.add(readerRole());
    return findings;
  }

  @Override
  public void close() {
    groupCommit.close();
    database.close();
  }

  private String flushAdvice() {
    List<String> off = database.transaction(Lane.JOB, PostgresStorage::flushSettingsOff);
    return off.isEmpty()
        ? ""
        : "turn on " + String.join(" and ", off) + " in PostgreSQL's settings";
  }

  // Nothing of ours needs it: that it is missing is told, but not wrong.
  private Finding readerRole() {
    boolean there =
        database.transaction(
            Lane.JOB,
            db ->
                db.fetchSingle("SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = ?)", READER)
                    .into(boolean.class));
    return new Finding(
        "BI tools have a role",
        true,
        there
            ? READER
            : "not yet, and our user may not make it; if they are to read reports, let a superuser"
                + " run: "
                + MAKE_READER);
  }

  private String migrationAdvice() {
    int pending = migrations.pending();
    return pending == 0 ? "" : pending + " are pending: start serve, which runs them";
  }

  private static List<String> flushSettingsOff(DSLContext db) {
    return FLUSH_SETTINGS.stream()
        .filter(name -> "off".equals(db.fetchSingle("SHOW " + name).get(0, String.class)))
        .toList();
  }

  private static Finding finding(String what, Supplier<String> advice) {
    try {
      String wrong = advice.get();
      return new Finding(what, wrong.isEmpty(), wrong);
    } catch (RuntimeException e) {
      return new Finding(what, false, "could not be inspected: the database does not answer");
    }
  }
}
