package com.totvs.billing.grpc.usage;

import static com.totvs.billing.application.Examples.CHAT;
import static com.totvs.billing.application.Examples.EARLIER;
import static com.totvs.billing.application.Examples.LICENSE;
import static com.totvs.billing.application.Examples.OTHER_LICENSE;
import static com.totvs.billing.application.Examples.PATIENCE;
import static com.totvs.billing.application.Examples.VISION;
import static com.totvs.billing.application.Examples.usage;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import com.google.type.Date;
import com.google.type.Interval;
import com.totvs.billing.application.UsageSketch;
import com.totvs.billing.domain.usage.Purpose;
import com.totvs.billing.domain.usage.UsageRecord;
import com.totvs.billing.grpc.Refusal;
import com.totvs.billing.grpc.TestServer;
import com.totvs.billing.grpc.TestTokens;
import com.totvs.billing.grpc.wire.Wire;
import com.totvs.billing.v1.DateRange;
import com.totvs.billing.v1.GetUsageRequest;
import com.totvs.billing.v1.ListUsageRequest;
import com.totvs.billing.v1.Period;
import com.totvs.billing.v1.SettlementState;
import com.totvs.billing.v1.UsageFilter;
import com.totvs.billing.v1.UsagePlace;
import com.totvs.billing.v1.UsageServiceGrpc.UsageServiceBlockingStub;
import io.grpc.Status.Code;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShowUsageTest {
  private final TestServer server = new TestServer();
  private final UsageServiceBlockingStub billing = server.usage(TestTokens.admin());

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_record_that_is_not_there_is_not_found() {
    Refusal refusal = Refusal.of(() -> billing.getUsage(id(usage().record())));

    assertThat(refusal.code()).isEqualTo(Code.NOT_FOUND);
    assertThat(refusal.reason()).isEqualTo("USAGE_NOT_FOUND");
  }

  @Test
  void a_record_of_another_solution_is_not_found_either() {
    UsageRecord record = recorded(usage().by(CHAT));

    Refusal refusal =
        Refusal.of(() -> server.usage(TestTokens.limitedTo("dta-vision")).getUsage(id(record)));

    assertThat(refusal.reason()).isEqualTo("USAGE_NOT_FOUND");
    assertThat(billing.getUsage(id(record)).hasUsageRecord()).isTrue();
  }

  @Test
  void records_that_share_an_id_are_told_apart_by_time_down_to_what_was_sent() {
    UsageRecord record = recorded(usage());
    recorded(usage().id(record.id()).at("2026-01-05T00:00:00Z"));

    Refusal refusal = Refusal.of(() -> billing.getUsage(id(record)));

    assertThat(refusal.code()).isEqualTo(Code.FAILED_PRECONDITION);
    assertThat(refusal.reason()).isEqualTo("USAGE_ID_AMBIGUOUS");
    GetUsageRequest narrowed =
        id(record).toBuilder().setOccurredTime(Wire.timestamp(EARLIER.plusNanos(999))).build();
    assertThat(billing.getUsage(narrowed).getUsageRecord().getUsage().getOccurredTime())
        .isEqualTo(Wire.timestamp(EARLIER));
  }

  @Test
  void a_question_with_wrong_fields_names_them_all() {
    Refusal refusal =
        Refusal.of(
            () ->
                billing.getUsage(
                    GetUsageRequest.newBuilder()
                        .setLicenseServerId("l".repeat(129))
                        .setOccurredTime(Timestamp.newBuilder().setNanos(-1))
                        .build()));

    assertThat(refusal.violations())
        .containsExactly("usage_id", "license_server_id", "occurred_time");
  }

  @Test
  void a_list_holds_what_fits_every_part_of_the_filter() {
    UsageRecord wanted = recorded(usage().by(CHAT).license(OTHER_LICENSE).purpose(Purpose.SUPPORT));
    recorded(usage().by(CHAT).license(OTHER_LICENSE));
    recorded(usage().by(CHAT).purpose(Purpose.SUPPORT));
    recorded(usage().license(OTHER_LICENSE).purpose(Purpose.SUPPORT));

    UsageFilter filter =
        UsageFilter.newBuilder()
            .setPeriod(month(2026, 11, 0))
            .setLicenseServerId(OTHER_LICENSE.value())
            .setCustomerCode(" t99700 ")
            .setSolutionProjectId("carol-chat")
            .setApplicationProjectId("cp")
            .setPurposeValue(2)
            .setSettlementState(SettlementState.SETTLEMENT_STATE_SETTLED)
            .build();

    assertThat(ids(filter)).containsExactly(wanted.id().toString());
  }

  @Test
  void a_list_can_be_narrowed_to_calls_on_an_emergency_key_or_not() {
    UsageRecord emergency = recorded(usage().contingency(15));
    UsageRecord regular = recorded(usage().contingency(0));

    assertThat(ids(UsageFilter.newBuilder().setEmergencyKey(true).build()))
        .containsExactly(emergency.id().toString());
    assertThat(ids(UsageFilter.newBuilder().setEmergencyKey(false).build()))
        .containsExactly(regular.id().toString());
    assertThat(ids(UsageFilter.getDefaultInstance())).hasSize(2);
  }

  @Test
  void a_list_can_be_narrowed_to_a_place() {
    UsageRecord record = recorded(usage());

    assertThat(ids(UsageFilter.newBuilder().setPlace(UsagePlace.USAGE_PLACE_ONLINE).build()))
        .containsExactly(record.id().toString());
    assertThat(ids(UsageFilter.newBuilder().setPlace(UsagePlace.USAGE_PLACE_HISTORY).build()))
        .isEmpty();
  }

  @Test
  void months_and_days_are_those_of_the_business_zone() {
    UsageRecord lastOfOctober = recorded(usage().at("2026-11-01T02:59:59.999999Z"));
    UsageRecord firstOfNovember = recorded(usage().at("2026-11-01T03:00:00Z"));

    assertThat(ids(period(month(2026, 10, 0)))).containsExactly(lastOfOctober.id().toString());
    assertThat(ids(period(month(2026, 11, 0)))).containsExactly(firstOfNovember.id().toString());
    assertThat(ids(period(days(date(2026, 10, 31), date(2026, 11, 1)))))
        .containsExactly(lastOfOctober.id().toString());
    Interval since =
        Interval.newBuilder().setStartTime(Wire.timestamp(firstOfNovember.occurredTime())).build();
    assertThat(ids(period(Period.newBuilder().setInterval(since).build())))
        .containsExactly(firstOfNovember.id().toString());
  }

  @Test
  void a_limited_token_lists_its_own_solutions_only() {
    UsageRecord own = recorded(usage().by(VISION));
    recorded(usage().by(CHAT));

    assertThat(
            server
                .usage(TestTokens.limitedTo("dta-vision"))
                .listUsage(ListUsageRequest.getDefaultInstance())
                .getUsageRecordsList())
        .singleElement()
        .satisfies(row -> assertThat(row.getUsage().getUsageId()).isEqualTo(own.id().toString()));
    assertThat(
            server
                .usage(TestTokens.limitedTo())
                .listUsage(ListUsageRequest.getDefaultInstance())
                .getUsageRecordsCount())
        .isZero();
  }

  @Test
  void a_wrong_filter_names_every_wrong_field() {
    UsageFilter wrong =
        UsageFilter.newBuilder()
            .setPeriod(month(2026, 13, 1))
            .setLicenseServerId("\t")
            .setCustomerCode("c".repeat(21))
            .setSolutionProjectId("s".repeat(65))
            .setApplicationProjectId("\u007f")
            .setPurposeValue(4)
            .setSettlementStateValue(-1)
            .build();

    Refusal refusal =
        Refusal.of(
            () ->
                billing.listUsage(
                    ListUsageRequest.newBuilder().setFilter(wrong).setPageSize(-1).build()));

    assertThat(refusal.violations())
        .containsExactly(
            "page_size",
            "filter.period.month",
            "filter.license_server_id",
            "filter.customer_code",
            "filter.solution_project_id",
            "filter.application_project_id",
            "filter.purpose",
            "filter.settlement_state");
  }

  @Test
  void a_wrong_period_says_where_it_is_wrong() {
    assertThat(wrong(Period.getDefaultInstance())).containsExactly("filter.period");
    assertThat(wrong(month(0, 5, 0))).containsExactly("filter.period.month");
    assertThat(wrong(days(date(2026, 2, 30), date(2026, 3, 0))))
        .containsExactly("filter.period.days.start_date", "filter.period.days.end_date");
    assertThat(wrong(days(date(2026, 3, 1), date(2026, 3, 1))))
        .containsExactly("filter.period.days.end_date");
    Interval backwards =
        Interval.newBuilder()
            .setStartTime(Timestamp.newBuilder().setSeconds(1))
            .setEndTime(Timestamp.newBuilder().setSeconds(0))
            .build();
    assertThat(wrong(Period.newBuilder().setInterval(backwards).build()))
        .containsExactly("filter.period.interval");
    Interval impossible =
        Interval.newBuilder()
            .setStartTime(Timestamp.newBuilder().setSeconds(Long.MIN_VALUE))
            .setEndTime(Timestamp.newBuilder().setNanos(Integer.MAX_VALUE))
            .build();
    assertThat(wrong(Period.newBuilder().setInterval(impossible).build()))
        .containsExactly("filter.period.interval.start_time", "filter.period.interval.end_time");
  }

  private List<String> wrong(Period period) {
    return Refusal.of(() -> ids(period(period))).violations();
  }

  private List<String> ids(UsageFilter filter) {
    return billing
        .listUsage(ListUsageRequest.newBuilder().setFilter(filter).build())
        .getUsageRecordsList()
        .stream()
        .map(row -> row.getUsage().getUsageId())
        .toList();
  }

  private UsageRecord recorded(UsageSketch sketch) {
    UsageRecord record = sketch.record();
    server.store.journal().append(List.of(record), PATIENCE);
    return record;
  }

  private static GetUsageRequest id(UsageRecord record) {
    return GetUsageRequest.newBuilder()
        .setUsageId(record.id().toString())
        .setLicenseServerId(LICENSE.value())
        .build();
  }

  private static UsageFilter period(Period period) {
    return UsageFilter.newBuilder().setPeriod(period).build();
  }

  private static Period month(int year, int month, int day) {
    return Period.newBuilder().setMonth(date(year, month, day)).build();
  }

  private static Period days(Date start, Date end) {
    return Period.newBuilder()
        .setDays(DateRange.newBuilder().setStartDate(start).setEndDate(end))
        .build();
  }

  private static Date date(int year, int month, int day) {
    return Date.newBuilder().setYear(year).setMonth(month).setDay(day).build();
  }
}
