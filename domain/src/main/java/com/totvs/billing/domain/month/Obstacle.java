package com.totvs.billing.domain.month;

/// Why a month cannot be closed.
///
/// @param detail what is in the way, and what to do
public record Obstacle(Kind kind, String detail) {

  /// What can be in the way. The numbers are those of the wire and never change.
  public enum Kind {
    MONTH_NOT_OVER(1, false),
    ALREADY_CLOSED(2, false),
    EARLIER_MONTH_OPEN(3, false),
    AZURE_COST_NOT_FINAL(4, true),
    FIXED_COST_NOT_POSTED(5, true),
    USAGE_NOT_SETTLED(6, true),
    BEFORE_FIRST_COST(7, false);

    private final int number;
    private final boolean forceable;

    Kind(int number, boolean forceable) {
      this.number = number;
      this.forceable = forceable;
    }

    /// The kind's number.
    public int number() {
      return number;
    }
  }

  /// Whether a month may be closed in spite of it.
  public boolean overlooked(CloseTerms terms) {
    return (kind.forceable && terms.force())
        || (kind == Kind.USAGE_NOT_SETTLED && terms.acceptUnsettled());
  }
}
