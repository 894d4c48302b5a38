package com.totvs.billing.azurecost;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.totvs.billing.domain.cost.CostGrouping;
import java.time.YearMonth;

/// What Azure is asked: the cost of each day of a month, by service and one thing more.
///
/// @param costColumn which of its costs Azure sums up
record CostQuestion(YearMonth month, CostGrouping grouping, String queryType, String costColumn) {
  static final String SERVICE = "ServiceName";
  private static final JsonMapper JSON = new JsonMapper();

  /// The body that is sent for every page alike.
  String json() {
    ObjectNode question = JSON.createObjectNode().put("type", queryType).put("timeframe", "Custom");
    question
        .putObject("timePeriod")
        .put("from", month.atDay(1) + "T00:00:00Z")
        .put("to", month.atEndOfMonth() + "T23:59:59Z");
    ObjectNode dataset = question.putObject("dataset").put("granularity", "Daily");
    dataset
        .putObject("aggregation")
        .putObject("totalCost")
        .put("name", costColumn)
        .put("function", "Sum");
    groupings(dataset.putArray("grouping"));
    return question.toString();
  }

  private void groupings(ArrayNode groupings) {
    groupings.addObject().put("type", "Dimension").put("name", SERVICE);
    // Azure takes two groupings at most, and no grouping twice.
    if (!groupsByService()) {
      String type = byTag() ? "TagKey" : "Dimension";
      groupings.addObject().put("type", type).put("name", grouping.name());
    }
  }

  boolean byTag() {
    return grouping.kind() == CostGrouping.Kind.TAG;
  }

  private boolean groupsByService() {
    return !byTag() && grouping.name().equalsIgnoreCase(SERVICE);
  }
}
