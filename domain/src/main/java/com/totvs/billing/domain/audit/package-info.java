/// Who did what, and when.
@NullMarked
package com.totvs.billing.domain.audit;

import org.jspecify.annotations.NullMarked;
