/// Dividing a month's cost by rules, and closing months.
@NullMarked
package com.totvs.billing.application.allocation;

import org.jspecify.annotations.NullMarked;
