package com.totvs.billing.bootstrap.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.type.Decimal;
import com.google.type.Money;
import com.totvs.billing.v1.Allocation;
import com.totvs.billing.v1.AllocationDriver;
import com.totvs.billing.v1.UsageTotals;
import java.util.List;
import org.junit.jupiter.api.Test;

/// 25 calls came late, to 7 of the payer's and 1,000 of everybody's.
class LateChargeTest {
  private static final Allocation BY_CALLS = byCalls(32, 1_025, 5);
  private static final Allocation BY_TOKENS =
      line(AllocationDriver.ALLOCATION_DRIVER_MIX, 4_711, 1, 2);

  @Test
  void calls_that_reports_show_and_lines_charge_are_charged() {
    assertThat(charge(32, 7, BY_CALLS, BY_TOKENS).right()).isTrue();
  }

  @Test
  void calls_that_no_report_shows_are_lost() {
    assertThat(charge(7, 5, byCalls(7, 1_000, 5)).right()).isFalse();
  }

  @Test
  void calls_that_no_line_charges_are_lost() {
    assertThat(charge(32, 0).right()).isFalse();
  }

  @Test
  void late_cost_that_is_divided_by_the_calls_of_before_charges_no_late_calls() {
    assertThat(charge(32, 5, byCalls(7, 1_000, 5)).right()).isFalse();
    assertThat(charge(32, 5, byCalls(32, 1_000, 5)).right()).isFalse();
  }

  @Test
  void lines_by_tokens_alone_do_not_show_that_calls_are_charged() {
    assertThat(charge(32, 2, BY_TOKENS).right()).isFalse();
  }

  @Test
  void lines_that_add_up_to_something_else_than_a_report_says_are_wrong() {
    assertThat(charge(32, 8, BY_CALLS, BY_TOKENS).right()).isFalse();
  }

  @Test
  void who_used_more_does_not_get_anything_back() {
    assertThat(charge(32, -5, byCalls(32, 1_025, -5)).right()).isFalse();
  }

  private static LateCharge charge(long calls, int reported, Allocation... lines) {
    return new LateCharge(
        25, usage(7), usage(calls), usage(993 + calls), brl(reported), List.of(lines));
  }

  private static UsageTotals usage(long calls) {
    return UsageTotals.newBuilder().setCalls(calls).build();
  }

  private static Allocation byCalls(int quantity, int total, int amount) {
    return line(AllocationDriver.ALLOCATION_DRIVER_CALLS, quantity, total, amount);
  }

  private static Allocation line(AllocationDriver driver, int quantity, int total, int amount) {
    return Allocation.newBuilder()
        .setDriver(driver)
        .setDriverQuantity(Decimal.newBuilder().setValue(String.valueOf(quantity)))
        .setDriverTotal(Decimal.newBuilder().setValue(String.valueOf(total)))
        .setAmount(brl(amount))
        .build();
  }

  private static Money brl(int units) {
    return Money.newBuilder().setCurrencyCode("BRL").setUnits(units).build();
  }
}
