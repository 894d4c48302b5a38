/// What several features translate alike, between the wire's words and the domain's.
@NullMarked
package com.totvs.billing.grpc.wire;

import org.jspecify.annotations.NullMarked;
