/// Lists whom and what usage has named.
@NullMarked
package com.totvs.billing.grpc.catalog;

import org.jspecify.annotations.NullMarked;
