package com.totvs.billing.grpc.export;

import static com.totvs.billing.application.Examples.ACME;
import static com.totvs.billing.application.Examples.CHAT;
import static com.totvs.billing.application.Examples.GLOBEX;
import static com.totvs.billing.application.Examples.LICENSE;
import static com.totvs.billing.application.Examples.OTHER_LICENSE;
import static com.totvs.billing.application.Examples.VISION;
import static com.totvs.billing.application.Examples.heldBy;
import static com.totvs.billing.application.cost.Bills.BY_RESOURCE;
import static com.totvs.billing.application.cost.Bills.DTA;
import static com.totvs.billing.application.cost.Bills.OCTOBER;
import static com.totvs.billing.application.cost.Bills.USD;
import static com.totvs.billing.application.cost.Bills.item;
import static com.totvs.billing.application.cost.Bills.once;

import com.google.type.Date;
import com.totvs.billing.application.cost.CostBook.Reading;
import com.totvs.billing.domain.allocation.AllocationRule;
import com.totvs.billing.domain.allocation.Carrier;
import com.totvs.billing.domain.allocation.CostSelector;
import com.totvs.billing.domain.allocation.Division;
import com.totvs.billing.domain.allocation.RuleId;
import com.totvs.billing.domain.catalog.SolutionId;
import com.totvs.billing.domain.cost.FixedCostId;
import com.totvs.billing.grpc.TestServer;
import com.totvs.billing.grpc.TestTokens;
import com.totvs.billing.v1.AllocateCostRequest;
import com.totvs.billing.v1.AllocationServiceGrpc;
import com.totvs.billing.v1.AllocationServiceGrpc.AllocationServiceBlockingStub;
import com.totvs.billing.v1.CostExportFormat;
import com.totvs.billing.v1.CostFilter;
import com.totvs.billing.v1.ExportCostRequest;
import com.totvs.billing.v1.ReportServiceGrpc;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// An allocated October to export: Azure's cost in two currencies, a fee that two customers share,
/// and one that nobody carries.
abstract class CostExportTest {
  static final Date MONTH = Date.newBuilder().setYear(2026).setMonth(10).build();

  final TestServer server = new TestServer();
  final AllocationServiceBlockingStub allocations =
      AllocationServiceGrpc.newBlockingStub(server.as(TestTokens.admin()));

  @BeforeEach
  void allocateOctober() {
    server.store.licenses().remember(LICENSE, heldBy(ACME), server.clock.instant());
    server.store.licenses().remember(OTHER_LICENSE, heldBy(GLOBEX), server.clock.instant());
    server.useInOctober(LICENSE, VISION, 3);
    server.useInOctober(OTHER_LICENSE, CHAT, 4);
    var _ =
        server
            .store
            .costBook()
            .keep(
                new Reading(
                    DTA,
                    OCTOBER,
                    BY_RESOURCE,
                    List.of(item(1, "Azure OpenAI", "60.014"), item(2, "", "=1+1", USD, "8")),
                    server.clock.instant(),
                    true));
    posted("fee", "10", Optional.empty());
    posted("setup", "5", Optional.of(new SolutionId("nobody-s")));
    allocate(MONTH);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  void posted(String id, String amount, Optional<SolutionId> solution) {
    var _ =
        server
            .store
            .fixedCosts()
            .create(once(id, amount, OCTOBER, VISION.id()).of(solution), "ana");
    var _ = server.store.fixedCosts().postUntil(OCTOBER, server.clock.instant());
  }

  /// Half of a fixed cost goes to who has no usage.
  void halfForNobody(String fixedCost) {
    SortedMap<Carrier, BigDecimal> halves = new TreeMap<>();
    halves.put(new Carrier.OfSolution(CHAT.id()), new BigDecimal("50"));
    halves.put(new Carrier.OfSolution(new SolutionId("nobody-s")), new BigDecimal("50"));
    var _ =
        server
            .store
            .allocationRules()
            .create(
                new AllocationRule(
                    new RuleId("halves"),
                    1,
                    new CostSelector(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new FixedCostId(fixedCost))),
                    new Division.Fixed(halves),
                    OCTOBER,
                    Optional.empty()),
                "ana");
  }

  void allocate(Date month) {
    var _ = allocations.allocateCost(AllocateCostRequest.newBuilder().setMonth(month).build());
    server.runOperations();
  }

  List<CSVRecord> export(CostExportFormat format, Date month) {
    return rows(lines(format, month));
  }

  String lines(CostExportFormat format, Date month) {
    return text(format, month, TestTokens.admin());
  }

  String text(CostExportFormat format, Date month, String token) {
    StringBuilder text = new StringBuilder();
    ReportServiceGrpc.newBlockingStub(server.as(token))
        .exportCost(
            ExportCostRequest.newBuilder()
                .setFormat(format)
                .setFilter(CostFilter.newBuilder().setFirstMonth(month))
                .build())
        .forEachRemaining(part -> text.append(part.getContent().toStringUtf8()));
    return text.toString();
  }

  static List<CSVRecord> rows(String csv) {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser parser = CSVParser.parse(new StringReader(csv), format)) {
      return parser.getRecords();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
