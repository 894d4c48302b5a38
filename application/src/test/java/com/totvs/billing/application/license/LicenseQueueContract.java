package com.totvs.billing.application.license;

import static com.totvs.billing.application.Examples.ACME;
import static com.totvs.billing.application.Examples.GLOBEX;
import static com.totvs.billing.application.Examples.LICENSE;
import static com.totvs.billing.application.Examples.NOW;
import static com.totvs.billing.application.Examples.OTHER_LICENSE;
import static com.totvs.billing.application.Examples.usageOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.totvs.billing.application.PortsContract;
import com.totvs.billing.domain.license.License;
import com.totvs.billing.domain.license.LicenseId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// When every [Licenses] has License Server asked about which license, and by whom.
public abstract class LicenseQueueContract extends PortsContract {
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final Instant LATER = NOW.plus(Duration.ofHours(6));

  @Test
  void a_claimed_license_belongs_to_one_node_until_the_lease_ends() {
    append(usageOf(LICENSE));

    assertThat(claim(10, NOW)).containsExactly(LICENSE);
    assertThat(claim(10, NOW)).isEmpty();
    assertThat(claim(10, NOW.plus(LEASE).minusMillis(1))).isEmpty();
    assertThat(claim(10, NOW.plus(LEASE))).containsExactly(LICENSE);
  }

  @Test
  void a_claimed_license_tells_what_is_known_of_it() {
    append(usageOf(LICENSE));
    licenses().postpone(LICENSE, "away", NOW, true);

    License claimed = licenses().claimDue(1, NOW, LEASE).getFirst();

    assertThat(claimed.failedAttempts()).isEqualTo(1);
    assertThat(claimed.reason()).isEqualTo("away");
    assertThat(license(LICENSE).nextAttempt()).isEqualTo(NOW.plus(LEASE));
  }

  @Test
  void those_longest_due_are_claimed_first_and_no_more_than_wanted() {
    List<LicenseId> ids = IntStream.range(0, 5).mapToObj(i -> new LicenseId("LS-" + i)).toList();
    for (LicenseId id : ids) {
      append(usageOf(id));
    }
    IntStream.range(0, 5)
        .forEach(i -> licenses().postpone(ids.get(i), "", NOW.minusSeconds(i), false));

    assertThat(claim(2, NOW)).containsExactly(ids.get(4), ids.get(3));
    assertThat(claim(2, NOW)).containsExactly(ids.get(2), ids.get(1));
    assertThat(claim(2, NOW)).containsExactly(ids.get(0));
  }

  @Test
  void nodes_that_claim_at_once_share_the_licenses() {
    List<LicenseId> ids = IntStream.range(0, 40).mapToObj(i -> new LicenseId("LS-" + i)).toList();
    ids.forEach(id -> append(usageOf(id)));

    List<LicenseId> claimed =
        atOnce(8, () -> claim(5, NOW)).stream().flatMap(List::stream).toList();

    assertThat(claimed).doesNotHaveDuplicates();
    assertThat(claimed.size() + claim(40, NOW).size()).isEqualTo(40);
  }

  @Test
  void a_postponed_license_is_due_at_its_next_attempt() {
    append(usageOf(LICENSE));

    licenses().postpone(LICENSE, "away", LATER, true);

    assertThat(claim(10, LATER.minusMillis(1))).isEmpty();
    assertThat(claim(10, LATER)).containsExactly(LICENSE);
  }

  @Test
  void only_questions_that_were_really_put_are_counted() {
    append(usageOf(LICENSE));

    licenses().postpone(LICENSE, "away", LATER, true);
    licenses().postpone(LICENSE, "still away", LATER, true);
    licenses().postpone(LICENSE, "not asked", LATER, false);

    assertThat(license(LICENSE).failedAttempts()).isEqualTo(2);
    assertThat(license(LICENSE).reason()).isEqualTo("not asked");
  }

  @Test
  void a_license_set_aside_is_asked_about_again_later() {
    append(usageOf(LICENSE));

    licenses().setAside(LICENSE, "nobody holds it", LATER);

    assertThat(claim(10, LATER.minusMillis(1))).isEmpty();
    assertThat(claim(10, LATER)).containsExactly(LICENSE);
  }

  @Test
  void a_license_whose_holder_has_become_known_is_due_now() {
    append(usageOf(LICENSE));
    licenses().postpone(LICENSE, "away", LATER, true);

    remember(LICENSE, ACME);
    remember(OTHER_LICENSE, GLOBEX);

    assertThat(claim(10, NOW)).containsExactlyInAnyOrder(LICENSE, OTHER_LICENSE);
  }

  @Test
  void a_known_license_that_is_confirmed_stays_due_as_it_was() {
    remember(LICENSE, ACME);
    licenses().rest(LICENSE, LATER);
    ports().clock().advance(Duration.ofHours(1));

    remember(LICENSE, ACME);

    assertThat(license(LICENSE).nextAttempt()).isEqualTo(LATER);
  }

  @Test
  void a_settled_license_rests_until_its_holder_is_to_be_confirmed() {
    append(usageOf(LICENSE));
    remember(LICENSE, ACME);
    journal().settle(LICENSE, 10);

    licenses().rest(LICENSE, LATER);

    assertThat(claim(10, LATER.minusMillis(1))).isEmpty();
    assertThat(claim(10, LATER)).containsExactly(LICENSE);
  }

  @Test
  void a_license_does_not_rest_while_usage_waits() {
    append(usageOf(LICENSE));
    remember(LICENSE, ACME);

    licenses().rest(LICENSE, LATER);

    assertThat(claim(10, NOW)).containsExactly(LICENSE);
  }

  private List<LicenseId> claim(int limit, Instant now) {
    return licenses().claimDue(limit, now, LEASE).stream().map(License::id).toList();
  }

  private Licenses licenses() {
    return ports().licenses();
  }
}
