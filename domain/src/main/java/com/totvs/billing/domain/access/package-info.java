/// Who calls, and what they may do and see.
@NullMarked
package com.totvs.billing.domain.access;

import org.jspecify.annotations.NullMarked;
