/// Lets callers in: who they are by their token, and which scope each method needs.
@NullMarked
package com.totvs.billing.grpc.access;

import org.jspecify.annotations.NullMarked;
