/// Rules, and what months' costs were divided into: runs, their sums and their lines.
@NullMarked
package com.totvs.billing.postgres.allocation;

import org.jspecify.annotations.NullMarked;
