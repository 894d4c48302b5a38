/// What Azure charges, reading by reading, and what is fixed.
@NullMarked
package com.totvs.billing.postgres.cost;

import org.jspecify.annotations.NullMarked;
