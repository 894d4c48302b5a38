package com.totvs.billing.application.usage;

import static com.totvs.billing.application.Examples.CHAT;
import static com.totvs.billing.application.Examples.C_AND_P;
import static com.totvs.billing.application.Examples.LICENSE;
import static com.totvs.billing.application.Examples.NOW;
import static com.totvs.billing.application.Examples.OTHER_LICENSE;
import static com.totvs.billing.application.Examples.RM;
import static com.totvs.billing.application.Examples.VISION;
import static com.totvs.billing.application.Examples.newId;
import static com.totvs.billing.application.Examples.usage;
import static com.totvs.billing.application.Examples.usageOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.totvs.billing.application.PortsContract;
import com.totvs.billing.application.UsageSketch;
import com.totvs.billing.domain.catalog.Application;
import com.totvs.billing.domain.catalog.Solution;
import com.totvs.billing.domain.usage.Purpose;
import com.totvs.billing.domain.usage.Receipt;
import com.totvs.billing.domain.usage.Receipt.Accepted;
import com.totvs.billing.domain.usage.Receipt.Conflicting;
import com.totvs.billing.domain.usage.Receipt.Repeated;
import com.totvs.billing.domain.usage.RecordedUsage;
import com.totvs.billing.domain.usage.UsageId;
import com.totvs.billing.domain.usage.UsageRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What every [UsageJournal] does with an id that comes twice: a repeat is recognised, another
/// record is refused, and either leaves everything else alone.
public abstract class UsageRepeatsContract extends PortsContract {
  private static final int THREADS = 16;

  // September ends in São Paulo when October is three hours old in UTC.
  private static final String IN_SEPTEMBER = "2026-10-01T02:59:59.999999Z";
  private static final String IN_OCTOBER = "2026-10-01T03:00:00Z";
  private static final String IN_NOVEMBER = "2026-11-01T03:00:00Z";

  @Test
  void a_repeat_says_when_the_first_was_accepted() {
    UsageRecord usage = usageOf(LICENSE);
    append(usage);
    ports().clock().advance(Duration.ofDays(1));

    assertThat(append(usage)).isEqualTo(new Repeated(usage.id(), NOW));
    assertThat(everything()).hasSize(1);
  }

  @Test
  void a_repeat_may_describe_things_otherwise() {
    UsageSketch sketch = usage();
    append(sketch.record());

    UsageRecord described =
        sketch
            .by(new Solution(VISION.id(), "renamed"))
            .in(new Application(C_AND_P.id(), ""))
            .record();

    assertThat(append(described)).isEqualTo(new Repeated(described.id(), NOW));
  }

  @Test
  void a_record_that_comes_several_times_in_one_append_is_accepted_once() {
    UsageRecord usage = usageOf(LICENSE);
    UsageRecord other = usageOf(LICENSE);

    assertThat(appendAll(usage, other, usage, usage))
        .containsExactly(
            new Accepted(usage.id(), NOW),
            new Accepted(other.id(), NOW),
            new Repeated(usage.id(), NOW),
            new Repeated(usage.id(), NOW));
    assertThat(everything()).hasSize(2);
  }

  static Stream<Named<UnaryOperator<UsageSketch>>> otherContents() {
    return Stream.of(
        Named.of("solution", usage -> usage.by(CHAT)),
        Named.of("application", usage -> usage.in(RM)),
        Named.of("user", usage -> usage.user("Maria")),
        Named.of("no user", usage -> usage.user("")),
        Named.of("input tokens", usage -> usage.consumption(1_201, 300, 64)),
        Named.of("output tokens", usage -> usage.consumption(1_200, 301, 64)),
        Named.of("image size", usage -> usage.consumption(1_200, 300, 65)),
        Named.of("contingency told", usage -> usage.contingency(0)),
        Named.of("purpose", usage -> usage.purpose(Purpose.SUPPORT)));
  }

  @ParameterizedTest
  @MethodSource("otherContents")
  void the_same_key_with_other_content_conflicts(UnaryOperator<UsageSketch> change) {
    UsageSketch sketch = usage();
    UsageRecord first = sketch.record();
    append(first);

    UsageRecord second = change.apply(sketch).record();

    assertThat(append(second)).isEqualTo(new Conflicting(first.id()));
    assertThat(everything()).extracting(RecordedUsage::usage).containsExactly(first);
  }

  @Test
  void the_same_id_under_another_license_conflicts() {
    UsageSketch sketch = usage().license(LICENSE);
    UsageRecord first = sketch.record();
    append(first);

    assertThat(append(sketch.license(OTHER_LICENSE).record()))
        .isEqualTo(new Conflicting(first.id()));
    assertThat(everything()).extracting(RecordedUsage::usage).containsExactly(first);
  }

  @Test
  void the_same_id_at_another_time_conflicts() {
    UsageSketch sketch = usage().at(NOW);
    UsageRecord first = sketch.record();
    append(first);

    assertThat(append(sketch.at(NOW.minusNanos(1_000)).record()))
        .isEqualTo(new Conflicting(first.id()));
    assertThat(everything()).extracting(RecordedUsage::usage).containsExactly(first);
  }

  @Test
  void times_that_differ_by_less_than_a_microsecond_are_the_same() {
    UsageSketch sketch = usage().at(NOW);
    append(sketch.record());

    UsageRecord finer = sketch.at(NOW.plusNanos(999)).record();

    assertThat(append(finer)).isEqualTo(new Repeated(finer.id(), NOW));
  }

  @ParameterizedTest
  @ValueSource(strings = {IN_OCTOBER, "2026-11-01T02:59:59Z", IN_NOVEMBER})
  void the_same_id_in_a_month_beside_conflicts(String time) {
    UsageSketch sketch = usage().at("2026-10-15T12:00:00Z").license(LICENSE);
    UsageId id = sketch.record().id();
    append(sketch.record());

    assertThat(append(sketch.at(time).record())).isEqualTo(new Conflicting(id));
    assertThat(append(sketch.license(OTHER_LICENSE).record())).isEqualTo(new Conflicting(id));
  }

  @Test
  void the_same_id_in_months_of_sao_paulo_that_lie_apart_makes_two_records() {
    UsageRecord early = usage().at(IN_SEPTEMBER).record();
    UsageRecord late = usage().id(early.id()).at(IN_NOVEMBER).record();

    assertThat(List.of(append(early), append(late)))
        .containsExactly(new Accepted(early.id(), NOW), new Accepted(early.id(), NOW));

    assertThat(journal().find(early.id(), Optional.empty(), Optional.empty())).hasSize(2);
    assertThat(journal().find(early.id(), Optional.empty(), Optional.of(late.occurredTime())))
        .extracting(RecordedUsage::usage)
        .containsExactly(late);
    assertThat(appendAll(early, late))
        .containsExactly(new Repeated(early.id(), NOW), new Repeated(early.id(), NOW));
  }

  @Test
  void the_months_beside_are_looked_at_inside_one_append_too() {
    UsageId id = newId();

    assertThat(
            appendAll(
                usage().id(id).at(IN_SEPTEMBER).record(),
                usage().id(id).at(IN_OCTOBER).record(),
                usage().id(id).at(IN_NOVEMBER).record()))
        .containsExactly(new Accepted(id, NOW), new Conflicting(id), new Accepted(id, NOW));
  }

  @Test
  void the_neighbours_of_a_conflicting_record_are_accepted() {
    UsageSketch sketch = usage();
    UsageRecord there = sketch.record();
    append(there);
    UsageRecord before = usageOf(LICENSE);
    UsageRecord after = usageOf(OTHER_LICENSE);

    assertThat(appendAll(before, sketch.user("somebody else").record(), there, after))
        .containsExactly(
            new Accepted(before.id(), NOW),
            new Conflicting(there.id()),
            new Repeated(there.id(), NOW),
            new Accepted(after.id(), NOW));
    assertThat(everything()).hasSize(3);
  }

  @Test
  void the_first_of_two_records_with_one_id_in_one_append_is_accepted() {
    UsageSketch sketch = usage().user("first");
    UsageRecord first = sketch.record();

    assertThat(appendAll(first, sketch.user("second").record(), first))
        .containsExactly(
            new Accepted(first.id(), NOW),
            new Conflicting(first.id()),
            new Repeated(first.id(), NOW));
    assertThat(kept(first).usage()).isEqualTo(first);
  }

  @Test
  void a_record_sent_by_many_at_once_is_accepted_once() {
    UsageRecord usage = usageOf(LICENSE);

    List<Receipt> receipts = atOnce(THREADS, () -> append(usage));

    assertThat(receipts).filteredOn(Accepted.class::isInstance).hasSize(1);
    assertThat(receipts).filteredOn(Repeated.class::isInstance).hasSize(THREADS - 1);
    assertThat(everything()).hasSize(1);
  }

  @Test
  void batches_that_overlap_and_come_at_once_are_accepted_once() {
    List<UsageRecord> usage = Stream.generate(() -> usageOf(LICENSE)).limit(50).toList();
    UsageRecord[] upwards = usage.toArray(UsageRecord[]::new);
    UsageRecord[] downwards = usage.reversed().toArray(UsageRecord[]::new);

    List<Callable<List<Receipt>>> senders =
        IntStream.range(0, THREADS)
            .<Callable<List<Receipt>>>mapToObj(
                i -> () -> appendAll(i % 2 == 0 ? upwards : downwards))
            .toList();

    assertThat(atOnce(senders).stream().flatMap(List::stream))
        .allMatch(receipt -> receipt instanceof Accepted || receipt instanceof Repeated)
        .filteredOn(Accepted.class::isInstance)
        .hasSize(50);
    assertThat(everything()).hasSize(50);
  }

  @Test
  void of_different_records_with_one_key_sent_at_once_one_is_accepted() {
    UsageId id = newId();
    List<Callable<Receipt>> senders =
        IntStream.range(0, THREADS)
            .<Callable<Receipt>>mapToObj(
                i -> () -> append(usage().id(id).user("user " + i).record()))
            .toList();

    List<Receipt> receipts = atOnce(senders);

    assertThat(receipts).filteredOn(Accepted.class::isInstance).hasSize(1);
    assertThat(receipts).filteredOn(Conflicting.class::isInstance).hasSize(THREADS - 1);
    assertThat(everything()).hasSize(1);
  }
}
