/// Customers, and the internal client who answers for support and development.
@NullMarked
package com.totvs.billing.domain.customer;

import org.jspecify.annotations.NullMarked;
