/// The schedule of work that repeats by itself, which all nodes share.
@NullMarked
package com.totvs.billing.postgres.job;

import org.jspecify.annotations.NullMarked;
