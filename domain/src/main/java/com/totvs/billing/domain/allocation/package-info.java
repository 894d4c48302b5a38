/// Divides what the platform costs among those who used it, to the cent.
@NullMarked
package com.totvs.billing.domain.allocation;

import org.jspecify.annotations.NullMarked;
