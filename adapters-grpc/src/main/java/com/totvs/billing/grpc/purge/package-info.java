/// Has usage moved to history and back.
@NullMarked
package com.totvs.billing.grpc.purge;

import org.jspecify.annotations.NullMarked;
