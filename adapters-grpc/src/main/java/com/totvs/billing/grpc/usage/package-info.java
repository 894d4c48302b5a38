/// Takes usage in, and shows it again.
@NullMarked
package com.totvs.billing.grpc.usage;

import org.jspecify.annotations.NullMarked;
