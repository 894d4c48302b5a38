/// Periods of usage on their way to history and back.
@NullMarked
package com.totvs.billing.domain.purge;

import org.jspecify.annotations.NullMarked;
