/// Recording usage, settling it and showing it again.
@NullMarked
package com.totvs.billing.application.usage;

import org.jspecify.annotations.NullMarked;
