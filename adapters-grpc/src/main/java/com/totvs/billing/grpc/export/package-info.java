/// Writes usage and cost as CSV, a page at a time.
@NullMarked
package com.totvs.billing.grpc.export;

import org.jspecify.annotations.NullMarked;
