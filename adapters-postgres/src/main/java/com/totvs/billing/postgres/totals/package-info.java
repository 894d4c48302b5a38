/// What usage adds up to: the sums of days, what they do not hold yet, and whether both are right.
@NullMarked
package com.totvs.billing.postgres.totals;

import org.jspecify.annotations.NullMarked;
