/// What every feature shares: failures, guards, spans of time.
@NullMarked
package com.totvs.billing.domain;

import org.jspecify.annotations.NullMarked;
