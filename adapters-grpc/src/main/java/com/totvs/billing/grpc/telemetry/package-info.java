/// Follows each call from its headers to its end, for logs, metrics and traces.
@NullMarked
package com.totvs.billing.grpc.telemetry;

import org.jspecify.annotations.NullMarked;
