/// Many appends in one commit, and what is told of it.
@NullMarked
package com.totvs.billing.postgres.commit;

import org.jspecify.annotations.NullMarked;
