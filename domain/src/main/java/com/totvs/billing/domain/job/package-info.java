/// What is known of work that repeats by itself.
@NullMarked
package com.totvs.billing.domain.job;

import org.jspecify.annotations.NullMarked;
