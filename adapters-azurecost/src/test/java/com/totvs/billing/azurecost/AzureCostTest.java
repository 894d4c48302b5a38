package com.totvs.billing.azurecost;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.google.inject.Guice;
import com.google.inject.Stage;
import com.totvs.billing.application.cost.AzureAnswer;
import com.totvs.billing.application.cost.AzureCosts;
import com.totvs.billing.azurecost.AzureCostModule.Config;
import com.totvs.billing.azurecost.AzureCostModule.Credential;
import com.totvs.billing.azurecost.AzureCostModule.Limits;
import com.totvs.billing.domain.cost.AzureCostItem;
import com.totvs.billing.domain.cost.CostGrouping;
import com.totvs.billing.domain.cost.ResourceGroup;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.slf4j.LoggerFactory;

/// The module on a real HTTP server that stands in for Azure, with its waits recorded instead of
/// waited, and all its log kept.
abstract class AzureCostTest {
  static final String SECRET = "eyJ0.s3cr3t.t0ken";
  static final Instant NOW = Instant.parse("2026-11-23T06:00:00Z");
  static final YearMonth MONTH = YearMonth.of(2026, 9);
  static final ResourceGroup GROUP =
      new ResourceGroup("00000000-0000-0000-0000-000000000001", "rg-dta");
  static final String PATH =
      "/subscriptions/"
          + GROUP.subscriptionId()
          + "/resourceGroups/rg-dta"
          + "/providers/Microsoft.CostManagement/query";
  static final CostGrouping BY_RESOURCE = CostGrouping.parse("dimension:ResourceId");
  static final CostGrouping BY_TAG = CostGrouping.parse("tag:project");
  static final String COLUMNS = "Cost, ServiceName, ResourceId, UsageDate, Currency";
  static final String ROW = "[1.5, \"Azure OpenAI\", \"/r/1\", 20260901, \"BRL\"]";
  static final String NO_LINK = "null";
  static final Duration LONG = Duration.ofSeconds(30);

  final List<Duration> waits = new CopyOnWriteArrayList<>();
  LoopbackServer server;
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @BeforeEach
  void start() throws Exception {
    server = new LoopbackServer();
    logger().setLevel(Level.TRACE);
    logger().setAdditive(false);
    log.start();
    logger().addAppender(log);
  }

  @AfterEach
  void stop() {
    server.close();
    logger().detachAppender(log);
    assertThat(logged()).noneMatch(line -> line.contains(SECRET));
  }

  private static Logger logger() {
    return (Logger) LoggerFactory.getLogger("com.totvs.billing.azurecost");
  }

  List<String> logged() {
    return List.copyOf(log.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  /// A page in Azure's shape.
  ///
  /// @param columns names with commas between them
  /// @param rows JSON arrays with commas between them
  /// @param nextLink JSON
  static String page(String columns, String rows, String nextLink) {
    String named =
        Arrays.stream(columns.split(",\\s*"))
            .map("{\"name\": \"%s\", \"type\": \"String\"}"::formatted)
            .collect(Collectors.joining(", "));
    return """
    {"id": "subscriptions/1/providers/Microsoft.CostManagement/query/2", "name": "2",
     "type": "Microsoft.CostManagement/query", "location": null, "sku": null, "eTag": null,
     "properties": {"nextLink": %s, "columns": [%s], "rows": [%s]}}
    """
        .formatted(nextLink, named, rows);
  }

  static String row(String amount) {
    return ROW.replace("1.5", amount);
  }

  /// A link to a further page, as Azure spells it.
  String link(String token) {
    String path = PATH.replace("resourceGroups", "resourcegroups").replace("query", "Query");
    return "\"" + server.address() + path + "?api-version=2021-10-01&$skiptoken=" + token + "\"";
  }

  Config config() {
    return config(limits(LONG, 1_000, 1_000_000));
  }

  Config config(Limits limits) {
    return new Config(
        server.address(), "2025-03-01", new Credential.Fixed(SECRET), "ActualCost", "Cost", limits);
  }

  static Limits limits(Duration timeout, int pages, int answerBytes) {
    return limits(timeout, pages, Limits.USUAL.rows(), answerBytes);
  }

  static Limits limits(Duration timeout, int pages, int rows, int answerBytes) {
    Limits usual = Limits.USUAL;
    return new Limits(
        Duration.ofSeconds(5),
        timeout,
        usual.totalWait(),
        usual.singleWait(),
        usual.unnamedWait(),
        pages,
        rows,
        answerBytes);
  }

  AzureCosts costs(Config config) {
    return costs(config, waits::add);
  }

  static AzureCosts costs(Config config, Pause pause) {
    return Guice.createInjector(
            Stage.PRODUCTION,
            new AzureCostModule(config, pause),
            binder -> binder.bind(Clock.class).toInstance(Clock.fixed(NOW, ZoneOffset.UTC)))
        .getInstance(AzureCosts.class);
  }

  AzureAnswer read() {
    return costs(config()).read(GROUP, MONTH, BY_RESOURCE);
  }

  static List<AzureCostItem> items(AzureAnswer answer) {
    assertThat(answer).isInstanceOf(AzureAnswer.Told.class);
    return answer instanceof AzureAnswer.Told(var items) ? items : List.of();
  }

  static String why(AzureAnswer answer) {
    assertThat(answer).isInstanceOf(AzureAnswer.Untold.class);
    String why = answer instanceof AzureAnswer.Untold(var told) ? told : "";
    assertThat(why).doesNotContain(SECRET);
    return why;
  }

  static List<String> amounts(AzureAnswer answer) {
    return items(answer).stream().map(item -> item.amount().toPlainString()).toList();
  }
}
