package com.totvs.billing.azurecost;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.Require;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Currency;

/// Reads the cells of a row. What is no such cell is told without quoting it.
final class Cells {
  // Two texts and little else make up the key of an item, which a b-tree of PostgreSQL takes up to
  // about 2,700 bytes, and the token of a page behind it, which is at most 4,096 characters.
  private static final int MOST_BYTES = 1_300;
  private static final int LONGEST_NUMBER = 100;
  // Far beyond any cost, and still small enough to add up.
  private static final int WHOLE_DIGITS = 18;
  private static final int DECIMALS = 50;

  private Cells() {}

  /// Nothing is an empty text: a resource may have no service, or not the tag.
  static String text(JsonNode cell, String column) throws Unanswered {
    if (cell.isNull()) {
      return "";
    }
    if (!cell.isTextual()) {
      throw Unanswered.unusable("a cell of " + column + " is no text");
    }
    try {
      return fitting(Require.text(cell.textValue(), column, 0, MOST_BYTES), column);
    } catch (BillingException _) {
      throw Unanswered.unusable("a cell of " + column + " is too long, or no plain text");
    }
  }

  private static String fitting(String text, String column) throws Unanswered {
    if (text.getBytes(UTF_8).length > MOST_BYTES) {
      throw Unanswered.unusable("a cell of " + column + " is longer than " + MOST_BYTES + " bytes");
    }
    return text;
  }

  /// All the digits that are there.
  static BigDecimal amount(JsonNode cell) throws Unanswered {
    BigDecimal amount = number(cell, "the cost");
    long wholeDigits = (long) amount.precision() - amount.scale();
    if (wholeDigits > WHOLE_DIGITS || amount.scale() > DECIMALS) {
      throw Unanswered.unusable("a cell of the cost has more digits than a cost can have");
    }
    return amount.scale() < 0 ? amount.setScale(0) : amount;
  }

  private static BigDecimal number(JsonNode cell, String column) throws Unanswered {
    if (cell.isNumber()) {
      return cell.decimalValue();
    }
    try {
      if (cell.isTextual() && cell.textValue().length() <= LONGEST_NUMBER) {
        return new BigDecimal(cell.textValue().strip());
      }
    } catch (NumberFormatException _) {
      // The same complaint as for what is no text either.
    }
    throw Unanswered.unusable("a cell of " + column + " is no number");
  }

  static Currency currency(JsonNode cell) throws Unanswered {
    try {
      return Currency.getInstance(cell.asText(""));
    } catch (IllegalArgumentException _) {
      throw Unanswered.unusable("a cell of Currency is no code of ISO 4217, such as BRL");
    }
  }

  /// The number or text `20261123`, `2026-11-23`, or a time whose date is taken as it is written.
  static LocalDate date(JsonNode cell) throws Unanswered {
    String text = cell.isIntegralNumber() || cell.isTextual() ? cell.asText().strip() : "";
    try {
      return LocalDate.parse(text, format(text));
    } catch (DateTimeParseException _) {
      throw Unanswered.unusable("a cell of UsageDate is no date such as 20261123");
    }
  }

  private static DateTimeFormatter format(String text) {
    if (text.matches("[0-9]{8}")) {
      return DateTimeFormatter.BASIC_ISO_DATE;
    }
    return text.length() == "2026-11-23".length()
        ? DateTimeFormatter.ISO_LOCAL_DATE
        : DateTimeFormatter.ISO_DATE_TIME;
  }
}
