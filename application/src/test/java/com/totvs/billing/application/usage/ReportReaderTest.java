package com.totvs.billing.application.usage;

import static com.totvs.billing.application.Examples.ADMIN;
import static com.totvs.billing.application.Examples.CHAT;
import static com.totvs.billing.application.Examples.C_AND_P;
import static com.totvs.billing.application.Examples.EARLIER;
import static com.totvs.billing.application.Examples.LICENSE;
import static com.totvs.billing.application.Examples.NOW;
import static com.totvs.billing.application.Examples.VISION;
import static com.totvs.billing.application.Examples.limitedTo;
import static com.totvs.billing.application.Examples.newId;
import static com.totvs.billing.application.Examples.report;
import static com.totvs.billing.application.Examples.usage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.totvs.billing.application.ReportSketch;
import com.totvs.billing.application.SettableClock;
import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.FieldViolation;
import com.totvs.billing.domain.Reason;
import com.totvs.billing.domain.access.Caller;
import com.totvs.billing.domain.usage.AcceptedWindow;
import com.totvs.billing.domain.usage.Purpose;
import com.totvs.billing.domain.usage.UsageId;
import com.totvs.billing.domain.usage.UsageRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReportReaderTest {
  private static final String VERSION_4 = "0f1e2d3c-4b5a-4978-8697-a6b5c4d3e2f1";

  private final ReportReader reader =
      new ReportReader(AcceptedWindow.DEFAULT, new SettableClock(), new Random(1));

  @Test
  void a_report_is_read_into_the_record_it_tells() {
    UsageId id = newId();

    UsageRecord read =
        read(report().usageId(id.toString()).contingency(7).purpose(2).consumption(1, 2, 3));

    assertThat(read)
        .isEqualTo(
            usage().id(id).contingency(7).purpose(Purpose.SUPPORT).consumption(1, 2, 3).record());
  }

  @Test
  void what_may_be_left_out_is_filled_in() {
    UsageRecord read =
        read(
            report()
                .usageId("")
                .withoutTime()
                .solution(VISION.id().value(), "")
                .application(C_AND_P.id().value(), "")
                .user("")
                .consumption(0, 0, 0)
                .purpose(0));

    assertThat(read.id().time()).hasValue(NOW);
    assertThat(read.occurredTime()).isEqualTo(NOW);
    assertThat(read.purpose()).isEqualTo(Purpose.PRODUCTION);
    assertThat(read.contingencyProviderType()).isEmpty();
    assertThat(read.user()).isEmpty();
    assertThat(read.license()).isEqualTo(LICENSE);
  }

  @Test
  void reports_without_an_id_get_ids_of_their_own() {
    assertThat(read(report().usageId("")).id()).isNotEqualTo(read(report().usageId("")).id());
  }

  @Test
  void a_time_left_out_is_that_of_a_version_seven_id() {
    String id = UsageId.create(EARLIER, new Random(2)).toString();

    assertThat(read(report().usageId(id).withoutTime()).occurredTime()).isEqualTo(EARLIER);
  }

  @Test
  void a_time_that_is_told_goes_before_that_of_the_id() {
    assertThat(read(report().occurredTime(NOW)).occurredTime()).isEqualTo(NOW);
  }

  @Test
  void a_time_left_out_with_an_id_of_another_version_is_wrong() {
    assertThat(wrongFields(report().usageId(VERSION_4).withoutTime()))
        .containsExactly("usage.occurred_time");
    assertThat(read(report().usageId(VERSION_4).occurredTime(NOW)).id()).hasToString(VERSION_4);
  }

  @Test
  void the_time_of_an_id_must_lie_in_the_window_too() {
    String old = UsageId.create(NOW.minus(Duration.ofDays(401)), new Random(2)).toString();

    assertThat(wrongFields(report().usageId(old).withoutTime()))
        .containsExactly("usage.occurred_time");
  }

  @Test
  void times_at_the_ends_of_the_calendar_are_refused() {
    for (Instant time : List.of(Instant.MIN, Instant.MAX)) {
      assertThat(wrongFields(report().occurredTime(time))).containsExactly("usage.occurred_time");
    }
  }

  @Test
  void everything_that_is_wrong_is_told_at_once() {
    assertThat(
            wrongFields(
                report()
                    .path("usages[2]")
                    .usageId("nonsense")
                    .occurredTime(NOW.plus(Duration.ofHours(1)))
                    .license("")
                    .solution("", "x".repeat(256))
                    .application("\u0000", "\u0000")
                    .user("x".repeat(121))
                    .consumption(-1, 1_000_000_001, Long.MIN_VALUE)
                    .purpose(4)
                    .untranslatable("contingency_provider_type", "is not a number")))
        .containsExactlyInAnyOrder(
            "usages[2].usage_id",
            "usages[2].occurred_time",
            "usages[2].license_server_id",
            "usages[2].solution.project_id",
            "usages[2].solution.description",
            "usages[2].application.project_id",
            "usages[2].application.description",
            "usages[2].user",
            "usages[2].input_tokens",
            "usages[2].output_tokens",
            "usages[2].image_size_kb",
            "usages[2].purpose",
            "usages[2].contingency_provider_type");
  }

  @Test
  void a_time_that_could_not_be_translated_is_wrong_once() {
    assertThat(
            wrongFields(
                report()
                    .usageId(VERSION_4)
                    .withoutTime()
                    .untranslatable("occurred_time", "is beyond the calendar")))
        .containsExactly("usage.occurred_time");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 4, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void a_number_that_is_no_purpose_is_wrong(int purpose) {
    assertThat(wrongFields(report().purpose(purpose))).containsExactly("usage.purpose");
  }

  @Test
  void a_caller_reports_only_its_own_solutions() {
    assertThat(refusal(limitedTo(CHAT.id()), report()).reason())
        .isEqualTo(Reason.SOLUTION_FORBIDDEN);
    assertThat(reader.read(limitedTo(VISION.id()), report().report()).solution()).isEqualTo(VISION);
  }

  private UsageRecord read(ReportSketch report) {
    return reader.read(ADMIN, report.report());
  }

  private List<String> wrongFields(ReportSketch report) {
    return refusal(ADMIN, report).violations().stream().map(FieldViolation::field).toList();
  }

  private BillingException refusal(Caller caller, ReportSketch report) {
    return catchThrowableOfType(BillingException.class, () -> reader.read(caller, report.report()));
  }
}
