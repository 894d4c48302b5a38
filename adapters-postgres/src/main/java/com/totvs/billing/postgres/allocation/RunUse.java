package com.totvs.billing.postgres.allocation;

import static com.totvs.billing.postgres.generated.Tables.ALLOCATION_PAYER;
import static com.totvs.billing.postgres.generated.Tables.ALLOCATION_RUN;
import static com.totvs.billing.postgres.generated.Tables.ALLOCATION_RUN_MONTH;
import static org.jooq.impl.DSL.val;

import com.totvs.billing.domain.allocation.MonthInputs;
import com.totvs.billing.domain.allocation.UsageShare;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;

/// What the payers of a run used.
final class RunUse {
  private RunUse() {}

  /// In the month of a run, or in a closed month that it corrects, in the order of the payers.
  static List<UsageShare> read(DSLContext db, long run, Optional<YearMonth> forMonth) {
    return db
        .select(ALLOCATION_PAYER.fields())
        .from(ALLOCATION_PAYER)
        .join(ALLOCATION_RUN)
        .on(ALLOCATION_RUN.RUN.eq(ALLOCATION_PAYER.RUN))
        .where(
            ALLOCATION_PAYER.RUN.eq(run),
            ALLOCATION_PAYER.FOR_MONTH.eq(
                forMonth
                    .map(month -> (Field<LocalDate>) val(month.atDay(1)))
                    .orElse(ALLOCATION_RUN.MONTH)))
        .fetch(AllocationRows::use)
        .stream()
        .filter(share -> !share.equals(UsageShare.nothing(share.payer())))
        .sorted(Comparator.comparing(UsageShare::payer))
        .toList();
  }

  /// Whether it is what was kept with the run, of each of its months.
  static boolean isAsKept(DSLContext db, long run) {
    return db
        .select(ALLOCATION_RUN_MONTH.FOR_MONTH, ALLOCATION_RUN_MONTH.USE_DIGEST)
        .from(ALLOCATION_RUN_MONTH)
        .where(ALLOCATION_RUN_MONTH.RUN.eq(run), ALLOCATION_RUN_MONTH.USE_DIGEST.isNotNull())
        .fetch()
        .stream()
        .allMatch(
            kept ->
                MonthInputs.digest(read(db, run, Optional.of(YearMonth.from(kept.value1()))))
                    .equals(kept.value2()));
  }
}
