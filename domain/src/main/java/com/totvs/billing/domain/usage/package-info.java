/// Usage records: one call to an AI solution each, as the solution reported it.
@NullMarked
package com.totvs.billing.domain.usage;

import org.jspecify.annotations.NullMarked;
