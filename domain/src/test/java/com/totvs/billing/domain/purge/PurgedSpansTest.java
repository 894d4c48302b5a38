package com.totvs.billing.domain.purge;

import static org.assertj.core.api.Assertions.assertThat;

import com.totvs.billing.domain.Span;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/// Compares with plain sets of seconds.
final class PurgedSpansTest {
  private static final int SECONDS = 20;

  @Property
  void hold_what_was_added_and_not_removed_again(
      @ForAll @Size(max = 8) List<@IntRange(min = -800, max = 799) Integer> steps) {
    PurgedSpans spans = PurgedSpans.NONE;
    Set<Integer> expected = new TreeSet<>();
    for (int step : steps) {
      int start = Math.abs(step) % SECONDS;
      int end = start + 1 + Math.abs(step) / SECONDS % SECONDS;
      Set<Integer> seconds = IntStream.range(start, end).boxed().collect(Collectors.toSet());
      if (step < 0) {
        spans = spans.minus(span(start, end));
        expected.removeAll(seconds);
      } else {
        spans = spans.plus(span(start, end));
        expected.addAll(seconds);
      }
      assertThat(held(spans)).isEqualTo(expected);
      assertDisjointAndInOrder(spans);
    }
  }

  @Property
  void touch_what_has_anything_in_common(
      @ForAll @IntRange(max = 9) int start,
      @ForAll @IntRange(min = 1, max = 9) int length,
      @ForAll @IntRange(max = 9) int otherStart,
      @ForAll @IntRange(min = 1, max = 9) int otherLength) {
    PurgedSpans spans = PurgedSpans.NONE.plus(span(start, start + length));

    boolean common =
        IntStream.range(start, start + length)
            .anyMatch(second -> second >= otherStart && second < otherStart + otherLength);
    assertThat(spans.touch(span(otherStart, otherStart + otherLength))).isEqualTo(common);
  }

  @Test
  void an_open_start_reaches_back_to_the_beginning() {
    Span everBefore = new Span(Optional.empty(), Optional.of(second(5)));

    PurgedSpans spans = PurgedSpans.NONE.plus(everBefore);

    assertThat(spans.hold(Instant.MIN)).isTrue();
    assertThat(spans.plus(span(2, 7)).spans())
        .containsExactly(new Span(Optional.empty(), Optional.of(second(7))));
    assertThat(spans.minus(span(2, 3)).spans())
        .containsExactly(new Span(Optional.empty(), Optional.of(second(2))), span(3, 5));
    assertThat(spans.minus(everBefore)).isEqualTo(PurgedSpans.NONE);
    assertThat(spans.minus(Span.ALWAYS)).isEqualTo(PurgedSpans.NONE);
  }

  private static Set<Integer> held(PurgedSpans spans) {
    return IntStream.range(-1, 2 * SECONDS + 1)
        .filter(second -> spans.hold(second(second)))
        .boxed()
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static void assertDisjointAndInOrder(PurgedSpans spans) {
    List<Span> all = spans.spans();
    for (int i = 1; i < all.size(); i++) {
      assertThat(all.get(i).start().orElseThrow()).isAfter(all.get(i - 1).end().orElseThrow());
    }
  }

  private static Span span(int start, int end) {
    return new Span(Optional.of(second(start)), Optional.of(second(end)));
  }

  private static Instant second(int number) {
    return Instant.ofEpochSecond(number);
  }
}
