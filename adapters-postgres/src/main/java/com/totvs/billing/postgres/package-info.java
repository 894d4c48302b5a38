/// Outbound: everything that is kept, in PostgreSQL.
@NullMarked
package com.totvs.billing.postgres;

import org.jspecify.annotations.NullMarked;
