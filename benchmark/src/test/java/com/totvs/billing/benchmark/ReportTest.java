package com.totvs.billing.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.totvs.billing.benchmark.Report.Heap;
import com.totvs.billing.benchmark.Report.Rows;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final Rows ALL_THERE = new Rows(1_000, 1_000, 0, "");

  @Test
  void the_median_is_taken_of_each_figure_by_itself() {
    Sample median =
        Sample.median(List.of(new Sample(300, 1, 9), new Sample(100, 3, 7), new Sample(200, 2, 8)));

    assertThat(median).isEqualTo(new Sample(200, 2, 8));
  }

  @Test
  void the_median_of_an_even_number_lies_between_the_middle_two() {
    Sample median = Sample.median(List.of(new Sample(100, 1, 4), new Sample(200, 2, 8)));

    assertThat(median).isEqualTo(new Sample(150, 1.5, 6));
  }

  @Test
  void a_percentile_is_the_value_of_the_nearest_rank() {
    double[] values = {5, 1, 4, 2, 3};

    assertThat(Sample.percentile(values, 0.5)).isEqualTo(3);
    assertThat(Sample.percentile(values, 0.99)).isEqualTo(5);
  }

  @Test
  void ratios_compare_with_the_best_baseline() {
    Report report = report(ALL_THERE);

    assertThat(report.unaryVsNoop(Report.FULL_LOAD)).isEqualTo(0.6, within(1e-9));
    assertThat(report.unaryVsSql()).isEqualTo(1.2, within(1e-9));
    assertThat(report.batchVsCopy()).isEqualTo(0.75, within(1e-9));
    assertThat(report.unaryP99()).isEqualTo(90);
  }

  @Test
  void a_record_that_is_missing_or_refused_makes_the_report_unsound() {
    assertThat(report(ALL_THERE).sound()).isTrue();
    assertThat(report(new Rows(1_000, 999, 0, "")).sound()).isFalse();
    assertThat(report(new Rows(1_000, 1_001, 0, "")).sound()).isFalse();
    assertThat(report(new Rows(1_000, 1_000, 1, "UNAVAILABLE")).sound()).isFalse();
  }

  @Test
  void json_is_one_object_with_the_ratios_and_the_absolute_rates() throws IOException {
    JsonNode json = JsonMapper.builder().build().readTree(JsonReport.of(report(ALL_THERE)));

    assertThat(json.get("unary_vs_noop_512").asDouble()).isEqualTo(0.6);
    assertThat(json.get("unary_vs_sql").asDouble()).isEqualTo(1.2);
    assertThat(json.get("batch_vs_copy").asDouble()).isEqualTo(0.75);
    assertThat(json.get("unary_p99_ms").asDouble()).isEqualTo(90);
    assertThat(json.get("heap_peak_mb").asDouble()).isEqualTo(256);
    assertThat(json.get("rows_acknowledged").asLong()).isEqualTo(1_000);
    assertThat(json.get("rows_on_disk").asLong()).isEqualTo(1_000);
    assertThat(json.at("/record_usage/512/per_second").asDouble()).isEqualTo(6_000);
    assertThat(json.at("/copy/one/per_second").asDouble()).isEqualTo(40_000);
  }

  @Test
  void text_names_every_contender_and_what_is_on_disk() {
    String text = TextReport.of(report(ALL_THERE));

    assertThat(text)
        .contains("RecordUsage, 512 in flight", "INSERT a transaction, 8 clients", "one (rows)")
        .containsPattern("of them on disk, each id once +1,000");
  }

  private static Report report(Rows rows) {
    return new Report(
        Plan.QUICK,
        new Machine("a processor", 2, 8_192, "25", "17.6"),
        Map.of(512, new Sample(10_000, 40, 80)),
        Map.of(512, new Sample(6_000, 70, 90)),
        Map.of(1, new Sample(1_000, 1, 2), 8, new Sample(5_000, 2, 3)),
        new Sample(30_000, 100, 200),
        Map.of("one", new Sample(40_000, 20, 30), "two", new Sample(35_000, 50, 60)),
        new Heap(new ServerProcess.Peaks(256 << 20, 64 << 20, 512 << 20), 9_000, 900),
        rows);
  }
}
