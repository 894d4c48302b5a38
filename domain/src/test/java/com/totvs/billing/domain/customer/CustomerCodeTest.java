package com.totvs.billing.domain.customer;

import static com.totvs.billing.domain.Refusals.wrongFields;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CustomerCodeTest {

  @ParameterizedTest
  @CsvSource({
    "12345, 12345",
    "T12345, 12345",
    "' t00123 ', 00123",
    "TT1, TT1",
    "T, T",
    "TEZA01, TEZA01",
    "T-1, T-1",
    "abc, ABC"
  })
  void a_code_has_one_spelling(String written, String spelled) {
    assertThat(new CustomerCode(written)).hasToString(spelled);
  }

  @Property
  void spelling_a_code_again_changes_nothing(
      @ForAll @AlphaChars @NumericChars @StringLength(min = 1, max = 20) String written) {
    CustomerCode code = new CustomerCode(written);

    assertThat(new CustomerCode(code.value())).isEqualTo(code);
    assertThat(new CustomerCode("  " + code.value() + " ")).isEqualTo(code);
  }

  @Property
  void a_leading_t_before_digits_makes_no_difference(
      @ForAll @NumericChars @StringLength(min = 1, max = 19) String digits) {
    assertThat(new CustomerCode("t" + digits)).isEqualTo(new CustomerCode(digits));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "123456789012345678901", "1\u00002"})
  void a_code_is_neither_empty_nor_long_nor_unprintable(String code) {
    assertThat(wrongFields(() -> new CustomerCode(code))).containsExactly("customer_code");
  }

  @Test
  void nobody_renames_the_internal_client() {
    assertThat(new Customer(new CustomerCode("T99700"), "somebody else"))
        .isEqualTo(Customer.INTERNAL);
    assertThat(Customer.INTERNAL.name()).isEqualTo("TOTVS – QUALIDADE");
  }

  @Test
  void a_customer_has_a_name() {
    assertThat(wrongFields(() -> new Customer(new CustomerCode("1"), " "))).containsExactly("name");
  }
}
