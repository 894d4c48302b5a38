/// Work that goes on after the answer.
@NullMarked
package com.totvs.billing.domain.operation;

import org.jspecify.annotations.NullMarked;
