/// The command line of those who look after Billing: each command calls a server over gRPC.
@NullMarked
package com.totvs.billing.bootstrap.admin;

import org.jspecify.annotations.NullMarked;
