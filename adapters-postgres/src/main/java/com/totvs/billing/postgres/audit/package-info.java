/// Who did what, written in the transaction that does it.
@NullMarked
package com.totvs.billing.postgres.audit;

import org.jspecify.annotations.NullMarked;
