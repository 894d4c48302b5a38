package com.totvs.billing.domain.allocation;

import java.time.YearMonth;
import java.util.Currency;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Adds up the sums of a run, one after the other. Not for several threads.
public final class Tally {
  private final SortedMap<String, Balance> balances = new TreeMap<>();
  private final Fingerprint fingerprint = new Fingerprint();
  private long sums;
  private long lines;

  /// Adds the next sum of the run.
  public void add(ChargedSum charged) {
    ChargedSum.Heading heading = charged.heading();
    Currency currency = heading.sum().currency();
    sums++;
    lines += charged.lines().size();
    balances.merge(
        currency.getCurrencyCode(),
        Balance.zero(currency).plus(charged),
        (balance, _) -> balance.plus(charged));
    fingerprint.add(heading.forMonth().map(YearMonth::toString).orElse(""));
    fingerprint.add(heading.sum());
    fingerprint.add(heading.amount().toString(), heading.rule().value(), heading.driver().name());
    charged.lines().forEach(this::add);
  }

  private void add(AllocatedLine line) {
    line.payer().ifPresentOrElse(fingerprint::add, () -> fingerprint.add(""));
    fingerprint.add(
        line.driver().quantity().toString(),
        line.driver().total().toString(),
        line.amount().toString());
  }

  /// Sums that were added.
  public long sums() {
    return sums;
  }

  /// Lines that were added.
  public long lines() {
    return lines;
  }

  /// What they add up to, by currency code.
  public List<Balance> balances() {
    return List.copyOf(balances.values());
  }

  /// What tells these sums and lines from any others: the SHA-256 of them all, in order. The end of
  /// the tally.
  public String digest() {
    return fingerprint.hex();
  }
}
