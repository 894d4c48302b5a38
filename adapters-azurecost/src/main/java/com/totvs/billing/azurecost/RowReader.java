package com.totvs.billing.azurecost;

import com.fasterxml.jackson.databind.JsonNode;
import com.totvs.billing.domain.cost.AzureCostItem;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.OptionalInt;

/// Reads the rows of a page, whose cells are known by their place alone.
///
/// @param width how many cells a row has
/// @param tagKey where the key of the tag is, on a page by tag
record RowReader(
    CostQuestion question,
    int width,
    int amount,
    int service,
    int group,
    OptionalInt tagKey,
    int usageDate,
    int currency) {

  static RowReader of(Columns columns, CostQuestion question) throws Unanswered {
    String name = question.grouping().name();
    boolean byTag = question.byTag();
    return new RowReader(
            question,
            columns.names().size(),
            columns.place(costNames(question.costColumn())),
            columns.place(CostQuestion.SERVICE),
            byTag ? columns.place("TagValue", name) : columns.place(name),
            byTag ? columns.find("TagKey") : OptionalInt.empty(),
            columns.place("UsageDate"),
            columns.place("Currency"))
        .checked();
  }

  /// Azure knows the same cost by two names, and some of its versions answer by the other one.
  private static String[] costNames(String asked) {
    return switch (asked) {
      case "Cost" -> new String[] {asked, "PreTaxCost"};
      case "PreTaxCost" -> new String[] {asked, "Cost"};
      default -> new String[] {asked};
    };
  }

  /// A tag may be called like a column of another meaning.
  private RowReader checked() throws Unanswered {
    boolean taken =
        List.of(amount, usageDate, currency).contains(group)
            || (question.byTag() && group == service);
    if (taken) {
      throw Unanswered.unusable("the column of " + question.grouping() + " is missing");
    }
    return this;
  }

  AzureCostItem read(JsonNode row) throws Unanswered {
    if (!row.isArray() || row.size() != width) {
      throw Unanswered.unusable("a row has not one cell for each of its " + width + " columns");
    }
    return new AzureCostItem(
        usageDate(row),
        Cells.text(row.path(service), CostQuestion.SERVICE),
        groupValue(row),
        Cells.currency(row.path(currency)),
        Cells.amount(row.path(amount)));
  }

  private LocalDate usageDate(JsonNode row) throws Unanswered {
    LocalDate date = Cells.date(row.path(usageDate));
    if (!YearMonth.from(date).equals(question.month())) {
      throw Unanswered.unusable(
          "UsageDate " + date + " is outside of " + question.month() + ", which was asked for");
    }
    return date;
  }

  private String groupValue(JsonNode row) throws Unanswered {
    String name = question.grouping().name();
    if (tagKey.isPresent()) {
      String key = Cells.text(row.path(tagKey.getAsInt()), "TagKey");
      if (!key.isEmpty() && !key.equalsIgnoreCase(name)) {
        throw Unanswered.unusable("TagKey names another tag than the one asked for");
      }
    }
    return Cells.text(row.path(group), name);
  }
}
