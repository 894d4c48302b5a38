/// Which months cost anything, and which are closed.
@NullMarked
package com.totvs.billing.postgres.month;

import org.jspecify.annotations.NullMarked;
