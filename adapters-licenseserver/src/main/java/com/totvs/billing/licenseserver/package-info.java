/// Outbound: License Server over HTTP.
@NullMarked
package com.totvs.billing.licenseserver;

import org.jspecify.annotations.NullMarked;
