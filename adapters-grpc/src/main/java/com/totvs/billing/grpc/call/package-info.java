/// How a call is answered: one answer, a stream or a page of a list, or why there is none.
@NullMarked
package com.totvs.billing.grpc.call;

import org.jspecify.annotations.NullMarked;
