package com.totvs.billing.domain.allocation;

import com.totvs.billing.domain.catalog.SolutionId;
import com.totvs.billing.domain.customer.CustomerCode;
import com.totvs.billing.domain.usage.Meter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The SHA-256 of words in order. Words are told apart by a zero byte, which none holds.
final class Fingerprint {
  private final MessageDigest digest = sha256();

  void add(String... words) {
    for (String word : words) {
      digest.update(word.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
    }
  }

  void add(Payer payer) {
    add(
        payer.solution().value(),
        payer.application().value(),
        payer.state().name(),
        payer.customer().map(CustomerCode::value).orElse(""));
  }

  void add(UsageShare share) {
    add(share.payer());
    for (Meter meter : Meter.values()) {
      add(String.valueOf(share.quantity(meter)));
    }
  }

  void add(MonthSum sum) {
    switch (sum.origin()) {
      case Origin.Azure azure ->
          add(
              "azure",
              azure.resourceGroup().toString(),
              azure.serviceName(),
              azure.grouping().toString(),
              azure.groupValue());
      case Origin.Fixed fixed -> add("fixed", fixed.id().value());
    }
    add(
        sum.currency().getCurrencyCode(),
        sum.amount().signum() == 0 ? "0" : sum.amount().stripTrailingZeros().toPlainString(),
        sum.solution().map(SolutionId::value).orElse(""));
  }

  String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
