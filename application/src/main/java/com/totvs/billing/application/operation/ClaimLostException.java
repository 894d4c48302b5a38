package com.totvs.billing.application.operation;

import com.totvs.billing.domain.operation.OperationId;

/// Another node has taken the operation over, since this one's lease had ended: to be left to it.
public final class ClaimLostException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ClaimLostException(OperationId operation) {
    super("another node has taken over " + operation);
  }
}
