/// Measures Billing against what it cannot beat: calls that do nothing, and plain SQL.
@NullMarked
package com.totvs.billing.benchmark;

import org.jspecify.annotations.NullMarked;
