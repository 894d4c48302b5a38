/// Answers questions about usage and cost.
@NullMarked
package com.totvs.billing.postgres.report;

import org.jspecify.annotations.NullMarked;
