import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.Target;

static final String PACKAGE = "com.totvs.billing.postgres.generated";

/// Generates jOOQ's tables from the Flyway migrations: `GenerateTables MIGRATIONS OUTPUT`. Runs
/// them on a PostgreSQL started for the purpose, and does nothing while the migrations are the
/// same.
void main(String[] args) throws Exception {
  Path migrations = Path.of(args[0]);
  Path output = Path.of(args[1]);
  Path stamp = output.resolve("migrations.sha256");
  String digest = digest(migrations);
  if (Files.exists(stamp) && Files.readString(stamp).equals(digest)) {
    return;
  }
  try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
    String url = postgres.getJdbcUrl("postgres", "postgres");
    Flyway.configure()
        .dataSource(url, "postgres", "postgres")
        .locations("filesystem:" + migrations)
        .defaultSchema("billing")
        .createSchemas(true)
        .load()
        .migrate();
    GenerationTool.generate(
        new Configuration()
            .withJdbc(new Jdbc().withUrl(url).withUser("postgres").withPassword("postgres"))
            .withGenerator(
                new Generator()
                    .withDatabase(
                        new Database()
                            .withName("org.jooq.meta.postgres.PostgresDatabase")
                            .withInputSchema("billing")
                            .withExcludes("flyway_schema_history")
                            .withOutputSchemaToDefault(false))
                    .withGenerate(
                        new Generate()
                            .withRecords(false)
                            .withRoutines(false)
                            .withGlobalCatalogReferences(false)
                            .withGeneratedAnnotation(false))
                    .withTarget(
                        new Target().withPackageName(PACKAGE).withDirectory(output.toString()))));
  }
  Files.writeString(stamp, digest);
}

String digest(Path migrations) throws Exception {
  MessageDigest sha = MessageDigest.getInstance("SHA-256");
  sha.update(PACKAGE.getBytes(StandardCharsets.UTF_8));
  for (Path file : sorted(migrations)) {
    sha.update(file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
    sha.update(Files.readAllBytes(file));
  }
  return HexFormat.of().formatHex(sha.digest());
}

List<Path> sorted(Path folder) throws IOException {
  try (var files = Files.list(folder)) {
    return files.sorted().toList();
  }
}
