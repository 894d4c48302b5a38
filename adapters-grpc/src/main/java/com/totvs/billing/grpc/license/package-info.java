/// Says whose a license is, and who runs on an emergency key.
@NullMarked
package com.totvs.billing.grpc.license;

import org.jspecify.annotations.NullMarked;
