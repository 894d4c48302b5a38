/// The running program as outside callers meet it.
@NullMarked
package com.totvs.billing.bootstrap.wire;

import org.jspecify.annotations.NullMarked;
