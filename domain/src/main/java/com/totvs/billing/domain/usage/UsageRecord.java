package com.totvs.billing.domain.usage;

import com.totvs.billing.domain.Require;
import com.totvs.billing.domain.catalog.Application;
import com.totvs.billing.domain.catalog.Solution;
import com.totvs.billing.domain.customer.Customer;
import com.totvs.billing.domain.license.LicenseId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalInt;

/// One call to an AI solution, as the solution reported it. Never edited: a wrong record is taken
/// out by a second record that cancels it.
///
/// @param occurredTime when the call happened, to the microsecond; finer digits are cut off
/// @param user the user of the application, 0 to 120 code points
/// @param contingencyProviderType what RM returned, as sent; empty means "not told"
public record UsageRecord(
    UsageId id,
    Instant occurredTime,
    LicenseId license,
    Solution solution,
    Application application,
    String user,
    Consumption consumption,
    OptionalInt contingencyProviderType,
    Purpose purpose) {

  public UsageRecord {
    occurredTime = occurredTime.truncatedTo(ChronoUnit.MICROS);
    user = Require.text(user, "user", 0, 120);
  }

  /// What makes it the same record.
  public UsageKey key() {
    return new UsageKey(occurredTime, id, license);
  }

  /// The internal client where the purpose makes it answer, whatever the license says.
  public Optional<Customer> answeredInternally() {
    return purpose.internal() ? Optional.of(Customer.INTERNAL) : Optional.empty();
  }

  /// Whether the other record says the same: every field but the two descriptions.
  public boolean sameContent(UsageRecord other) {
    return key().equals(other.key())
        && solution.id().equals(other.solution.id())
        && application.id().equals(other.application.id())
        && user.equals(other.user)
        && consumption.equals(other.consumption)
        && contingencyProviderType.equals(other.contingencyProviderType)
        && purpose == other.purpose;
  }
}
