/// Sums usage up, and keeps what makes that quick.
@NullMarked
package com.totvs.billing.application.report;

import org.jspecify.annotations.NullMarked;
