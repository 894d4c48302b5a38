package com.totvs.billing.azurecost;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.totvs.billing.domain.cost.AzureCostItem;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads a page out of the JSON that Azure answers. Fields it does not know do not matter; those it
/// knows are read strictly, and no page is read in part, since the cost is divided among customers.
record PageReader(CostQuestion question) {
  // Amounts keep each digit that Azure wrote.
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  Page read(InputStream body) throws Unanswered {
    JsonNode properties = parsed(body).path("properties");
    JsonNode columns = array(properties, "columns");
    JsonNode rows = array(properties, "rows");
    return new Page(items(columns, rows), nextLink(properties));
  }

  private List<AzureCostItem> items(JsonNode columns, JsonNode rows) throws Unanswered {
    if (rows.isEmpty()) {
      return List.of();
    }
    RowReader reader = RowReader.of(Columns.of(columns), question);
    List<AzureCostItem> items = new ArrayList<>(rows.size());
    for (JsonNode row : rows) {
      items.add(reader.read(row));
    }
    return items;
  }

  private static JsonNode parsed(InputStream body) throws Unanswered {
    try {
      return JSON.readTree(body);
    } catch (JacksonException e) {
      throw Unanswered.unusable("it is no sound JSON (" + e.getClass().getSimpleName() + ")");
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory can be read", e);
    }
  }

  private static JsonNode array(JsonNode properties, String name) throws Unanswered {
    if (!properties.path(name).isArray()) {
      throw Unanswered.unusable("properties." + name + " is missing, or no array");
    }
    return properties.path(name);
  }

  private static Optional<String> nextLink(JsonNode properties) throws Unanswered {
    JsonNode link = properties.path("nextLink");
    if (link.isMissingNode() || link.isNull()) {
      return Optional.empty();
    }
    if (!link.isTextual()) {
      throw Unanswered.unusable("properties.nextLink is no text");
    }
    return Optional.of(link.textValue()).filter(text -> !text.isBlank());
  }
}
