package com.totvs.billing.domain.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class AuditActionTest {
  @Test
  void the_numbers_never_change() {
    assertThat(Stream.of(AuditAction.values()).map(AuditAction::number))
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    assertThat(AuditAction.of(3)).contains(AuditAction.RESTORE_USAGE);
    assertThat(AuditAction.of(0)).isEmpty();
  }
}
