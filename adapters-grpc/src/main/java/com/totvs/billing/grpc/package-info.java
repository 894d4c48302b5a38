/// Inbound: gRPC endpoints, authentication, error mapping, health and reflection.
@NullMarked
package com.totvs.billing.grpc;

import org.jspecify.annotations.NullMarked;
