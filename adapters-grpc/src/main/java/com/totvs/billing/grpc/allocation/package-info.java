/// Has cost divided and months closed, and shows what came of it.
@NullMarked
package com.totvs.billing.grpc.allocation;

import org.jspecify.annotations.NullMarked;
