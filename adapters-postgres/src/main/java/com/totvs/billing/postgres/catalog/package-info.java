/// Customers, solutions and applications, as usage has named them.
@NullMarked
package com.totvs.billing.postgres.catalog;

import org.jspecify.annotations.NullMarked;
