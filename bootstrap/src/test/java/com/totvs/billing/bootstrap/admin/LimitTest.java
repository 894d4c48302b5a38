package com.totvs.billing.bootstrap.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

final class LimitTest {
  private static final int THERE_ARE = 2_500;

  private final StringWriter err = new StringWriter();
  private final List<Integer> sizes = new ArrayList<>();

  @Command(name = "list")
  static final class Listing {
    @Mixin private final Limit limit = new Limit(100);
  }

  /// Rows of a list, and the token of those behind them.
  record Page(List<Integer> rows, String next) {}

  @Test
  void as_many_pages_are_read_as_it_takes() {
    assertThat(rows("--limit", "2500")).hasSize(2_500).last().isEqualTo(2_499);
    assertThat(sizes).containsExactly(1_000, 1_000, 1_000);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void rows_that_are_not_shown_are_spoken_of() {
    assertThat(rows()).hasSize(100);
    assertThat(err.toString()).contains("there are more rows than these 100: see --limit");
    assertThat(rows("--limit", "1500")).hasSize(1_500);
    assertThat(err.toString()).contains("there are more rows than these 1500");
    assertThat(rows("--limit", "2499")).hasSize(2_499);
    assertThat(err.toString()).contains("there are more rows than these 2499");
  }

  @Test
  void less_than_one_row_is_no_limit() {
    assertThatThrownBy(() -> rows("--limit", "-1"))
        .isInstanceOf(ParameterException.class)
        .hasMessage("--limit is -1, allowed is 1 or more");
    assertThat(sizes).isEmpty();
  }

  private List<Integer> rows(String... words) {
    Listing listing = new Listing();
    CommandLine line = new CommandLine(listing).setErr(new PrintWriter(err, true));
    var _ = line.parseArgs(words);
    return listing.limit.rows(this::page, Page::rows, Page::next);
  }

  private Page page(int size, String token) {
    sizes.add(size);
    int first = token.isEmpty() ? 0 : Integer.parseInt(token);
    int end = Math.min(first + size, THERE_ARE);
    return new Page(
        IntStream.range(first, end).boxed().toList(), end < THERE_ARE ? String.valueOf(end) : "");
  }
}
