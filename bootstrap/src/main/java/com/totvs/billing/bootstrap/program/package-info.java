/// Putting the parts together, running them, and stopping them in order.
@NullMarked
package com.totvs.billing.bootstrap.program;

import org.jspecify.annotations.NullMarked;
