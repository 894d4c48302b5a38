package com.totvs.billing.application.allocation;

/// Somebody asked for the work to be ended.
final class Cancelled extends RuntimeException {
  private static final long serialVersionUID = 1L;
}
