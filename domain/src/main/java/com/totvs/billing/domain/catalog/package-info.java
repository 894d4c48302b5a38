/// Solutions and applications that usage names.
@NullMarked
package com.totvs.billing.domain.catalog;

import org.jspecify.annotations.NullMarked;
