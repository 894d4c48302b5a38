package com.totvs.billing.bootstrap.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.totvs.billing.v1.UsageDimension;
import org.junit.jupiter.api.Test;

class ArchiveTest {

  @Test
  void reports_are_compared_by_everything_that_a_caller_can_group_by_but_the_place() {
    assertThat(Archive.DIMENSIONS)
        .containsExactlyInAnyOrder(
            UsageDimension.USAGE_DIMENSION_DAY,
            UsageDimension.USAGE_DIMENSION_MONTH,
            UsageDimension.USAGE_DIMENSION_CUSTOMER,
            UsageDimension.USAGE_DIMENSION_LICENSE,
            UsageDimension.USAGE_DIMENSION_SOLUTION,
            UsageDimension.USAGE_DIMENSION_APPLICATION,
            UsageDimension.USAGE_DIMENSION_PURPOSE,
            UsageDimension.USAGE_DIMENSION_EMERGENCY_KEY);
  }
}
