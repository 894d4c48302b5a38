/// Ports kept in memory, by hand: they pass the same contracts as the real ones.
@NullMarked
package com.totvs.billing.application.memory;

import org.jspecify.annotations.NullMarked;
