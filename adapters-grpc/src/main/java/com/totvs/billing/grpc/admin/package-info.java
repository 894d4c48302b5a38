/// For those who look after Billing: jobs, checks and the audit log.
@NullMarked
package com.totvs.billing.grpc.admin;

import org.jspecify.annotations.NullMarked;
