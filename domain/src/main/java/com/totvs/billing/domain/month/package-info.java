/// Months of cost: open until they are closed, in order.
@NullMarked
package com.totvs.billing.domain.month;

import org.jspecify.annotations.NullMarked;
