/// Answers questions about usage and cost.
@NullMarked
package com.totvs.billing.grpc.report;

import org.jspecify.annotations.NullMarked;
