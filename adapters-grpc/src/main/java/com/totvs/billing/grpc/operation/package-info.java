/// Shows work that goes on after the answer, whoever ordered it.
@NullMarked
package com.totvs.billing.grpc.operation;

import org.jspecify.annotations.NullMarked;
