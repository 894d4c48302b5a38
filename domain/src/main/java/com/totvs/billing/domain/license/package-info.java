/// Licenses: what a caller knows of a customer, and what License Server says of them.
@NullMarked
package com.totvs.billing.domain.license;

import org.jspecify.annotations.NullMarked;
