package com.totvs.billing.domain.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.totvs.billing.domain.catalog.ApplicationId;
import com.totvs.billing.domain.catalog.SolutionId;
import com.totvs.billing.domain.cost.CostGrouping;
import com.totvs.billing.domain.cost.FixedCostId;
import com.totvs.billing.domain.cost.ResourceGroup;
import com.totvs.billing.domain.customer.CustomerCode;
import com.totvs.billing.domain.usage.Meter;
import com.totvs.billing.domain.usage.SettlementState;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.YearMonth;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// The worked example of docs/allocation.md, number by number.
final class WorkedExampleTest {
  private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
  private static final Currency BRL = Currency.getInstance("BRL");
  private static final ResourceGroup GROUP =
      ResourceGroup.parse("11111111-2222-3333-4444-555555555555/rg-ai");
  private static final CostGrouping GROUPING = CostGrouping.parse("dimension:ResourceId");
  private static final SolutionId VISION = new SolutionId("dta-vision");
  private static final SolutionId CHAT = new SolutionId("carol-chat");
  private static final ApplicationId RM = new ApplicationId("rm");

  private static final UsageShare ACME = used(VISION, "10001", 3, 600);
  private static final UsageShare BETA = used(VISION, "10002", 1, 100);
  private static final UsageShare GAMA = used(CHAT, "10003", 3, 500);
  private static final UsageShare WAITING =
      new UsageShare(new Payer(CHAT, RM, SettlementState.WAITING, Optional.empty()), 0, 0, 0, 0);

  private static final MonthSum OPENAI = azure("Azure OpenAI", "100.004");
  private static final MonthSum STORAGE = azure("Storage", "10.004");
  private static final MonthSum NETWORK = azure("Virtual Network", "0.004");
  private static final MonthSum FEE =
      new MonthSum(
          new Origin.Fixed(new FixedCostId("dta-base")),
          BRL,
          new BigDecimal("1500.00"),
          Optional.of(VISION));

  private static final AllocationRule OPENAI_BY_TOKENS =
      new AllocationRule(
          new RuleId("openai-by-tokens"),
          10,
          new CostSelector(
              Optional.empty(), Optional.of("Azure OpenAI"), Optional.empty(), Optional.empty()),
          Division.Proportional.to(Meter.INPUT_TOKENS),
          OCTOBER,
          Optional.empty());

  @Test
  void month_sums_are_rounded_together_so_that_they_add_up_to_the_month() {
    // 100.004 + 10.004 + 0.004 + 1500.00 = 1610.012, which is 1610.01: one centavo more than the
    // sums rounded down. All three lost 0.4 centavos, so the first in order gets it.
    assertThat(RoundedSum.of(List.of(FEE, NETWORK, STORAGE, OPENAI)))
        .extracting(RoundedSum::sum, RoundedSum::amount)
        .containsExactly(
            tuple(OPENAI, new BigDecimal("100.01")),
            tuple(STORAGE, new BigDecimal("10.00")),
            tuple(NETWORK, new BigDecimal("0.00")),
            tuple(FEE, new BigDecimal("1500.00")));
  }

  @Test
  void azure_openai_is_divided_by_input_tokens() {
    // 100.01 × 600/1200 = 50.005, × 100/1200 = 8.334…, × 500/1200 = 41.670…: rounded down 50.00,
    // 8.33 and 41.67 make 100.00. The centavo left goes to whoever lost most: 0.5 of one.
    assertThat(divided(OPENAI))
        .containsExactly(
            Map.entry("10003", "41.67"), Map.entry("10001", "50.01"), Map.entry("10002", "8.33"));
  }

  @Test
  void what_no_rule_names_is_divided_by_calls() {
    // 10.00 × 3/7 = 4.2857…, × 1/7 = 1.4285…: rounded down 4.28, 4.28 and 1.42 make 9.98. One of
    // the
    // two centavos left goes to Beta, who lost 0.857 of one, and the other to the first of the two
    // that lost 0.571: carol-chat comes before dta-vision.
    assertThat(divided(STORAGE))
        .containsExactly(
            Map.entry("10003", "4.29"), Map.entry("10001", "4.28"), Map.entry("10002", "1.43"));
  }

  @Test
  void the_fee_of_a_solution_is_divided_inside_it() {
    // 1500.00 × 3/4 and × 1/4.
    assertThat(divided(FEE))
        .containsExactly(Map.entry("10001", "1125.00"), Map.entry("10002", "375.00"));
  }

  @Test
  void the_fee_of_a_solution_that_nobody_used_stays_visible_as_unallocated() {
    Allocation allocation =
        new Allocation(OCTOBER, List.of(OPENAI_BY_TOKENS), List.of(GAMA, WAITING));

    AllocatedSum fee = allocation.divide(RoundedSum.of(List.of(FEE)).getFirst());

    assertThat(fee.lines())
        .containsExactly(
            new AllocatedLine(Optional.empty(), Fraction.WHOLE, BigInteger.valueOf(150_000)));
  }

  @Test
  void late_usage_moves_cost_between_customers_and_adds_up_to_nothing() {
    // Beta's 300 tokens come after the close: 100.01 × 600/1500, × 400/1500 and × 500/1500.
    Map<Correction.Line, BigInteger> closed = lines(List.of(ACME, BETA, GAMA));
    Map<Correction.Line, BigInteger> now =
        lines(List.of(ACME, used(VISION, "10002", 1, 400), GAMA));

    Map<Correction.Line, BigInteger> correction = Correction.of(now, closed);

    assertThat(correction.entrySet())
        .extracting(one -> code(one.getKey().payer()), Map.Entry::getValue)
        .containsExactly(
            tuple("10003", BigInteger.valueOf(-833)),
            tuple("10001", BigInteger.valueOf(-1001)),
            tuple("10002", BigInteger.valueOf(1834)));
  }

  private static Map<Correction.Line, BigInteger> lines(List<UsageShare> usage) {
    Allocation allocation = new Allocation(OCTOBER, List.of(OPENAI_BY_TOKENS), usage);
    RoundedSum sum = RoundedSum.of(List.of(OPENAI, STORAGE, NETWORK, FEE)).getFirst();
    Map<Correction.Line, BigInteger> lines = new TreeMap<>();
    allocation
        .divide(sum)
        .lines()
        .forEach(
            line ->
                lines.put(
                    new Correction.Line(sum.sum().origin(), BRL, line.payer()), line.amount()));
    return lines;
  }

  private static List<Map.Entry<String, String>> divided(MonthSum sum) {
    Allocation allocation =
        new Allocation(OCTOBER, List.of(OPENAI_BY_TOKENS), List.of(ACME, BETA, GAMA, WAITING));
    RoundedSum rounded =
        RoundedSum.of(List.of(OPENAI, STORAGE, NETWORK, FEE)).stream()
            .filter(one -> one.sum().equals(sum))
            .findFirst()
            .orElseThrow();
    return allocation.divide(rounded).lines().stream()
        .map(
            line ->
                Map.entry(code(line.payer()), MinorUnits.money(line.amount(), BRL).toPlainString()))
        .toList();
  }

  private static String code(Optional<Payer> payer) {
    return payer.flatMap(Payer::customer).map(CustomerCode::value).orElse("unallocated");
  }

  private static UsageShare used(SolutionId solution, String customer, long calls, long tokens) {
    Payer payer =
        new Payer(solution, RM, SettlementState.SETTLED, Optional.of(new CustomerCode(customer)));
    return new UsageShare(payer, calls, tokens, 0, 0);
  }

  private static MonthSum azure(String service, String amount) {
    return new MonthSum(
        new Origin.Azure(GROUP, service, GROUPING, "/r/1"),
        BRL,
        new BigDecimal(amount),
        Optional.empty());
  }
}
