package com.totvs.billing.benchmark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.Map;

/// The report as one JSON object.
final class JsonReport {
  private static final MathContext DIGITS = new MathContext(4);
  private static final double MEBI = 1 << 20;

  private JsonReport() {}

  static String of(Report report) {
    try {
      return JsonMapper.builder()
          .build()
          .writerWithDefaultPrettyPrinter()
          .writeValueAsString(json(report));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("figures are JSON", e);
    }
  }

  private static Map<String, Object> json(Report report) {
    Map<String, Object> json = new LinkedHashMap<>();
    report.noop().keySet().forEach(n -> json.put("unary_vs_noop_" + n, cut(report.unaryVsNoop(n))));
    json.put("unary_vs_sql", cut(report.unaryVsSql()));
    json.put("batch_vs_copy", cut(report.batchVsCopy()));
    json.put("unary_p99_ms", cut(report.unaryP99()));
    json.put("heap_peak_mb", cut(report.heap().peaks().all() / MEBI));
    json.put("heap_peak_after_collection_mb", cut(report.heap().peaks().afterCollection() / MEBI));
    json.put("heap_limit_mb", cut(report.heap().peaks().limit() / MEBI));
    json.put("heap_bytes_per_queued_call", report.heap().queuedCall());
    json.put("heap_bytes_per_queued_record", report.heap().queuedRecord());
    json.put("rows_acknowledged", report.rows().acknowledged());
    json.put("rows_on_disk", report.rows().onDisk());
    json.put("failed", report.rows().failed());
    json.put("rounds", report.plan().rounds());
    json.put("seconds_each", report.plan().time().toMillis() / 1e3);
    json.put("no_op", samples(report.noop()));
    json.put("record_usage", samples(report.unary()));
    json.put("insert", samples(report.inserts()));
    json.put("batch_record_usage", sample(report.batch()));
    json.put("copy", samples(report.copies()));
    json.put("machine", report.machine());
    return json;
  }

  private static Map<String, Object> samples(Map<?, Sample> samples) {
    Map<String, Object> json = new LinkedHashMap<>();
    samples.forEach((key, sample) -> json.put(String.valueOf(key), sample(sample)));
    return json;
  }

  private static Map<String, BigDecimal> sample(Sample sample) {
    Map<String, BigDecimal> json = new LinkedHashMap<>();
    json.put("per_second", cut(sample.rate()));
    json.put("p50_ms", cut(sample.p50()));
    json.put("p99_ms", cut(sample.p99()));
    return json;
  }

  // More digits than these would only look exact.
  private static BigDecimal cut(double value) {
    BigDecimal rounded = new BigDecimal(value).round(DIGITS);
    return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
  }
}
