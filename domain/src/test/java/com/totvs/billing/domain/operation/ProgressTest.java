package com.totvs.billing.domain.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ProgressTest {
  @Test
  void what_is_left_is_never_less_than_nothing() {
    assertThat(new Progress(3, 5, List.of()).left()).isEqualTo(2);
    assertThat(new Progress(5, 5, List.of()).left()).isZero();
    assertThat(new Progress(6, 5, List.of()).left()).isZero();
  }

  @Test
  void a_check_is_right_when_every_finding_is() {
    Finding right = new Finding("one", true, "");
    Finding wrong = new Finding("another", false, "it is not");

    assertThat(new Result.Checked(List.of(right, right)).right()).isTrue();
    assertThat(new Result.Checked(List.of(right, wrong)).right()).isFalse();
  }
}
