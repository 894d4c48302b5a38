package com.totvs.billing.application.usage;

import static com.totvs.billing.application.Examples.ACME;
import static com.totvs.billing.application.Examples.GLOBEX;
import static com.totvs.billing.application.Examples.LICENSE;
import static com.totvs.billing.application.Examples.NOW;
import static com.totvs.billing.application.Examples.OTHER_LICENSE;
import static com.totvs.billing.application.Examples.usageOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.totvs.billing.application.PortsContract;
import com.totvs.billing.domain.customer.Customer;
import com.totvs.billing.domain.license.LicenseId;
import com.totvs.billing.domain.usage.Correction;
import com.totvs.billing.domain.usage.Place;
import com.totvs.billing.domain.usage.RecordedUsage;
import com.totvs.billing.domain.usage.Settlement;
import com.totvs.billing.domain.usage.Settlement.SetAside;
import com.totvs.billing.domain.usage.Settlement.Settled;
import com.totvs.billing.domain.usage.Settlement.Waiting;
import com.totvs.billing.domain.usage.UsageRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// How every [UsageJournal] settles usage, and tells how far it has come.
public abstract class UsageSettlementContract extends PortsContract {
  private static final Instant TOMORROW = NOW.plus(Duration.ofDays(1));

  @Test
  void waiting_usage_is_settled_on_the_holder() {
    UsageRecord usage = usageOf(LICENSE);
    append(usage);
    remember(LICENSE, ACME);

    assertThat(kept(usage).settlement()).isInstanceOf(Waiting.class);
    assertThat(journal().settle(LICENSE, 10)).isEqualTo(1);

    assertThat(kept(usage))
        .isEqualTo(
            new RecordedUsage(usage, NOW, new Settled(ACME), Place.ONLINE, new Correction.None()));
  }

  @Test
  void waiting_usage_is_settled_in_bounded_batches_until_none_waits() {
    appendOf(LICENSE, 7);
    remember(LICENSE, ACME);

    assertThat(journal().settle(LICENSE, 3)).isEqualTo(3);
    assertThat(settlements().filter(new Settled(ACME)::equals)).hasSize(3);
    assertThat(journal().settle(LICENSE, 3)).isEqualTo(3);
    assertThat(journal().settle(LICENSE, 3)).isEqualTo(1);
    assertThat(journal().settle(LICENSE, 3)).isZero();

    assertThat(settlements()).hasSize(7).containsOnly(new Settled(ACME));
  }

  @Test
  void only_usage_of_the_license_is_settled() {
    appendOf(LICENSE, 2);
    UsageRecord other = usageOf(OTHER_LICENSE);
    append(other);
    remember(LICENSE, ACME);
    remember(OTHER_LICENSE, GLOBEX);

    assertThat(journal().settle(LICENSE, 10)).isEqualTo(2);

    assertThat(kept(other).settlement()).isInstanceOf(Waiting.class);
  }

  @Test
  void a_license_whose_holder_is_not_known_settles_nothing() {
    append(usageOf(LICENSE));

    assertThat(journal().settle(LICENSE, 10)).isZero();
    assertThat(journal().settle(OTHER_LICENSE, 10)).isZero();
  }

  @Test
  void a_record_keeps_its_customer_when_the_license_moves() {
    UsageRecord before = usageOf(LICENSE);
    append(before);
    remember(LICENSE, ACME);
    journal().settle(LICENSE, 10);
    ports().clock().advance(Duration.ofDays(1));
    remember(LICENSE, GLOBEX);
    UsageRecord after = usageOf(LICENSE);
    append(after);

    assertThat(journal().settle(LICENSE, 10)).isZero();

    assertThat(kept(before).settlement()).isEqualTo(new Settled(ACME));
    assertThat(kept(after).settlement()).isEqualTo(new Settled(GLOBEX));
  }

  @Test
  void a_settled_record_shows_the_newest_name_of_its_customer() {
    remember(LICENSE, ACME);
    UsageRecord usage = usageOf(LICENSE);
    append(usage);
    Customer renamed = new Customer(ACME.code(), "ACME do Brasil");
    ports().clock().advance(Duration.ofDays(1));

    remember(OTHER_LICENSE, renamed);

    assertThat(kept(usage).settlement()).isEqualTo(new Settled(renamed));
  }

  @Test
  void waiting_usage_says_why_its_license_was_postponed() {
    UsageRecord usage = usageOf(LICENSE);
    append(usage);

    ports().licenses().postpone(LICENSE, "License Server is away", TOMORROW, true);

    assertThat(kept(usage).settlement()).isEqualTo(new Waiting("License Server is away"));
  }

  @Test
  void usage_of_a_license_that_nobody_holds_is_set_aside_and_says_why() {
    UsageRecord before = usageOf(LICENSE);
    UsageRecord after = usageOf(LICENSE);
    append(before);

    ports().licenses().setAside(LICENSE, "nobody holds it", TOMORROW);
    append(after);

    assertThat(kept(before).settlement()).isEqualTo(new SetAside("nobody holds it"));
    assertThat(kept(after).settlement()).isEqualTo(new SetAside("nobody holds it"));
    assertThat(claimDue()).isEmpty();
  }

  @Test
  void usage_that_was_set_aside_is_settled_once_somebody_holds_the_license() {
    UsageRecord usage = usageOf(LICENSE);
    append(usage);
    ports().licenses().setAside(LICENSE, "nobody holds it", TOMORROW);
    remember(LICENSE, ACME);

    assertThat(journal().settle(LICENSE, 10)).isEqualTo(1);

    assertThat(kept(usage).settlement()).isEqualTo(new Settled(ACME));
  }

  @Test
  void usage_goes_on_being_settled_on_a_holder_whose_license_was_withdrawn() {
    UsageRecord waiting = usageOf(LICENSE);
    append(waiting);
    remember(LICENSE, ACME);
    ports().licenses().setAside(LICENSE, "nobody holds it any more", TOMORROW);
    UsageRecord later = usageOf(LICENSE);
    append(later);

    assertThat(journal().settle(LICENSE, 10)).isEqualTo(1);

    assertThat(settlements()).hasSize(2).containsOnly(new Settled(ACME));
  }

  @Test
  void many_who_settle_at_once_settle_each_record_once() {
    appendOf(LICENSE, 100);
    remember(LICENSE, ACME);

    List<Integer> settled = atOnce(4, () -> settleAll());

    assertThat(settled.stream().mapToInt(Integer::intValue).sum()).isEqualTo(100);
    assertThat(settlements()).hasSize(100).containsOnly(new Settled(ACME));
  }

  @Test
  void usage_that_arrives_while_its_holder_is_found_is_settled_in_the_end() {
    List<Callable<Integer>> work = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      work.add(() -> appendOf(LICENSE, 5));
    }
    work.add(
        () -> {
          remember(LICENSE, ACME);
          int settled = settleAll();
          ports().licenses().rest(LICENSE, TOMORROW);
          return settled;
        });

    atOnce(work);
    while (!claimDue().isEmpty()) {
      settleAll();
      ports().licenses().rest(LICENSE, TOMORROW);
    }

    assertThat(settlements()).hasSize(80).containsOnly(new Settled(ACME));
  }

  private int settleAll() {
    int all = 0;
    int batch;
    do {
      batch = journal().settle(LICENSE, 10);
      all += batch;
    } while (batch > 0);
    return all;
  }

  private int appendOf(LicenseId license, int records) {
    return appendAll(
            Stream.generate(() -> usageOf(license)).limit(records).toArray(UsageRecord[]::new))
        .size();
  }

  private Stream<Settlement> settlements() {
    return everything().stream().map(RecordedUsage::settlement);
  }
}
