package com.totvs.billing.domain.purge;

import com.totvs.billing.domain.usage.Place;

/// Which way usage moves.
public enum Direction {
  /// To history.
  PURGE(Place.ONLINE, Place.HISTORY),
  /// Back from history.
  RESTORE(Place.HISTORY, Place.ONLINE);

  private final Place from;
  private final Place to;

  Direction(Place from, Place to) {
    this.from = from;
    this.to = to;
  }

  /// Where it comes from.
  public Place from() {
    return from;
  }

  /// Where it goes.
  public Place to() {
    return to;
  }
}
