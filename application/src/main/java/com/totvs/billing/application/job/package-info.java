/// Work that repeats by itself.
@NullMarked
package com.totvs.billing.application.job;

import org.jspecify.annotations.NullMarked;
