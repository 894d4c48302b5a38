package com.totvs.billing.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimesheetTest {
  private static final long MILLI = 1_000_000;

  private long now = 500 * MILLI;
  private final Timesheet sheet = new Timesheet(6, 1, Duration.ofSeconds(1), () -> now);

  @Test
  void only_what_was_under_way_beside_something_else_is_measured_beside_it() {
    work(0, 90);
    work(95, 105);
    work(120, 150);
    work(190, 260);
    work(210, 290);

    assertThat(sheet.during(moments(100, 200))).containsExactly(10, 30, 70);
  }

  @Test
  void what_was_under_way_from_before_until_after_is_measured_too() {
    work(50, 400);

    assertThat(sheet.during(moments(100, 200))).containsExactly(350);
  }

  @Test
  void what_was_begun_and_never_done_is_not_measured() {
    at(110);
    var _ = sheet.take();
    work(120, 150);

    assertThat(sheet.during(moments(100, 200))).containsExactly(30);
  }

  @Test
  void nothing_is_handed_out_once_it_was_stopped() {
    work(0, 90);
    at(200);
    sheet.stop();

    assertThat(sheet.take()).isNegative();
    assertThat(sheet.during(moments(0, 200))).containsExactly(90);
  }

  @Test
  void what_goes_on_for_longer_than_the_work_cannot_be_measured_beside_it() {
    work(0, 90);
    at(200);
    sheet.stop();

    assertThatThrownBy(() -> sheet.during(moments(100, 201)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void work_that_ran_out_is_over_from_then_on() {
    for (int piece = 0; piece < 6; piece++) {
      work(piece * 10, piece * 10 + 10);
    }
    at(70);
    assertThat(sheet.take()).isNegative();

    assertThatThrownBy(() -> sheet.during(moments(0, 80)))
        .isInstanceOf(IllegalStateException.class);
  }

  private void work(int begun, int done) {
    at(begun);
    int piece = sheet.take();
    at(done);
    sheet.done(piece);
  }

  private void at(int millis) {
    now = (500 + millis) * MILLI;
  }

  private static Moments moments(int first, int last) {
    return new Moments((500 + first) * MILLI, (500 + last) * MILLI);
  }
}
