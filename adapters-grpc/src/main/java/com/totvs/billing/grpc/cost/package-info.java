/// Has what the platform costs collected and posted, and shows it.
@NullMarked
package com.totvs.billing.grpc.cost;

import org.jspecify.annotations.NullMarked;
