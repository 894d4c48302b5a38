/// Metrics and traces: how they are gathered, and where they go.
@NullMarked
package com.totvs.billing.bootstrap.telemetry;

import org.jspecify.annotations.NullMarked;
