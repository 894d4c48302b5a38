package com.totvs.billing.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.totvs.billing.bootstrap.standin.StandInLicenseServer;
import com.totvs.billing.bootstrap.standin.StandInLicenseServer.Asked;
import com.totvs.billing.domain.license.LicenseId;
import com.totvs.billing.v1.Usage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

// An interrupted test fails, whichever close was interrupted.
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@SuppressWarnings("try")
final class TwoNodesTest {
  private static final int CALLERS = 8;
  private static final int BATCHES = 60;
  private static final int BATCH = 20;
  private static final int LICENSES = 30;
  private static final Duration LEFT_ALONE = Duration.ofSeconds(1);
  private static final Map<String, String> QUICK =
      Map.of(
          "lookup.first-delay", "100ms",
          "lookup.longest-delay", "500ms",
          "license-server.open-for", "200ms");

  @TempDir private Path folder = Path.of("");

  private final Set<UUID> acknowledged = ConcurrentHashMap.newKeySet();
  private final AtomicLong firsts = new AtomicLong();
  private final AtomicLong duplicates = new AtomicLong();

  @Test
  void two_nodes_lose_double_and_leave_nothing_while_license_server_comes_and_goes()
      throws Exception {
    try (Site site = Site.create(folder);
        ServerProcess one = site.serve(QUICK);
        ServerProcess other = site.serve(QUICK);
        Client first = site.client(one);
        Client second = site.client(other)) {

      sendToBoth(first, second, "STEADY-", site, false);
      awaitSettled(site);
      assertThat(licenses("STEADY-"))
          .allSatisfy(license -> assertThat(site.licenseServer().questions(license)).hasSize(1));

      site.licenseServer().goDown();
      List<Usage> whileDown = usages("FLAPPING-");
      send(first, whileDown);
      send(second, whileDown);
      Eventually.holds("a question comes to nothing", () -> wasAskedInVain(site.licenseServer()));
      sendToBoth(first, second, "FLAPPING-", site, true);
      site.licenseServer().comeBack();
      awaitSettled(site);
      assertThat(licenses("FLAPPING-"))
          .anySatisfy(
              license -> assertThat(site.licenseServer().questions(license)).hasSizeGreaterThan(1))
          .allSatisfy(license -> assertAskedOnceAnAttempt(site.licenseServer().questions(license)));

      String rows = site.postgres().query("SELECT count(*) FROM billing.usage");
      String ids = site.postgres().query("SELECT count(DISTINCT usage_id) FROM billing.usage");
      assertThat(Long.parseLong(rows)).isEqualTo(acknowledged.size());
      assertThat(ids).isEqualTo(rows);
      assertThat(firsts.get()).isEqualTo(acknowledged.size());
      assertThat(duplicates.get()).isEqualTo(acknowledged.size());
    }
  }

  private static boolean wasAskedInVain(StandInLicenseServer licenseServer) {
    return licenses("FLAPPING-").stream()
        .flatMap(license -> licenseServer.questions(license).stream())
        .anyMatch(asked -> asked.status() == 503);
  }

  // License Server that is down asks to be left alone for a second: until then nobody asks again,
  // and nobody asks once it has answered.
  private static void assertAskedOnceAnAttempt(List<Asked> questions) {
    assertThat(questions.getLast().status()).isEqualTo(200);
    for (int i = 1; i < questions.size(); i++) {
      assertThat(questions.get(i - 1).status()).isEqualTo(503);
      assertThat(questions.get(i).time())
          .isAfterOrEqualTo(questions.get(i - 1).time().plus(LEFT_ALONE));
    }
  }

  // Every record goes to both nodes at the same moment.
  private void sendToBoth(Client first, Client second, String prefix, Site site, boolean flapping) {
    try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
      for (int batch = 0; batch < BATCHES; batch++) {
        List<Usage> usages = usages(prefix);
        callers.execute(() -> send(first, usages));
        callers.execute(() -> send(second, usages));
        int turn = batch;
        if (flapping) {
          callers.execute(() -> flap(site, turn));
        }
      }
    }
  }

  private static void flap(Site site, int turn) {
    if (turn % 4 < 2) {
      site.licenseServer().goDown();
    } else {
      site.licenseServer().comeBack();
    }
  }

  private static List<Usage> usages(String prefix) {
    return Stream.generate(Sample::id)
        .limit(BATCH)
        .map(id -> Sample.usage(id, prefix + Math.floorMod(id.hashCode(), LICENSES)))
        .toList();
  }

  private void send(Client client, List<Usage> usages) {
    client
        .usage()
        .withDeadlineAfter(60, TimeUnit.SECONDS)
        .batchRecordUsage(Sample.request(usages))
        .getResultsList()
        .forEach(
            result -> {
              assertThat(result.hasRecorded()).isTrue();
              acknowledged.add(UUID.fromString(result.getRecorded().getUsageId()));
              (result.getRecorded().getDuplicate() ? duplicates : firsts).incrementAndGet();
            });
  }

  private static void awaitSettled(Site site) throws Exception {
    Eventually.holds(
        "nothing waits",
        () ->
            site.postgres()
                .query("SELECT count(*) FROM billing.usage WHERE customer_code IS NULL")
                .equals("0"));
  }

  private static List<LicenseId> licenses(String prefix) {
    return IntStream.range(0, LICENSES).mapToObj(i -> new LicenseId(prefix + i)).toList();
  }
}
