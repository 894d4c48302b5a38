/// Records of usage: appended once, found again, settled and voided.
@NullMarked
package com.totvs.billing.postgres.usage;

import org.jspecify.annotations.NullMarked;
