package com.totvs.billing.domain.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.totvs.billing.domain.catalog.Application;
import com.totvs.billing.domain.catalog.ApplicationId;
import com.totvs.billing.domain.catalog.Solution;
import com.totvs.billing.domain.catalog.SolutionId;
import com.totvs.billing.domain.customer.Customer;
import com.totvs.billing.domain.customer.CustomerCode;
import com.totvs.billing.domain.license.LicenseId;
import com.totvs.billing.domain.usage.Place;
import com.totvs.billing.domain.usage.Purpose;
import com.totvs.billing.domain.usage.SettlementState;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class UsageGroupTest {
  private static final Customer ACME = new Customer(new CustomerCode("T12345"), "ACME Ltda");

  @Test
  void a_key_has_a_text_for_each_dimension_in_the_order_they_were_named() {
    UsageGroup group = group(Optional.of(SettlementState.SETTLED), Optional.of(ACME));

    assertThat(group.key(List.of(UsageDimension.values())))
        .containsExactly(
            "2026-11-01", "2026-11", "0", "12345", "LS-1", "vision", "cp", "2", "1", "1");
    assertThat(group.key(List.of(UsageDimension.PLACE, UsageDimension.DAY)))
        .containsExactly("1", "2026-11-01");
    assertThat(group.key(List.of())).isEmpty();
  }

  @Test
  void settled_usage_comes_before_that_which_waits_and_that_which_is_set_aside() {
    assertThat(customerKey(group(Optional.of(SettlementState.SETTLED), Optional.of(ACME))))
        .containsExactly("0", "12345");
    assertThat(customerKey(group(Optional.of(SettlementState.WAITING), Optional.empty())))
        .containsExactly("1", "");
    assertThat(customerKey(group(Optional.of(SettlementState.SET_ASIDE), Optional.empty())))
        .containsExactly("2", "");
  }

  @Test
  void each_measure_is_a_quantity_of_its_own() {
    UsageTotals totals = new UsageTotals(1, 2, 3, 4, 5, 9, 9, OptionalLong.empty());

    assertThat(Stream.of(SummaryOrder.Measure.values()).map(measure -> measure.of(totals)))
        .containsExactly(1L, 2L, 3L, 4L, 5L);
  }

  private static List<String> customerKey(UsageGroup group) {
    return group.key(List.of(UsageDimension.CUSTOMER));
  }

  private static UsageGroup group(Optional<SettlementState> state, Optional<Customer> customer) {
    return new UsageGroup(
        Optional.of(LocalDate.of(2026, 11, 1)),
        Optional.of(YearMonth.of(2026, 11)),
        state,
        customer,
        Optional.of(new LicenseId("LS-1")),
        Optional.of(new Solution(new SolutionId("vision"), "Vision")),
        Optional.of(new Application(new ApplicationId("cp"), "C&P")),
        Optional.of(Purpose.SUPPORT),
        Optional.of(true),
        Optional.of(Place.HISTORY));
  }
}
